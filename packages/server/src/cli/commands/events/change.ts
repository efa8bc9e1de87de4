import type { EventInput } from '@stockwright/app';
import type { Command } from 'commander';
import type { Verbs } from '../../program.js';
import { countryOf, dayOf, idOf, upliftOf } from '../../values.js';
import { printEvents } from './print-events.js';

interface EventOptions {
  readonly name?: string;
  readonly nameZh?: string;
  readonly kind?: string;
  readonly recursAs?: string;
  readonly from?: string;
  readonly to?: string;
  readonly item?: string;
  readonly category?: string;
  readonly location?: string;
  readonly country?: string;
  readonly uplift?: number;
  readonly reason?: string;
  readonly actor: string;
}

const withFields = (command: Command, verbs: Verbs): Command =>
  command
    .option('--to <day>', verbs.word('option.toDay'), dayOf)
    .option('--name-zh <text>', verbs.word('option.nameZh'))
    .option('--kind <kind>', verbs.word('option.eventKind'))
    .option('--recurs-as <text>', verbs.word('option.recursAs'))
    .option('--item <code>', verbs.word('option.onlyItem'))
    .option('--category <name>', verbs.word('option.onlyCategory'))
    .option('--location <code>', verbs.word('option.onlyLocation'))
    .option('--country <code>', verbs.word('option.onlyCountry'), countryOf)
    .option('--uplift <share>', verbs.word('option.uplift'), upliftOf)
    .option('--reason <text>', verbs.word('option.reason'))
    .option('--actor <name>', verbs.word('option.actor'), 'cli');

/** `stockwright events add`, `change` and `remove`. */
export function changeVerbs(events: Command, verbs: Verbs): void {
  withFields(
    verbs
      .verb(
        events,
        'add',
        'help.eventsAdd',
        'npx stockwright events add "Toy fair" --from 2026-01-20 --location S1 --uplift 50%',
      )
      .argument('<name>', verbs.word('option.eventName'))
      .requiredOption('--from <day>', verbs.word('option.fromDay'), dayOf),
    verbs,
  ).action(async (name: string, options: EventOptions & { from: string }, command: Command) => {
    const session = verbs.open(command);
    const { voice } = session;
    const { addEvent } = await import('@stockwright/app');
    await session.withExistingHouse(async ({ store }) => {
      const { from: fromDay, to: toDay, uplift: expectedUplift, actor, ...fields } = options;
      const input = { ...fields, name, fromDay, toDay, expectedUplift };
      const event = await addEvent(store.database, input, actor);
      if (voice.json) return voice.object(event);
      printEvents(voice, [event]);
      voice.tell('events.added', { id: event.id });
    });
  });

  withFields(
    verbs
      .verb(
        events,
        'change',
        'help.eventsChange',
        'npx stockwright events change 12 --to 2026-01-24',
      )
      .argument('<event>', verbs.word('argument.event'), idOf)
      .option('--name <text>', verbs.word('option.eventName'))
      .option('--from <day>', verbs.word('option.fromDay'), dayOf),
    verbs,
  ).action(async (id: number, options: EventOptions, command: Command) => {
    const session = verbs.open(command);
    const { voice } = session;
    const { changeEvent, getEvent } = await import('@stockwright/app');
    await session.withExistingHouse(async ({ store }) => {
      const former = await getEvent(store.database, id);
      const event = await changeEvent(
        store.database,
        id,
        former.version,
        changed(former, options),
        options.actor,
      );
      if (voice.json) return voice.object(event);
      printEvents(voice, [event]);
      voice.tell('events.changed', { id });
    });
  });

  verbs
    .verb(events, 'remove', 'help.eventsRemove', 'npx stockwright events remove 12')
    .argument('<event>', verbs.word('argument.event'), idOf)
    .option('--reason <text>', verbs.word('option.reason'))
    .option('--actor <name>', verbs.word('option.actor'), 'cli')
    .action(async (id: number, options: { reason?: string; actor: string }, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { removeEvent } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const event = await removeEvent(store.database, id, options);
        if (voice.json) return voice.object(event);
        voice.tell('events.removed', { id });
      });
    });
}

type Former = Awaited<ReturnType<typeof import('@stockwright/app').getEvent>>;

/** The event as it stands with what was given in place of what it had. A new place or item replaces the old scope. */
function changed(former: Former, options: EventOptions): EventInput {
  const movesPlace = options.location !== undefined || options.country !== undefined;
  const movesItems = options.item !== undefined || options.category !== undefined;
  return {
    name: options.name ?? former.name,
    nameZh: options.nameZh ?? former.nameZh,
    recursAs: options.recursAs ?? former.recursAs,
    kind: options.kind ?? former.kind,
    fromDay: options.from ?? former.fromDay,
    toDay: options.to ?? former.toDay,
    item: movesItems ? options.item : former.item?.code,
    category: movesItems ? options.category : former.category,
    location: movesPlace ? options.location : former.location?.code,
    country: movesPlace ? options.country : former.country,
    expectedUplift: options.uplift ?? former.expectedUplift,
    reason: options.reason,
  };
}
