import type { Decimal, EpochDay } from '../units/index.js';

/** How one place can be supplied: a lane from a supplier or from another of our places. */
export interface LaneTerms {
  /** The caller's number of the lane. */
  readonly lane: number;
  /** The giving place (its `place` number), or −1 − supplier where a supplier gives. */
  readonly from: number;
  /** The receiving place (its `place` number). */
  readonly to: number;
  readonly leadTimeMeanDays: number;
  readonly leadTimeSdDays: number;
  /** Days between order and dispatch. */
  readonly handlingDays: number;
  readonly reviewPeriodDays: number;
  /** ISO weekdays on which an order may leave; empty = every day. */
  readonly orderWeekdays: readonly number[];
  /** Days on which no order may leave (holidays), in any order. */
  readonly closedDays?: readonly EpochDay[];
  /** Money per piece moved. */
  readonly unitCost: Decimal;
  /** Money per order on this lane, shared by all items of the order. */
  readonly fixedCost: Decimal;
}

/** What a supplier asks for one item. */
export interface SupplyTerms {
  readonly supplier: number;
  readonly unitCost: Decimal;
  /** Pieces; 0 or 1 = none. */
  readonly minimumOrderQuantity: number;
  /** Pieces; orders are whole packs. */
  readonly packSize: number;
}

export interface ExpectedReceipt {
  readonly day: EpochDay;
  readonly quantity: number;
}

/** One item at one place, as the plan finds it at the start of the day asOf. */
export interface PlaceState {
  /** The caller's number of the place, ≥ 0; lanes name it. */
  readonly place: number;
  /** A warehouse may feed other places over its lanes; other places only even out among themselves. */
  readonly isWarehouse: boolean;
  readonly onHand: number;
  readonly held: number;
  readonly reserved: number;
  readonly backlog: number;
  /** On order and in transit, by expected day; an overdue one counts as due today. */
  readonly receipts: readonly ExpectedReceipt[];
  /** Sale price per piece at this place; NaN or 0 = not known. */
  readonly unitPrice: number;
  /**
   * Sample paths of gross demand at this place itself: pathCount × horizonDays, row-major, the first
   * day is asOf; null = nothing is expected. Path k of one place and path k of another are one future.
   */
  readonly paths: Float32Array | null;
}

export interface CostSettings {
  /** Holding cost per year as a share of landed unit cost. */
  readonly holdingRatePerYear: number;
  /** Extra loss per lost sale beyond the margin, as a share of the price. */
  readonly goodwillShare: number;
  /** Share of a lane's fixed cost that one item's move between places must earn; default 0.25. */
  readonly fixedCostShare?: number;
}

/** All that the plan of one item looks at. */
export interface ItemPlanInput {
  /** The caller's number of the item. */
  readonly item: number;
  readonly asOf: EpochDay;
  readonly places: readonly PlaceState[];
  /** Lanes that touch places or suppliers unknown here are passed over, so one list serves all items. */
  readonly lanes: readonly LaneTerms[];
  readonly supply: readonly SupplyTerms[];
  /** Values stock of an item that nobody supplies any more; null = not known. */
  readonly standardUnitCost?: Decimal | null;
  readonly costs: CostSettings;
  readonly pathCount: number;
  readonly horizonDays: number;
  readonly seed: string | number;
}
