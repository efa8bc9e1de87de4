import type { LevelBelief } from '@stockwright/core/forecast';
import type { EpochDay } from '@stockwright/core/units';

/** What a retail fact did to a forecast, as a code with its numbers; the screen words it. */
export interface RetailTold {
  readonly code: RetailCode;
  readonly facts: Readonly<Record<string, string | number>>;
}

export const retailCodes = [
  /** Forecast from launches of items like it and its own first sales. */
  'launch',
  /** Its history is carried on from items that it replaces. */
  'succeeds',
  /** Others take over a share of its demand. */
  'succeeded',
  /** A person said when it ends: nothing is expected after that day. */
  'endOfLife',
  /** Days that ended sold out count with the demand that is to be expected of them. */
  'soldOutDays',
] as const;
export type RetailCode = (typeof retailCodes)[number];

/** A history to forecast from instead of the item's own. */
export interface BasisSeries {
  readonly firstDay: EpochDay;
  readonly demand: Float64Array;
  readonly observed: Uint8Array;
  /** As `SeriesShapes.exposure`: over these days and the horizon. */
  readonly exposure?: Float64Array;
}

/** What the forecast of one item at one place goes by beside its own sales: plain data. */
export interface RetailFacts {
  readonly basis?: BasisSeries;
  readonly launch?: {
    readonly belief: LevelBelief;
    /** Days of the horizon before it comes on sale; 0 once it sells. */
    readonly waitDays: number;
  };
  /** Days of its own history that ended sold out. */
  readonly soldOut?: Int32Array;
  /** Factor on each day of the horizon. */
  readonly factors?: Float64Array;
  readonly told: readonly RetailTold[];
}
