/**
 * The first schema: sources and master data, the stock journal with its balances, purchase and transfer
 * orders, plan runs with the decisions people take on them, and jobs.
 *
 * Conventions: quantities are whole pieces; money is numeric(18,4) beside an ISO currency; days are
 * `date`; instants are `timestamptz`. Numbers that were computed and numbers that a person set never
 * share a column.
 */
export const house = /* sql */ `
create table source (
  id bigint generated always as identity primary key,
  name text not null unique,
  kind text not null,
  created_at timestamptz not null default now()
);

create table source_version (
  id bigint generated always as identity primary key,
  source_id bigint not null references source (id),
  content_hash text not null,
  file text,
  row_count integer not null,
  rejected_count integer not null,
  first_day date,
  last_day date,
  is_assumption boolean not null default false,
  mapping jsonb not null,
  imported_at timestamptz not null default now()
);

-- The version of a source that is in force. Replaced in the transaction that lands a new version.
create table source_current (
  source_id bigint primary key references source (id),
  version_id bigint not null references source_version (id)
);

create table item (
  id bigint generated always as identity primary key,
  code text not null unique,
  name text not null,
  name_zh text,
  category text,
  unit_price numeric(18,4) check (unit_price >= 0),
  unit_cost numeric(18,4) check (unit_cost >= 0),
  currency char(3),
  volume_litres numeric(14,4) check (volume_litres >= 0),
  is_service boolean not null default false,
  is_active boolean not null default true,
  is_assumption boolean not null default false,
  source_id bigint references source (id)
);

create table location (
  id bigint generated always as identity primary key,
  code text not null unique,
  name text not null,
  name_zh text,
  kind text not null check (kind in ('warehouse', 'shop', 'supplier', 'third_party')),
  country char(2),
  time_zone text not null default 'UTC',
  is_active boolean not null default true,
  is_assumption boolean not null default false,
  source_id bigint references source (id)
);

-- Terms of a supplier; the supplier itself is a location of kind 'supplier'.
create table supplier_terms (
  supplier_id bigint primary key references location (id),
  currency char(3) not null,
  minimum_order_value numeric(18,4) not null default 0 check (minimum_order_value >= 0),
  fixed_order_cost numeric(18,4) not null default 0 check (fixed_order_cost >= 0),
  review_period_days integer not null default 7 check (review_period_days >= 1),
  source_id bigint references source (id)
);

-- How goods get from one location to another. order_weekdays: ISO weekdays on which an order may leave.
create table lane (
  id bigint generated always as identity primary key,
  from_location_id bigint not null references location (id),
  to_location_id bigint not null references location (id),
  mode text not null default 'road',
  lead_time_mean_days numeric(8,2) not null check (lead_time_mean_days >= 0),
  lead_time_sd_days numeric(8,2) not null default 0 check (lead_time_sd_days >= 0),
  handling_days integer not null default 0 check (handling_days >= 0),
  review_period_days integer not null default 7 check (review_period_days >= 1),
  order_weekdays smallint[] not null default '{1,2,3,4,5}',
  unit_cost numeric(18,4) not null default 0 check (unit_cost >= 0),
  fixed_cost numeric(18,4) not null default 0 check (fixed_cost >= 0),
  is_active boolean not null default true,
  is_assumption boolean not null default false,
  source_id bigint references source (id),
  unique (from_location_id, to_location_id, mode),
  check (from_location_id <> to_location_id)
);

create table item_supply (
  item_id bigint not null references item (id),
  supplier_id bigint not null references location (id),
  unit_cost numeric(18,4) not null check (unit_cost >= 0),
  currency char(3) not null,
  minimum_order_quantity integer not null default 1 check (minimum_order_quantity >= 1),
  pack_size integer not null default 1 check (pack_size >= 1),
  is_assumption boolean not null default false,
  source_id bigint references source (id),
  primary key (item_id, supplier_id)
);

create table price (
  id bigint generated always as identity primary key,
  item_id bigint not null references item (id),
  location_id bigint references location (id),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  unit_price numeric(18,4) not null check (unit_price >= 0),
  currency char(3) not null,
  source_id bigint references source (id),
  unique nulls not distinct (item_id, location_id, valid_from)
);

create table calendar_event (
  id bigint generated always as identity primary key,
  name text not null,
  name_zh text,
  kind text not null default 'event',
  from_day date not null,
  to_day date not null,
  location_id bigint references location (id),
  source_id bigint references source (id),
  check (to_day >= from_day)
);

-- Stock. The journal is the truth; stock_balance is kept in the same transaction and can be rebuilt.
create table stock_balance (
  item_id bigint not null references item (id),
  location_id bigint not null references location (id),
  on_hand integer not null default 0,
  held integer not null default 0 check (held >= 0),
  reserved integer not null default 0 check (reserved >= 0),
  on_order integer not null default 0 check (on_order >= 0),
  in_transit integer not null default 0 check (in_transit >= 0),
  counted_on date,
  primary key (item_id, location_id),
  check (on_hand >= 0),
  check (in_transit <= on_order),
  check (held + reserved <= on_hand)
);

-- One row per change of one bucket. Rows of one event share its event_id.
create table movement (
  id bigint generated always as identity primary key,
  event_id uuid not null,
  item_id bigint not null references item (id),
  location_id bigint not null references location (id),
  bucket text not null check (bucket in ('on_hand', 'held', 'reserved', 'on_order', 'in_transit')),
  kind text not null check (kind in ('opening', 'count', 'adjustment', 'sale', 'return', 'order', 'ship', 'receipt', 'cancel', 'hold', 'release')),
  quantity integer not null check (quantity <> 0),
  occurred_on date not null,
  recorded_at timestamptz not null default now(),
  actor text not null,
  reason text,
  supply_order_id bigint
);
create index movement_by_place on movement (item_id, location_id, id);
create index movement_by_event on movement (event_id);
create index movement_by_order on movement (supply_order_id) where supply_order_id is not null;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % is refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;
create trigger movement_is_append_only before update or delete or truncate on movement
  for each statement execute function refuse_change();

-- Purchase orders (from a supplier) and transfer orders (between our own places).
create table supply_order (
  id bigint generated always as identity primary key,
  number text not null unique,
  kind text not null check (kind in ('purchase', 'transfer')),
  from_location_id bigint not null references location (id),
  to_location_id bigint not null references location (id),
  lane_id bigint references lane (id),
  state text not null check (state in ('proposed', 'approved', 'sent', 'confirmed', 'partly_received', 'received', 'closed', 'cancelled')),
  order_on date not null,
  ship_on date not null,
  arrive_on date not null,
  sent_on date,
  -- The first goods left the giver, where that is known.
  shipped_on date,
  -- What the supplier promised when it confirmed; null = as ordered.
  confirmed_arrive_on date,
  currency char(3) not null,
  plan_run_id bigint,
  created_at timestamptz not null default now(),
  created_by text not null,
  check (from_location_id <> to_location_id),
  check (ship_on >= order_on and arrive_on >= ship_on)
);

create table supply_order_line (
  id bigint generated always as identity primary key,
  order_id bigint not null references supply_order (id),
  item_id bigint not null references item (id),
  ordered integer not null check (ordered > 0),
  confirmed integer check (confirmed >= 0),
  received integer not null default 0 check (received >= 0),
  unit_cost numeric(18,4) not null check (unit_cost >= 0),
  plan_line_id bigint unique,
  unique (order_id, item_id)
);

create table supply_order_transition (
  id bigint generated always as identity primary key,
  order_id bigint not null references supply_order (id),
  from_state text,
  to_state text not null,
  at timestamptz not null default now(),
  actor text not null,
  reason text
);
create trigger supply_order_transition_is_append_only before update or delete or truncate on supply_order_transition
  for each statement execute function refuse_change();

-- Every delivery against an order: the record of true lead times and reliability.
create table receipt (
  id bigint generated always as identity primary key,
  order_id bigint not null references supply_order (id),
  event_id uuid not null unique,
  received_on date not null,
  recorded_at timestamptz not null default now(),
  actor text not null
);
create table receipt_line (
  receipt_id bigint not null references receipt (id),
  order_line_id bigint not null references supply_order_line (id),
  accepted integer not null check (accepted >= 0),
  rejected integer not null default 0 check (rejected >= 0),
  reason text,
  primary key (receipt_id, order_line_id)
);

create view supplier_lead_time as
  select o.from_location_id, o.lane_id, o.kind, o.to_location_id, o.id as order_id, o.sent_on, o.arrive_on as promised_on,
         r.received_on, r.received_on - o.sent_on as lead_time_days,
         sum(rl.accepted) as received_pieces
  from receipt r
  join supply_order o on o.id = r.order_id
  join receipt_line rl on rl.receipt_id = r.id
  where o.sent_on is not null
  group by o.id, r.id;

-- Plans. A run and its lines never change once complete; decisions are rows beside them.
create table plan_run (
  id bigint generated always as identity primary key,
  job_id uuid,
  as_of date not null,
  seed text not null,
  settings jsonb not null,
  inputs jsonb not null,
  inputs_hash text not null,
  engine_version text not null,
  forecast_file text,
  summary jsonb not null,
  created_at timestamptz not null default now()
);
create unique index plan_run_once on plan_run (inputs_hash);

-- One row per item-location that was planned: what the plan saw and what it aims for.
create table plan_position (
  run_id bigint not null references plan_run (id),
  item_id bigint not null references item (id),
  location_id bigint not null references location (id),
  on_hand integer not null,
  on_order integer not null,
  inventory_position integer not null,
  protection_days integer not null,
  demand_mean double precision not null,
  demand_sd double precision not null,
  critical_ratio double precision not null,
  order_up_to integer not null,
  stock_out_risk double precision not null,
  forecast_method text not null,
  explanation jsonb not null,
  primary key (run_id, item_id, location_id)
);

create table plan_line (
  id bigint generated always as identity primary key,
  run_id bigint not null references plan_run (id),
  kind text not null check (kind in ('buy', 'transfer')),
  item_id bigint not null references item (id),
  from_location_id bigint not null references location (id),
  to_location_id bigint not null references location (id),
  lane_id bigint references lane (id),
  order_group integer not null,
  quantity integer not null check (quantity > 0),
  need integer not null,
  unit_cost numeric(18,4) not null,
  line_cost numeric(18,4) not null,
  currency char(3) not null,
  order_on date not null,
  ship_on date not null,
  arrive_on date not null,
  stock_out_risk double precision not null,
  value_at_risk double precision not null,
  explanation jsonb not null,
  unique (run_id, kind, item_id, from_location_id, to_location_id)
);
create trigger plan_run_is_immutable before update or delete or truncate on plan_run
  for each statement execute function refuse_change();
create trigger plan_line_is_immutable before update or delete or truncate on plan_line
  for each statement execute function refuse_change();
create trigger plan_position_is_immutable before update or delete or truncate on plan_position
  for each statement execute function refuse_change();

-- What people decided on a line: the newest row is in force; quantity null = as computed.
create table plan_line_decision (
  id bigint generated always as identity primary key,
  line_id bigint not null references plan_line (id),
  state text not null check (state in ('open', 'approved', 'rejected', 'snoozed')),
  quantity integer check (quantity >= 0),
  reason text,
  until date,
  actor text not null,
  decided_at timestamptz not null default now()
);
create index plan_line_decision_by_line on plan_line_decision (line_id, id desc);
create trigger plan_line_decision_is_append_only before update or delete or truncate on plan_line_decision
  for each statement execute function refuse_change();

alter table supply_order_line add foreign key (plan_line_id) references plan_line (id);
alter table supply_order add foreign key (plan_run_id) references plan_run (id);
alter table movement add foreign key (supply_order_id) references supply_order (id);

-- Jobs: what the queue works on, as people see it.
create table job (
  id uuid primary key,
  kind text not null,
  params jsonb not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  stage text,
  progress double precision not null default 0 check (progress between 0 and 1),
  cancel_requested boolean not null default false,
  attempt integer not null default 0,
  result jsonb,
  error jsonb,
  requested_by text not null,
  -- Runs in the process that asked for it (the command line) and is not taken over by another.
  is_inline boolean not null default false,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  started_at timestamptz,
  heartbeat_at timestamptz,
  ended_at timestamptz
);
create index job_by_creation on job (created_at, id);
create index job_by_change on job (changed_at);
create table job_log (
  id bigint generated always as identity primary key,
  job_id uuid not null references job (id),
  at timestamptz not null default now(),
  level text not null check (level in ('info', 'warn', 'error')),
  message text not null
);
create index job_log_by_job on job_log (job_id, id);

-- Answers already given, by the caller's key: the same key and body gets the same answer.
create table idempotency (
  scope text not null,
  key text not null,
  request_hash text not null,
  status integer not null,
  response jsonb not null,
  created_at timestamptz not null default now(),
  primary key (scope, key)
);
create index idempotency_by_age on idempotency (created_at);
`;
