import type { PitCalibration } from '../distribution/index.js';
import type { EventColumns, PriceResponse } from '../drivers/index.js';
import type { PooledRegression } from '../pooled/pooled-regression.js';
import type { TimeStep } from '../steps.js';
import type { WeekdayShape } from './weekday-shapes.js';
import type { YearShape } from './year-shapes.js';

/** What is known of the series of a panel beside their demand. All of it reaches over the horizon. */
export interface PanelTraits {
  /** Series that move alike within the year and at events: say category × location. Default: the location. */
  readonly group?: ArrayLike<number>;
  /**
   * Events of a location, day by day; the same object for locations that share them, and the same names
   * for all. Only for steps of a day.
   */
  readonly columnsOf?: (location: number) => EventColumns;
  /**
   * Factor by which something else known ahead moves a series' demand, per step of its history and of the
   * horizon: its opening hours, the days of a month.
   */
  readonly known?: (series: number) => Float64Array | undefined;
  /**
   * Price of a series per step of its history and of the horizon, above 0; NaN = unknown, then the last
   * known one goes on. What prices do is learned from all of them.
   */
  readonly priceOf?: (series: number) => Float64Array | undefined;
}

/** What a panel teaches about each of its series. Plain data: learned once, sent to every worker. */
export interface PanelKnowledge {
  readonly step: TimeStep;
  /** By location. */
  readonly weekdayShapes: ReadonlyMap<number, WeekdayShape>;
  readonly demandShares: ReadonlyMap<number, number>;
  /** By group; none where the history is too short to show a year. */
  readonly yearShapes: ReadonlyMap<number, YearShape>;
  /** Factors of events by group; null without events. */
  readonly events: EventFactors | null;
  /** What prices do by group; null without prices. */
  readonly price: PriceResponse | null;
  readonly pooled: PooledRegression | null;
  /** Factor on how far the level of a path strays; 1 where nothing could be tried. */
  readonly spreadFactor: number;
  /** How far past forecasts were off in probability; null where too little could be tried. */
  readonly calibration: PitCalibration | null;
}

export interface EventFactors {
  readonly names: readonly string[];
  /** factors[group * names.length + event] */
  readonly factors: Float64Array;
}
