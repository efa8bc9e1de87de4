import type { EpochDay } from '../units/index.js';

/**
 * Daily series of many item-locations in flat arrays: series i occupies [offsets[i], offsets[i+1]), its
 * first entry is firstDay[i] and its last entry is lastDay, common to all.
 */
export interface DemandPanel {
  readonly seriesCount: number;
  readonly item: Int32Array;
  readonly location: Int32Array;
  readonly firstDay: Int32Array;
  readonly lastDay: EpochDay;
  /** Length seriesCount + 1. */
  readonly offsets: Int32Array;
  /** Gross demand, pieces per day. */
  readonly demand: Float64Array;
  /** Pieces that came back that day: an inflow, never negative demand. */
  readonly returned: Float64Array;
  /** 0 where demand could not show itself (no stock, place closed); such a day is not a zero. */
  readonly observed: Uint8Array;
}
