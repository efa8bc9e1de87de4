import type {
  AppliedOverride,
  ForecastExplanation,
  ForecastMethod,
  LaunchCurve,
  PastKnowledge,
  SeriesShapes,
} from '@stockwright/core/forecast';
import type {
  CostSettings,
  ItemPlan,
  LaneTerms,
  PlaceState,
  SupplyTerms,
} from '@stockwright/core/plan';
import type { Decimal, EpochDay } from '@stockwright/core/units';
import type { ForecastContext } from './forecast-context.js';
import type { RetailFacts, RetailTold } from './retail/retail-facts.js';

/** Daily history of one item at one place. */
export interface TaskSeries {
  readonly firstDay: EpochDay;
  readonly demand: Float64Array;
  readonly observed: Uint8Array;
  /** What the history as a whole says of this series. */
  readonly shapes: SeriesShapes;
  /** What else its forecast goes by; absent where there is nothing. */
  readonly retail?: RetailFacts;
}

export interface TaskPlace extends Omit<PlaceState, 'paths'> {
  readonly code: string;
  /** Null where nothing was ever sold. */
  readonly series: TaskSeries | null;
}

export interface TaskItem {
  readonly item: number;
  readonly code: string;
  readonly places: readonly TaskPlace[];
  readonly supply: readonly SupplyTerms[];
  readonly standardUnitCost: Decimal | null;
}

/** What a chunk of items needs to be forecast and planned anywhere: plain data, no references. */
export interface PlanningTask {
  readonly items: readonly TaskItem[];
  readonly lanes: readonly LaneTerms[];
  readonly costs: CostSettings;
  /** What forecasts of the past taught, the same for all. */
  readonly past: PastKnowledge;
  /** How launches run, by days; null where there were too few to learn from. */
  readonly launchCurve: LaunchCurve | null;
  /** Events, prices, drivers and overrides that concern these items. */
  readonly context: ForecastContext;
  /** First day planned: the day after the history. */
  readonly firstDay: EpochDay;
  readonly horizonDays: number;
  readonly pathCount: number;
  readonly probabilities: readonly number[];
  readonly seed: string;
}

/** What is kept of a forecast once its item is planned; the paths are not. */
export interface KeptForecast {
  readonly item: number;
  readonly place: number;
  readonly method: ForecastMethod | 'launch';
  readonly explanation: ForecastExplanation & { readonly told: readonly RetailTold[] };
  /** As computed; people's overrides never reach it. */
  readonly mean: Float32Array;
  /** quantiles[p * horizonDays + d] */
  readonly quantiles: Float32Array;
  /** As people set it; null where nobody did. */
  readonly overridden: {
    readonly mean: Float32Array;
    readonly quantiles: Float32Array;
    readonly applied: readonly AppliedOverride[];
  } | null;
}

export interface PlanningResult {
  readonly plans: readonly ItemPlan[];
  readonly forecasts: readonly KeptForecast[];
  /** Processor time spent in each stage, milliseconds. */
  readonly forecastMs: number;
  readonly planMs: number;
}
