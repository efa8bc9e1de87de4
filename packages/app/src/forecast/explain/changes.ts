import type { RunSeries } from '../../plan/run/run-file.js';
import type { StoredExplanation } from './stored-explanation.js';
import type { Told } from './why.js';

export const changeCodes = [
  'engineChanged',
  'historyGrew',
  'historyCorrected',
  'methodChanged',
  'levelChanged',
  'eventsAdded',
  'eventsRemoved',
  'overridesAdded',
  'overridesEnded',
  'forecastChanged',
] as const;
export type ChangeCode = (typeof changeCodes)[number];

/** What one run knew of an item-location, as far as it can be compared with another. */
export interface Comparable {
  readonly engineVersion: string;
  /** Epoch day of the first day forecast. */
  readonly firstDay: number;
  readonly method: string;
  readonly stored: StoredExplanation;
  readonly series: RunSeries | null;
  /** Versions of events that concern the item-location, with their names. */
  readonly events: ReadonlyMap<number, { readonly name: string; readonly nameZh: string | null }>;
  readonly overrides: readonly number[];
}

/** Changes below this share of a number are not worth a word. */
const NOTEWORTHY = 0.01;

/** What made a forecast differ from that of the run before, causes first and the effect last. */
export function changesBetween(before: Comparable, now: Comparable): Told<ChangeCode>[] {
  const told: Told<ChangeCode>[] = [];
  if (before.engineVersion !== now.engineVersion)
    told.push({
      code: 'engineChanged',
      facts: { from: before.engineVersion, to: now.engineVersion },
    });
  told.push(...historyChanges(before, now));
  if (before.method !== now.method)
    told.push({ code: 'methodChanged', facts: { from: before.method, to: now.method } });
  const from = before.stored.level;
  const to = now.stored.level;
  if (from !== null && to !== null && isNoteworthy(from, to))
    told.push({ code: 'levelChanged', facts: { from, to } });
  told.push(...eventChanges(before, now));
  const added = now.overrides.filter((id) => !before.overrides.includes(id));
  const ended = before.overrides.filter((id) => !now.overrides.includes(id));
  if (added.length > 0)
    told.push({ code: 'overridesAdded', facts: { count: added.length, ids: added.join(', ') } });
  if (ended.length > 0)
    told.push({ code: 'overridesEnded', facts: { count: ended.length, ids: ended.join(', ') } });
  told.push(...forecastChange(before, now));
  return told;
}

const isNoteworthy = (from: number, to: number): boolean =>
  Math.abs(to - from) > NOTEWORTHY * Math.max(Math.abs(from), Math.abs(to));

function historyChanges(before: Comparable, now: Comparable): Told<ChangeCode>[] {
  const told: Told<ChangeCode>[] = [];
  if (!now.series) return told;
  const demandOn = ({ firstDay, demand }: RunSeries, day: number) => demand[day - firstDay] ?? 0;
  const days = now.firstDay - before.firstDay;
  if (days > 0) {
    let pieces = 0;
    let expected = 0;
    const mean = before.series?.overridden?.mean ?? before.series?.mean ?? [];
    for (let day = before.firstDay; day < now.firstDay; day++) {
      pieces += demandOn(now.series, day);
      expected += mean[day - before.firstDay] ?? 0;
    }
    told.push({ code: 'historyGrew', facts: { days, pieces, expected } });
  }
  if (!before.series) return told;
  let corrected = 0;
  let difference = 0;
  const first = Math.min(before.series.firstDay, now.series.firstDay);
  for (let day = first; day < Math.min(before.firstDay, now.firstDay); day++) {
    const change = demandOn(now.series, day) - demandOn(before.series, day);
    if (change !== 0) corrected += 1;
    difference += change;
  }
  if (corrected > 0)
    told.push({ code: 'historyCorrected', facts: { days: corrected, pieces: difference } });
  return told;
}

function eventChanges(before: Comparable, now: Comparable): Told<ChangeCode>[] {
  const only = (some: Comparable['events'], others: Comparable['events']) =>
    [...some].filter(([version]) => !others.has(version)).map(([, event]) => event);
  return (
    [
      ['eventsAdded', only(now.events, before.events)],
      ['eventsRemoved', only(before.events, now.events)],
    ] as const
  ).flatMap(([code, events]) =>
    events.length === 0
      ? []
      : [
          {
            code,
            facts: {
              count: events.length,
              names: events.map(({ name }) => name).join(', '),
              namesZh: events.map(({ name, nameZh }) => nameZh ?? name).join('、'),
            },
          },
        ],
  );
}

/** Computed pieces over the days that both forecast, at most four weeks. */
function forecastChange(before: Comparable, now: Comparable): Told<ChangeCode>[] {
  const shift = now.firstDay - before.firstDay;
  const former = before.series?.mean ?? [];
  const mean = now.series?.mean ?? [];
  const days = Math.min(28, mean.length, former.length - shift);
  if (shift < 0 || days <= 0) return [];
  let from = 0;
  let to = 0;
  for (let d = 0; d < days; d++) {
    from += former[d + shift];
    to += mean[d];
  }
  return isNoteworthy(from, to) ? [{ code: 'forecastChanged', facts: { days, from, to } }] : [];
}
