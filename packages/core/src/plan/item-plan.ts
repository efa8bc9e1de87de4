import type { Decimal, EpochDay } from '../units/index.js';

/** How one place can be supplied: a lane from a supplier or from another of our places. */
export interface LaneTerms {
  /** The caller's number of the lane. */
  readonly lane: number;
  /** Index of the giving place, or −1 − supplierIndex where a supplier gives. */
  readonly from: number;
  /** Index of the receiving place. */
  readonly to: number;
  readonly leadTimeMeanDays: number;
  readonly leadTimeSdDays: number;
  /** Days between order and dispatch. */
  readonly handlingDays: number;
  readonly reviewPeriodDays: number;
  /** ISO weekdays on which an order may leave; empty = every day. */
  readonly orderWeekdays: readonly number[];
  /** Money per piece moved. */
  readonly unitCost: number;
  /** Money per order on this lane. */
  readonly fixedCost: number;
}

/** What a supplier asks for one item. */
export interface SupplyTerms {
  readonly supplier: number;
  readonly unitCost: Decimal;
  readonly minimumOrderQuantity: number;
  readonly packSize: number;
}

export interface ExpectedReceipt {
  readonly day: EpochDay;
  readonly quantity: number;
}

/** One item at one place, as the plan finds it. */
export interface PlaceState {
  /** Index of the place. */
  readonly place: number;
  readonly isWarehouse: boolean;
  readonly onHand: number;
  readonly held: number;
  readonly reserved: number;
  readonly backlog: number;
  /** On order and in transit, by expected day. */
  readonly receipts: readonly ExpectedReceipt[];
  /** Sale price per piece at this place. */
  readonly unitPrice: number;
  /** Sample paths of gross demand: pathCount × horizonDays, row-major; null = nothing is expected. */
  readonly paths: Float32Array | null;
}

export interface CostSettings {
  /** Holding cost per year as a share of unit cost. */
  readonly holdingRatePerYear: number;
  /** Extra loss per lost sale beyond the margin, as a share of the price. */
  readonly goodwillShare: number;
}
