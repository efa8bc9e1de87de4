import type { Command } from 'commander';
import { explainLine } from '../../explain-line.js';
import type { Verbs } from '../../program.js';
import { idOf } from '../../values.js';
import { printLines } from './lines.js';

/** `stockwright plan line`: one line and why it is what it is. */
export function lineVerb(plan: Command, verbs: Verbs): void {
  verbs
    .verb(plan, 'line', 'help.planLine', 'npx stockwright plan line 42')
    .argument('<line>', verbs.word('argument.line'), idOf)
    .action(async (id: number, _options: object, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { getPlanLine } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const line = await getPlanLine(store.database, id);
        if (voice.json) return voice.object(line);
        printLines(voice, [line]);
        explainLine(voice, line);
      });
    });
}
