import type { EventJudgement } from '@stockwright/contract';
import type { Command } from 'commander';
import { change, count, nameIn } from '../../format.js';
import type { Verbs } from '../../program.js';
import type { Voice } from '../../terminal.js';
import { idOf } from '../../values.js';

/** `stockwright events judge`: what an event did beside what was expected of it. */
export function judgeVerb(events: Command, verbs: Verbs): void {
  verbs
    .verb(events, 'judge', 'help.eventsJudge', 'npx stockwright events judge 12')
    .argument('<event>', verbs.word('argument.event'), idOf)
    .action(async (id: number, _options: object, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { judgeEvent } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const judged = await judgeEvent(store, id);
        if (voice.json) return voice.object(judged);
        printJudgement(voice, judged);
      });
    });
}

function printJudgement(voice: Voice, judged: EventJudgement): void {
  const { event, forecast } = judged;
  const pieces = (value: number) => count(value, voice.language);
  const uplift = (value: number | null) =>
    value === null ? voice.word('accuracy.notKnown') : change(value);
  voice.line(
    voice.word('events.judged', {
      id: event.id,
      name: nameIn(event, voice.language),
      from: judged.firstDay,
      to: judged.lastDay,
      series: judged.seriesCount,
      actual: pieces(judged.actualPieces),
      usual: pieces(judged.usualPieces),
      uplift: uplift(judged.actualUplift),
    }),
  );
  voice.line(
    forecast === null
      ? voice.word('events.noPlanBefore')
      : voice.word('events.expected', {
          id: forecast.runId,
          day: forecast.asOf,
          pieces: pieces(forecast.pieces),
          uplift: uplift(forecast.uplift),
        }),
  );
  if (event.expectedUplift !== null)
    voice.line(voice.word('events.expectedByPerson', { uplift: change(event.expectedUplift) }));
}
