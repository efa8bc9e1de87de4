import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { House } from '../../../composition.js';
import { chosenRun } from '../../newest-run.js';
import type { Verbs } from '../../program.js';
import type { Session } from '../../session.js';
import { UsageError } from '../../usage.js';
import { idOf, oneOf } from '../../values.js';
import { type FilterOptions, filterOf, withFilter } from './filter.js';

/** `stockwright plan export`: lines as a file. */
export function exportVerb(plan: Command, verbs: Verbs): void {
  withFilter(
    verbs
      .verb(
        plan,
        'export',
        'help.planExport',
        'npx stockwright plan export --output plan.xlsx\nnpx stockwright plan export --format csv > plan.csv',
      )
      .argument('[plan]', verbs.word('argument.plan'), idOf),
    verbs,
  )
    .option('--format <format>', verbs.word('option.format'), oneOf(['csv', 'xlsx', 'json']))
    .option('--output <file>', verbs.word('option.output'))
    .action(
      async (
        id: number | undefined,
        options: FilterOptions & { format?: 'csv' | 'xlsx' | 'json'; output?: string },
        command: Command,
      ) => {
        const session = verbs.open(command);
        const format = options.format ?? formatOf(options.output, session.voice.json);
        if (!options.output && format === 'xlsx' && session.voice.terminal.data.isTTY)
          throw new UsageError('usage.outputNeeded');
        await session.withExistingHouse((house) => exportPlan(session, house, id, format, options));
      },
    );
}

type Format = 'csv' | 'xlsx' | 'json';

const formatOf = (output: string | undefined, json: boolean): Format => {
  const ending = /\.(csv|xlsx|json)$/i.exec(output ?? '')?.[1]?.toLowerCase();
  return (ending as Format | undefined) ?? (json ? 'json' : 'csv');
};

async function exportPlan(
  session: Session,
  { store }: House,
  id: number | undefined,
  format: Format,
  options: FilterOptions & { output?: string },
): Promise<void> {
  const { exportLines, tellingProblems } = await import('@stockwright/app');
  const { voice } = session;
  const runId = await chosenRun(store.database, id);
  const file = await exportLines(store.database, runId, filterOf(options), format, voice.language);
  const { output } = options;
  if (!output) {
    voice.terminal.data.write(file.bytes);
    return;
  }
  await tellingProblems(output, 'write', () => writeFile(output, file.bytes));
  voice.tell('plan.exported', { file: output });
}
