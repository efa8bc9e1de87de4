import type { Command } from 'commander';
import { chosenRun } from '../../newest-run.js';
import type { Verbs } from '../../program.js';
import { idOf, limitOf } from '../../values.js';
import { type FilterOptions, filterOf, isFiltered, withFilter } from './filter.js';
import { printLines } from './lines.js';
import { tellLack } from './summary.js';

/** `stockwright plan show`: the lines of a plan. */
export function showVerb(plan: Command, verbs: Verbs): void {
  withFilter(
    verbs
      .verb(plan, 'show', 'help.planShow', 'npx stockwright plan show --kind buy --sort lineCost')
      .argument('[plan]', verbs.word('argument.plan'), idOf),
    verbs,
  )
    .option('--limit <rows>', verbs.word('option.limit'), limitOf, 30)
    .option('--cursor <text>', verbs.word('option.cursor'))
    .action(
      async (
        id: number | undefined,
        options: FilterOptions & { limit: number; cursor?: string },
        command: Command,
      ) => {
        const session = verbs.open(command);
        const { voice } = session;
        const { listPlanLines } = await import('@stockwright/app');
        await session.withExistingHouse(async ({ store }) => {
          const runId = await chosenRun(store.database, id);
          const { limit, cursor } = options;
          const page = await listPlanLines(store.database, runId, {
            ...filterOf(options),
            limit,
            cursor,
          });
          if (voice.json) return voice.object({ runId, ...page });
          if (page.total === 0) {
            if (isFiltered(options)) return voice.tell('plan.noLines', { id: runId });
            voice.tell('plan.empty');
            return tellLack(voice, store.database);
          }
          printLines(voice, page.data);
          voice.tellPage(page);
        });
      },
    );
}
