import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/**
 * The tables as Kysely sees them; the mirror of `migrations/`. Both drivers read the same types:
 * bigint as number (an unsafe one is refused), numeric as decimal string, date as `YYYY-MM-DD`,
 * timestamptz as Date, jsonb parsed. A jsonb value is written as text made by `json()`, since `pg`
 * would otherwise turn a JavaScript list into an SQL array.
 */
export interface Schema {
  source: SourceTable;
  source_version: SourceVersionTable;
  source_current: SourceCurrentTable;
  item: ItemTable;
  location: LocationTable;
  supplier_terms: SupplierTermsTable;
  lane: LaneTable;
  item_supply: ItemSupplyTable;
  price: PriceTable;
  item_succession: ItemSuccessionTable;
  calendar_event: CalendarEventTable;
  calendar_event_version: CalendarEventVersionTable;
  calendar_event_in_force: CalendarEventInForceView;
  forecast_override: ForecastOverrideTable;
  forecast_override_withdrawal: ForecastOverrideWithdrawalTable;
  stock_balance: StockBalanceTable;
  movement: MovementTable;
  supply_order: SupplyOrderTable;
  supply_order_line: SupplyOrderLineTable;
  supply_order_transition: SupplyOrderTransitionTable;
  receipt: ReceiptTable;
  receipt_line: ReceiptLineTable;
  supplier_lead_time: SupplierLeadTimeView;
  plan_run: PlanRunTable;
  plan_position: PlanPositionTable;
  plan_line: PlanLineTable;
  plan_line_decision: PlanLineDecisionTable;
  job: JobTable;
  job_log: JobLogTable;
  idempotency: IdempotencyTable;
  schema_migration: SchemaMigrationTable;
}

/** Rows are numbered by the database alone. */
export type RowId = GeneratedAlways<number>;
/** An exact amount, "12.3400". */
export type Money = string;
/** A calendar day, YYYY-MM-DD. */
export type Day = string;
/** An instant; the database fills it in where it is left out. */
export type Instant = ColumnType<Date, Date | string | undefined, Date | string>;
export type InstantOrNull = ColumnType<
  Date | null,
  Date | string | null | undefined,
  Date | string | null
>;
/** A column that may be left out of a new row, which then holds null. */
export type OrNull<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>;
/** A jsonb column: read as a value, written as text (see `json`). */
export type Json<Value = unknown> = ColumnType<Value, string, string>;
export type JsonOrNull<Value = unknown> = ColumnType<
  Value | null,
  string | null | undefined,
  string | null
>;

/** Writes a value for a jsonb column. */
export const json = (value: unknown): string => JSON.stringify(value ?? null);

export interface SourceTable {
  id: RowId;
  name: string;
  kind: string;
  created_at: Instant;
}

export interface SourceVersionTable {
  id: RowId;
  source_id: number;
  content_hash: string;
  file: string | null;
  row_count: number;
  rejected_count: number;
  first_day: Day | null;
  last_day: Day | null;
  is_assumption: Generated<boolean>;
  mapping: Json;
  imported_at: Instant;
}

export interface SourceCurrentTable {
  source_id: number;
  version_id: number;
}

export interface ItemTable {
  id: RowId;
  code: string;
  name: string;
  name_zh: string | null;
  category: string | null;
  unit_price: Money | null;
  unit_cost: Money | null;
  currency: string | null;
  volume_litres: string | null;
  is_service: Generated<boolean>;
  is_active: Generated<boolean>;
  is_assumption: Generated<boolean>;
  source_id: number | null;
  brand: OrNull<string>;
  /** Further properties by name, as texts: colour, material, series … */
  attributes: ColumnType<Record<string, string>, string | undefined, string>;
  launch_on: OrNull<Day>;
  end_of_life_on: OrNull<Day>;
}

/** From `from_day` on, the successor takes over a share of the predecessor's demand. */
export interface ItemSuccessionTable {
  id: RowId;
  predecessor_id: number;
  successor_id: number;
  from_day: Day;
  share: Generated<number>;
  source_id: number | null;
}

export type LocationKind = 'warehouse' | 'shop' | 'supplier' | 'third_party';

