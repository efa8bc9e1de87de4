import type { Command } from 'commander';
import type { Verbs } from '../../program.js';
import { dayOf, idOf, limitOf } from '../../values.js';
import { printEvents } from './print-events.js';

interface ListOptions {
  readonly from?: string;
  readonly to?: string;
  readonly item?: string;
  readonly location?: string;
  readonly kind?: string;
  readonly search?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** `stockwright events list`: the events in force. */
export function listVerb(events: Command, verbs: Verbs): void {
  verbs
    .verb(events, 'list', 'help.eventsList', 'npx stockwright events list --from 2026-11-01', {
      isDefault: true,
    })
    .option('--from <day>', verbs.word('option.touchFrom'), dayOf)
    .option('--to <day>', verbs.word('option.touchTo'), dayOf)
    .option('--item <code>', verbs.word('option.item'))
    .option('--location <code>', verbs.word('option.location'))
    .option('--kind <kind>', verbs.word('option.eventKind'))
    .option('--search <text>', verbs.word('option.search'))
    .option('--limit <rows>', verbs.word('option.limit'), limitOf, 50)
    .option('--cursor <text>', verbs.word('option.cursor'))
    .action(async (options: ListOptions, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { listEvents } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const page = await listEvents(store.database, options);
        if (voice.json) return voice.object(page);
        if (page.total === 0) return voice.tell('events.none');
        printEvents(voice, page.data);
        voice.tellPage(page);
      });
    });
}

/** `stockwright events show`: one event with all its versions. */
export function showVerb(events: Command, verbs: Verbs): void {
  verbs
    .verb(events, 'show', 'help.eventsShow', 'npx stockwright events show 12')
    .argument('<event>', verbs.word('argument.event'), idOf)
    .action(async (id: number, _options: object, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { getEvent } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const event = await getEvent(store.database, id);
        if (voice.json) return voice.object(event);
        printEvents(voice, event.versions);
      });
    });
}
