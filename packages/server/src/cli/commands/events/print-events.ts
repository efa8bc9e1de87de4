import type { CalendarEvent } from '@stockwright/contract';
import { change, nameIn } from '../../format.js';
import { whatIn, whereIn } from '../../scope-words.js';
import { cut, printTable } from '../../table.js';
import type { Voice } from '../../terminal.js';

/** Events, or versions of one, as a table. */
export function printEvents(voice: Voice, events: readonly CalendarEvent[]): void {
  printTable(voice, events, [
    { header: voice.word('column.id'), value: (row) => row.id, align: 'right' },
    { header: voice.word('column.firstDay'), value: (row) => row.fromDay },
    { header: voice.word('column.lastDay'), value: (row) => row.toDay },
    { header: voice.word('column.name'), value: (row) => cut(nameIn(row, voice.language), 40) },
    { header: voice.word('column.kind'), value: (row) => voice.state(row.kind) },
    { header: voice.word('column.where'), value: (row) => whereIn(voice, row) },
    { header: voice.word('column.what'), value: (row) => whatIn(voice, row) },
    {
      header: voice.word('column.uplift'),
      value: (row) => (row.expectedUplift === null ? null : change(row.expectedUplift)),
      align: 'right',
    },
    {
      header: voice.word('column.state'),
      value: (row) => (row.isRemoved ? voice.word('word.removed') : voice.state(row.origin)),
    },
    { header: voice.word('column.actor'), value: (row) => row.actor },
  ]);
}
