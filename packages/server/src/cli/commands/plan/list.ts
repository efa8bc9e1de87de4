import type { Command } from 'commander';
import { money } from '../../format.js';
import type { Verbs } from '../../program.js';
import { printTable } from '../../table.js';

/** `stockwright plan list`: the plans there are. */
export function listVerb(plan: Command, verbs: Verbs): void {
  verbs
    .verb(plan, 'list', 'help.planList', 'npx stockwright plan list')
    .action(async (_options: object, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { listPlanRuns } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const { data } = await listPlanRuns(store.database);
        if (voice.json) return voice.object({ data });
        if (data.length === 0) return voice.tell('plan.noneYet');
        const { language } = voice;
        printTable(voice, data, [
          { header: voice.word('column.plan'), value: (row) => row.id, align: 'right' },
          { header: voice.word('column.asOf'), value: (row) => row.asOf },
          {
            header: voice.word('column.buyLines'),
            value: (row) => row.summary.buyLineCount,
            align: 'right',
          },
          {
            header: voice.word('column.transferLines'),
            value: (row) => row.summary.transferLineCount,
            align: 'right',
          },
          {
            header: voice.word('column.cost'),
            value: (row) => money(row.summary.buyCost, row.summary.currency, language),
            align: 'right',
          },
          { header: voice.word('column.made'), value: (row) => row.createdAt },
        ]);
      });
    });
}