export interface LocationTable {
  id: RowId;
  code: string;
  name: string;
  name_zh: string | null;
  kind: LocationKind;
  country: string | null;
  time_zone: Generated<string>;
  is_active: Generated<boolean>;
  is_assumption: Generated<boolean>;
  source_id: number | null;
}

export interface SupplierTermsTable {
  supplier_id: number;
  currency: string;
  minimum_order_value: Generated<Money>;
  fixed_order_cost: Generated<Money>;
  review_period_days: Generated<number>;
  source_id: number | null;
}

export interface LaneTable {
  id: RowId;
  from_location_id: number;
  to_location_id: number;
  mode: Generated<string>;
  lead_time_mean_days: string;
  lead_time_sd_days: Generated<string>;
  handling_days: Generated<number>;
  review_period_days: Generated<number>;
  order_weekdays: Generated<number[]>;
  unit_cost: Generated<Money>;
  fixed_cost: Generated<Money>;
  is_active: Generated<boolean>;
  is_assumption: Generated<boolean>;
  source_id: number | null;
}

export interface ItemSupplyTable {
  item_id: number;
  supplier_id: number;
  unit_cost: Money;
  currency: string;
  minimum_order_quantity: Generated<number>;
  pack_size: Generated<number>;
  is_assumption: Generated<boolean>;
  source_id: number | null;
}

export interface PriceTable {
  id: RowId;
  item_id: number;
  location_id: number | null;
  valid_from: Day;
  valid_to: Day | null;
  unit_price: Money;
  currency: string;
  source_id: number | null;
}

export type EventOrigin = 'imported' | 'holiday' | 'person';

export interface CalendarEventTable {
  id: RowId;
  origin: EventOrigin;
  source_id: OrNull<number>;
  natural_key: JsonOrNull;
  created_at: Instant;
}

/** One state of an event; the newest is in force. */
export interface CalendarEventVersionTable {
  id: RowId;
  event_id: number;
  name: string;
  name_zh: string | null;
  /** What it is an occurrence of. */
  recurs_as: string;
  kind: string;
  from_day: Day;
  to_day: Day;
  country: string | null;
  location_id: number | null;
  category: string | null;
  item_id: number | null;
  /** Relative change of demand that a person expects; null = learnt. */
  expected_uplift: number | null;
  is_removed: Generated<boolean>;
  is_by_person: boolean;
  actor: string;
  reason: OrNull<string>;
  recorded_at: Instant;
}

export interface CalendarEventInForceView extends CalendarEventVersionTable {
  origin: EventOrigin;
  source_id: number | null;
}

export type OverrideKind = 'factor' | 'level';

export interface ForecastOverrideTable {
  id: RowId;
  item_id: number | null;
  category: string | null;
  location_id: number | null;
  from_day: Day;
  to_day: Day;
  kind: OverrideKind;
  value: number;
  reason: string;
  actor: string;
  recorded_at: Instant;
}

export interface ForecastOverrideWithdrawalTable {
  override_id: number;
  reason: string | null;
  actor: string;
  recorded_at: Instant;
}

export interface StockBalanceTable {
  item_id: number;
  location_id: number;
  on_hand: Generated<number>;
  held: Generated<number>;
  reserved: Generated<number>;
  on_order: Generated<number>;
  in_transit: Generated<number>;
  counted_on: Day | null;
}

export type Bucket = 'on_hand' | 'held' | 'reserved' | 'on_order' | 'in_transit';

export type MovementKind =
  | 'opening'
  | 'count'
  | 'adjustment'
  | 'sale'
  | 'return'
  | 'order'
  | 'ship'
  | 'receipt'
  | 'cancel'
  | 'hold'
  | 'release';

export interface MovementTable {
  id: RowId;
  event_id: string;
  item_id: number;
  location_id: number;
  bucket: Bucket;
  kind: MovementKind;
  quantity: number;
  occurred_on: Day;
  recorded_at: Instant;
  actor: string;
  reason: string | null;
  supply_order_id: number | null;
}

export type SupplyOrderKind = 'purchase' | 'transfer';

export type SupplyOrderState =
  | 'proposed'
  | 'approved'
  | 'sent'
  | 'confirmed'
  | 'partly_received'
  | 'received'
  | 'closed'
  | 'cancelled';

