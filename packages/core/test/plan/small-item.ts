import type { ItemPlanInput, LaneTerms, PlaceState } from '@stockwright/core/plan';
import { parseDay } from '@stockwright/core/units';

/** A Monday. */
export const MONDAY = parseDay('2011-10-31');

export const SUPPLIER = -1;

export const lane = (lane: number, from: number, to: number, more: Partial<LaneTerms> = {}) => ({
  lane,
  from,
  to,
  leadTimeMeanDays: 1,
  leadTimeSdDays: 0,
  handlingDays: 0,
  reviewPeriodDays: 7,
  orderWeekdays: [],
  unitCost: '0',
  fixedCost: '0',
  ...more,
});

/** Every path of `paths` as one row of days. */
export const place = (
  place: number,
  onHand: number,
  paths: readonly (readonly number[])[] | null,
  more: Partial<PlaceState> = {},
): PlaceState => ({
  place,
  isWarehouse: false,
  onHand,
  held: 0,
  reserved: 0,
  backlog: 0,
  receipts: [],
  unitPrice: 10,
  paths: paths && Float32Array.from(paths.flat()),
  ...more,
});

/** `count` paths of the same demand each day. */
export const steady = (perDay: number, days: number, count = 2): number[][] =>
  Array.from({ length: count }, () => new Array<number>(days).fill(perDay));

export const item = (
  places: readonly PlaceState[],
  lanes: readonly LaneTerms[],
  horizonDays: number,
  more: Partial<ItemPlanInput> = {},
): ItemPlanInput => ({
  item: 1,
  asOf: MONDAY,
  places,
  lanes,
  supply: [{ supplier: 0, unitCost: '4', minimumOrderQuantity: 1, packSize: 1 }],
  costs: { holdingRatePerYear: 0.25, goodwillShare: 0 },
  pathCount: 2,
  horizonDays,
  seed: 'test',
  ...more,
});
