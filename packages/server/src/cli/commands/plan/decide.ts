import type { Command } from 'commander';
import { chosenRun } from '../../newest-run.js';
import type { Verbs } from '../../program.js';
import { UsageError } from '../../usage.js';
import { collectIds, dayOf, idOf, oneOf, piecesOf } from '../../values.js';
import { DECISIONS } from './filter.js';
import { printLines } from './lines.js';

interface DecideOptions {
  readonly plan?: number;
  readonly quantity?: number;
  readonly reason?: string;
  readonly until?: string;
  readonly actor: string;
}

/** `stockwright plan decide`: what a person sets on lines. */
export function decideVerb(plan: Command, verbs: Verbs): void {
  verbs
    .verb(
      plan,
      'decide',
      'help.planDecide',
      'npx stockwright plan decide approved 42 43\nnpx stockwright plan decide approved 42 --quantity 24 --reason "shelf space"',
    )
    .argument('<state>', verbs.word('argument.decision'), oneOf(DECISIONS))
    .argument('<lines...>', verbs.word('argument.lines'), collectIds)
    .option('--plan <id>', verbs.word('argument.plan'), idOf)
    .option('--quantity <pieces>', verbs.word('option.quantity'), piecesOf)
    .option('--reason <text>', verbs.word('option.reason'))
    .option('--until <day>', verbs.word('option.until'), dayOf)
    .option('--actor <name>', verbs.word('option.actor'), 'cli')
    .action(
      async (
        state: (typeof DECISIONS)[number],
        lineIds: readonly number[],
        options: DecideOptions,
        command: Command,
      ) => {
        const session = verbs.open(command);
        const { voice } = session;
        if (options.quantity !== undefined && lineIds.length > 1)
          throw new UsageError('usage.quantityForOne');
        const { decide, describeProblem } = await import('@stockwright/app');
        await session.withExistingHouse(async ({ store }) => {
          const runId = await chosenRun(store.database, options.plan);
          const { quantity = null, reason = null, until = null, actor } = options;
          const decisions = lineIds.map((lineId) => ({ lineId, state, quantity, reason, until }));
          const reply = await decide(store.database, runId, decisions, actor);
          if (voice.json) return voice.object(reply);
          printLines(voice, reply.data);
          for (const { code, facts } of reply.warnings)
            voice.tellText(describeProblem(code, facts, voice.language));
        });
      },
    );
}
