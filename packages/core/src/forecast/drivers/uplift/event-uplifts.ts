import type { UpliftData } from './event-days.js';
import { type GroupUplifts, groupUplifts } from './group-uplifts.js';
import { type SeriesUplifts, seriesUplifts } from './series-uplifts.js';
import type { UpliftSettings } from './settings.js';

/** What events do to demand, for each group and each series. */
export interface EventUplifts extends GroupUplifts, SeriesUplifts {}

/**
 * Learns from history how much each event moves demand. Every series' sales on an event's days are set
 * against its own usual demand (see usualDemand); the ratios are pooled over all series, then per group
 * and per series, each level shrunk to the one above it by how far its members are found to lie apart
 * (empirical Bayes with a Gamma prior). So an item that sells ten times a year has its group's uplift, and an
 * event seen once has a modest one.
 *
 * @throws RangeError on a setting out of its range, columns that are not daily or differ in their names, or a
 *   group that is no whole number
 * @see Clayton & Kaldor (1987), "Empirical Bayes estimates of age-standardized relative risks", Biometrics 43
 */
export function eventUplifts(data: UpliftData, given: Partial<UpliftSettings> = {}): EventUplifts {
  const groups = groupUplifts(data, given);
  return { ...groups, ...seriesUplifts(data, groups, given) };
}
