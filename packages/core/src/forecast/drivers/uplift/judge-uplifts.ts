import type { EpochDay } from '../../../units/index.js';
import { DayExposure } from './day-exposure.js';
import { EventCalendar, type UpliftData } from './event-days.js';
import type { EventUplifts } from './event-uplifts.js';
import { type UpliftSettings, upliftSettings } from './settings.js';
import { createUsualDemand, pieceWeight, usualDemand } from './usual-demand.js';

/** One occurrence of an event in one group: what was expected of it and what happened. */
export interface JudgedEvent {
  readonly event: string;
  readonly group: number;
  readonly firstDay: EpochDay;
  /** Last of its days that the history holds. */
  readonly lastDay: EpochDay;
  /** Series that were observed on one of its days. */
  readonly seriesCount: number;
  /** Pieces that would have been usual, other events of these days included. */
  readonly usualPieces: number;
  /** Pieces expected with the uplifts. */
  readonly expectedPieces: number;
  readonly soldPieces: number;
  /** Expected and seen factor on the usual demand; NaN where nothing was usual. */
  readonly expectedUplift: number;
  readonly seenUplift: number;
}

/**
 * Afterwards: for each occurrence of an event in the panel and each group, what the uplifts made expect against what
 * was sold. Give it uplifts that were learnt before the occurrence; usual demand comes from the days around
 * the occurrence, as in eventUplifts.
 *
 * @returns by first day, then event, then group; groups that saw nothing are left out
 * @throws RangeError where the columns are not those that the uplifts were learnt for
 */
export function judgeUplifts(
  data: UpliftData,
  uplifts: Pick<EventUplifts, 'names' | 'series'>,
  given: Partial<UpliftSettings> = {},
): JudgedEvent[] {
  const settings = upliftSettings(given);
  const calendar = new EventCalendar(data, settings);
  const { names, occurrences } = calendar;
  calendar.requireNames(uplifts.names);
  const { panel, group } = data;
  const tallies = new Map<string, Tally>();
  const scratch = calendar.lists.map((days) => createUsualDemand(days.count));
  for (let s = 0; s < panel.seriesCount; s++) {
    const list = calendar.listOf(panel.location[s]);
    const days = calendar.lists[list];
    const { sold, usual } = scratch[list];
    const { series } = uplifts;
    const first = s * names.length;
    const believed = new DayExposure(days, series, first, settings);
    usualDemand(panel, s, pieceWeight(panel, s), believed, scratch[list]);
    for (let k = 0; k < days.count; k++) {
      if (Number.isNaN(sold[k])) continue;
      const expected = usual[k] * believed.factors[days.day[k] - days.begin];
      for (let i = days.start[k]; i < days.start[k + 1]; i++) {
        const key = `${days.occurrence[i]} ${group[s]}`;
        let tally = tallies.get(key);
        if (!tally) {
          tally = createTally(days.occurrence[i], group[s]);
          tallies.set(key, tally);
        }
        if (tally.lastSeries !== s) tally.seriesCount += 1;
        tally.lastSeries = s;
        tally.lastDay = Math.max(tally.lastDay, days.day[k]);
        tally.usual += expected / series[first + days.event[i]];
        tally.expected += expected;
        tally.sold += sold[k];
      }
    }
  }
  const judged = Array.from(tallies.values(), (tally) => ({
    tally,
    ...occurrences[tally.occurrence],
  }));
  judged.sort(
    (a, b) => a.firstDay - b.firstDay || a.event - b.event || a.tally.group - b.tally.group,
  );
  return judged.map(({ tally, event, firstDay }) => ({
    event: names[event],
    group: tally.group,
    firstDay,
    lastDay: tally.lastDay,
    seriesCount: tally.seriesCount,
    usualPieces: tally.usual,
    expectedPieces: tally.expected,
    soldPieces: tally.sold,
    expectedUplift: tally.usual > 0 ? tally.expected / tally.usual : Number.NaN,
    seenUplift: tally.usual > 0 ? tally.sold / tally.usual : Number.NaN,
  }));
}

interface Tally {
  readonly occurrence: number;
  readonly group: number;
  lastDay: EpochDay;
  lastSeries: number;
  seriesCount: number;
  usual: number;
  expected: number;
  sold: number;
}

const createTally = (occurrence: number, group: number): Tally => ({
  occurrence,
  group,
  lastDay: Number.NEGATIVE_INFINITY,
  lastSeries: -1,
  seriesCount: 0,
  usual: 0,
  expected: 0,
  sold: 0,
});
