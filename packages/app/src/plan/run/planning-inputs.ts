import type { LaneTerms, SupplierTerms, SupplyTerms } from '@stockwright/core/plan';
import type { Decimal, EpochDay } from '@stockwright/core/units';
import type { ForecastInputs } from './load-forecast-inputs.js';

/** A place of ours that is planned. */
export interface PlannedPlace {
  readonly id: number;
  readonly code: string;
  readonly isWarehouse: boolean;
}

/** Stock of one item at one place, as the plan takes it. */
export interface PlaceStock {
  readonly place: number;
  readonly onHand: number;
  readonly held: number;
  /** Reserved by orders, and pieces that open transfer orders will take away. */
  readonly reserved: number;
  /** Still to come from orders that are not closed, by expected day. */
  readonly receipts: readonly { readonly day: EpochDay; readonly quantity: number }[];
}

/** One item with all that the plan needs beside its history. */
export interface PlannedItem {
  readonly id: number;
  readonly code: string;
  readonly isService: boolean;
  readonly isActive: boolean;
  readonly unitCost: Decimal | null;
  /** Price per place id; `null` key = everywhere else. */
  readonly prices: ReadonlyMap<number | null, number>;
  readonly supply: readonly SupplyTerms[];
  readonly stock: readonly PlaceStock[];
}

/** Which version of a source was read. */
export interface SourceVersion {
  readonly name: string;
  readonly versionId: number;
  readonly isAssumption: boolean;
}

/**
 * One consistent picture of the database: network, terms, stock and open orders. Places are numbered by
 * their location id; a supplier stands in lanes as −1 − its location id.
 */
export interface PlanningInputs {
  readonly sources: readonly SourceVersion[];
  readonly places: readonly PlannedPlace[];
  readonly lanes: readonly LaneTerms[];
  readonly suppliers: readonly SupplierTerms[];
  readonly items: readonly PlannedItem[];
  /** Ids of all locations by code, suppliers too: history names locations by code. */
  readonly locationIds: ReadonlyMap<string, number>;
  readonly currency: string;
  /** Journal's newest movement and orders' newest change: the version of stock that was read. */
  readonly stockVersion: string;
  readonly forecast: ForecastInputs;
}

/** A supplier's number in lanes and lines, and back. */
export const supplierNumber = (locationId: number): number => -1 - locationId;
export const locationIdOf = (from: number): number => (from < 0 ? -1 - from : from);
