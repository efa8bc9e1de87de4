import type { Command } from 'commander';
import type { Verbs } from '../../program.js';
import { changeVerbs } from './change.js';
import { holidaysVerb } from './holidays.js';
import { judgeVerb } from './judge.js';
import { listVerb, showVerb } from './list.js';

/** `stockwright events`: the calendar of events that move demand. */
export function eventsVerb(program: Command, verbs: Verbs): void {
  const events = verbs.verb(
    program,
    'events',
    'help.events',
    'npx stockwright events list\nnpx stockwright events add "Toy fair" --from 2026-01-20 --to 2026-01-22',
  );
  listVerb(events, verbs);
  showVerb(events, verbs);
  changeVerbs(events, verbs);
  holidaysVerb(events, verbs);
  judgeVerb(events, verbs);
}
