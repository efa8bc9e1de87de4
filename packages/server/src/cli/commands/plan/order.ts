import type { Command } from 'commander';
import type { House } from '../../../composition.js';
import { chosenRun } from '../../newest-run.js';
import type { Verbs } from '../../program.js';
import { UsageError } from '../../usage.js';
import { collectIds, idOf } from '../../values.js';

/** `stockwright plan order`: approved lines become orders. */
export function orderVerb(plan: Command, verbs: Verbs): void {
  verbs
    .verb(
      plan,
      'order',
      'help.planOrder',
      'npx stockwright plan order --approved\nnpx stockwright plan order 42 43',
    )
    .argument('[lines...]', verbs.word('argument.lines'), collectIds)
    .option('--approved', verbs.word('option.allApproved'))
    .option('--plan <id>', verbs.word('argument.plan'), idOf)
    .option('--actor <name>', verbs.word('option.actor'), 'cli')
    .action(
      async (
        given: readonly number[] | undefined,
        options: { approved?: boolean; plan?: number; actor: string },
        command: Command,
      ) => {
        const session = verbs.open(command);
        const { voice } = session;
        const named = given ?? [];
        if (named.length > 0 === Boolean(options.approved)) throw new UsageError('usage.orderWhat');
        const { orderLines } = await import('@stockwright/app');
        await session.withExistingHouse(async (house) => {
          const { database } = house.store;
          const runId = await chosenRun(database, options.plan);
          const lineIds = named.length > 0 ? named : await approvedLines(house, runId);
          if (lineIds.length === 0) return voice.tell('plan.noneApproved', { id: runId });
          const reply = await orderLines(database, runId, lineIds, options.actor);
          if (voice.json) return voice.object(reply);
          voice.line(
            voice.word('plan.ordered', {
              lines: reply.orderedLineCount,
              orders: reply.orderIds.length,
              ids: reply.orderIds.join(', '),
              already: reply.alreadyOrderedLineCount,
            }),
          );
        });
      },
    );
}

/** Every approved line of a run that has no order yet. */
async function approvedLines({ store }: House, runId: number): Promise<number[]> {
  const { listPlanLines } = await import('@stockwright/app');
  const ids: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await listPlanLines(store.database, runId, {
      state: 'approved',
      limit: 1000,
      cursor,
    });
    for (const line of page.data) if (line.supplyOrderId === null) ids.push(line.id);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return ids;
}
