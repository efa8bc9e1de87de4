import type { Command } from 'commander';
import { runPlanHere } from '../../plan-here.js';
import type { Verbs } from '../../program.js';
import { dayOf } from '../../values.js';
import { printSummary } from './summary.js';

/** `stockwright plan run`: plan every item-location. */
export function runVerb(plan: Command, verbs: Verbs): void {
  verbs
    .verb(plan, 'run', 'help.planRun', 'npx stockwright plan run --as-of 2011-10-31', {
      isDefault: true,
    })
    .option('--as-of <day>', verbs.word('option.asOf'), dayOf)
    .option('--seed <text>', verbs.word('option.seed'))
    .action(async (options: { asOf?: string; seed?: string }, command: Command) => {
      const session = verbs.open(command);
      await session.withExistingHouse(async (house) => {
        const { getPlanRun } = await import('@stockwright/app');
        const { runId, created } = await runPlanHere(session, house, options);
        const run = await getPlanRun(house.store.database, runId);
        const { voice } = session;
        if (voice.json) return voice.object({ ...run, created });
        if (!created) voice.tell('plan.same', { id: runId });
        await printSummary(voice, house.store.database, run);
        voice.tell('plan.nextSteps', { id: runId });
      });
    });
}