export interface SupplyOrderTable {
  id: RowId;
  number: string;
  kind: SupplyOrderKind;
  from_location_id: number;
  to_location_id: number;
  lane_id: number | null;
  state: SupplyOrderState;
  order_on: Day;
  ship_on: Day;
  arrive_on: Day;
  sent_on: Day | null;
  shipped_on: Day | null;
  confirmed_arrive_on: Day | null;
  currency: string;
  plan_run_id: number | null;
  created_at: Instant;
  created_by: string;
}

export interface SupplyOrderLineTable {
  id: RowId;
  order_id: number;
  item_id: number;
  ordered: number;
  confirmed: number | null;
  received: Generated<number>;
  unit_cost: Money;
  plan_line_id: number | null;
}

export interface SupplyOrderTransitionTable {
  id: RowId;
  order_id: number;
  from_state: SupplyOrderState | null;
  to_state: SupplyOrderState;
  at: Instant;
  actor: string;
  reason: string | null;
}

export interface ReceiptTable {
  id: RowId;
  order_id: number;
  event_id: string;
  received_on: Day;
  recorded_at: Instant;
  actor: string;
}

export interface ReceiptLineTable {
  receipt_id: number;
  order_line_id: number;
  accepted: number;
  rejected: Generated<number>;
  reason: string | null;
}

/** One row per receipt of an order that was sent. */
export interface SupplierLeadTimeView {
  from_location_id: number;
  to_location_id: number;
  lane_id: number | null;
  kind: SupplyOrderKind;
  order_id: number;
  sent_on: Day;
  promised_on: Day;
  received_on: Day;
  lead_time_days: number;
  received_pieces: number;
}

export interface PlanRunTable {
  id: RowId;
  job_id: string | null;
  as_of: Day;
  seed: string;
  settings: Json;
  inputs: Json;
  inputs_hash: string;
  engine_version: string;
  forecast_file: string | null;
  summary: Json;
  created_at: Instant;
}

export interface PlanPositionTable {
  run_id: number;
  item_id: number;
  location_id: number;
  on_hand: number;
  on_order: number;
  inventory_position: number;
  protection_days: number;
  demand_mean: number;
  demand_sd: number;
  critical_ratio: number;
  order_up_to: number;
  stock_out_risk: number;
  forecast_method: string;
  explanation: Json;
}

export type PlanLineKind = 'buy' | 'transfer';

export interface PlanLineTable {
  id: RowId;
  run_id: number;
  kind: PlanLineKind;
  item_id: number;
  from_location_id: number;
  to_location_id: number;
  lane_id: number | null;
  order_group: number;
  quantity: number;
  need: number;
  unit_cost: Money;
  line_cost: Money;
  currency: string;
  order_on: Day;
  ship_on: Day;
  arrive_on: Day;
  stock_out_risk: number;
  value_at_risk: number;
  explanation: Json;
}

export type DecisionState = 'open' | 'approved' | 'rejected' | 'snoozed';

export interface PlanLineDecisionTable {
  id: RowId;
  line_id: number;
  state: DecisionState;
  quantity: number | null;
  reason: string | null;
  until: Day | null;
  actor: string;
  decided_at: Instant;
}

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export interface JobTable {
  id: string;
  kind: string;
  params: Json;
  state: JobState;
  stage: string | null;
  progress: Generated<number>;
  cancel_requested: Generated<boolean>;
  attempt: Generated<number>;
  result: JsonOrNull;
  error: JsonOrNull;
  requested_by: string;
  is_inline: Generated<boolean>;
  created_at: Instant;
  changed_at: Instant;
  started_at: InstantOrNull;
  heartbeat_at: InstantOrNull;
  ended_at: InstantOrNull;
}

export interface JobLogTable {
  id: RowId;
  job_id: string;
  at: Instant;
  level: 'info' | 'warn' | 'error';
  message: string;
}

export interface IdempotencyTable {
  scope: string;
  key: string;
  request_hash: string;
  status: number;
  response: Json;
  created_at: Instant;
}

export interface SchemaMigrationTable {
  name: string;
  applied_at: Instant;
}
