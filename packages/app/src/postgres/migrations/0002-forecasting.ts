/**
 * What a forecast knows beside the sales: a calendar of events that people edit, items that follow others,
 * and people's overrides of the forecast.
 *
 * Events and overrides are append-only, so that a plan run of the past stays explainable: the run names the
 * rows that it read. An event's newest version is in force; removing one is a version too.
 */
export const forecasting = /* sql */ `
alter table item
  add column brand text,
  add column attributes jsonb not null default '{}',
  -- First and last day on sale, where somebody knows them.
  add column launch_on date,
  add column end_of_life_on date;

-- From from_day on, the successor takes over a share of the predecessor's demand.
create table item_succession (
  id bigint generated always as identity primary key,
  predecessor_id bigint not null references item (id),
  successor_id bigint not null references item (id),
  from_day date not null,
  share double precision not null default 1 check (share > 0 and share <= 1),
  source_id bigint references source (id),
  unique (predecessor_id, successor_id),
  check (predecessor_id <> successor_id)
);

alter table calendar_event rename to former_event;

-- What an event is called and when it is lies in its versions. natural_key finds an imported event or a
-- holiday again when it comes once more: name, first day and scope as they first came.
create table calendar_event (
  id bigint generated always as identity primary key,
  origin text not null check (origin in ('imported', 'holiday', 'person')),
  source_id bigint references source (id),
  natural_key jsonb,
  created_at timestamptz not null default now(),
  check ((origin = 'person') = (natural_key is null)),
  unique (origin, source_id, natural_key)
);
create unique index calendar_event_holiday_once on calendar_event (natural_key) where origin = 'holiday';

-- Scope: everywhere, or one country or one location; for all items, or one category or one item.
create table calendar_event_version (
  id bigint generated always as identity primary key,
  event_id bigint not null references calendar_event (id),
  name text not null,
  name_zh text,
  -- What it is an occurrence of: events that recur as one thing are learnt from together.
  recurs_as text not null,
  kind text not null,
  from_day date not null,
  to_day date not null,
  country char(2),
  location_id bigint references location (id),
  category text,
  item_id bigint references item (id),
  -- What a person expects: demand changes by this share (0.5 = half as much again); null = learnt.
  expected_uplift double precision check (expected_uplift >= -1 and expected_uplift <= 100),
  is_removed boolean not null default false,
  -- An import does not overwrite what a person set.
  is_by_person boolean not null,
  actor text not null,
  reason text,
  recorded_at timestamptz not null default now(),
  check (to_day >= from_day),
  check (country is null or location_id is null),
  check (category is null or item_id is null)
);
create index calendar_event_version_by_event on calendar_event_version (event_id, id desc);

insert into calendar_event (origin, source_id, natural_key)
select distinct 'imported', source_id, jsonb_build_array(name, from_day, null, location_id, null, null)
from former_event;
insert into calendar_event_version
  (event_id, name, name_zh, recurs_as, kind, from_day, to_day, location_id, is_by_person, actor)
select distinct on (e.id) e.id, f.name, f.name_zh, lower(f.name), f.kind, f.from_day, f.to_day, f.location_id, false, 'import'
from former_event f join calendar_event e on e.source_id is not distinct from f.source_id
  and e.natural_key = jsonb_build_array(f.name, f.from_day, null, f.location_id, null, null)
order by e.id, f.id;
drop table former_event;

create trigger calendar_event_version_is_append_only before update or delete or truncate on calendar_event_version
  for each statement execute function refuse_change();

create view calendar_event_in_force as
  select * from (
    select distinct on (v.event_id) v.*, e.origin, e.source_id
    from calendar_event_version v join calendar_event e on e.id = v.event_id
    order by v.event_id, v.id desc
  ) newest
  where not is_removed;

-- What a person set on a forecast, beside what was computed. A factor multiplies the computed pieces of
-- each day; a level is pieces a day over the days as a whole, spread as the forecast spreads them.
create table forecast_override (
  id bigint generated always as identity primary key,
  item_id bigint references item (id),
  category text,
  location_id bigint references location (id),
  from_day date not null,
  to_day date not null,
  kind text not null check (kind in ('factor', 'level')),
  value double precision not null check (value >= 0 and value <= 1e9),
  reason text not null,
  actor text not null,
  recorded_at timestamptz not null default now(),
  check (to_day >= from_day),
  check (category is null or item_id is null),
  -- Pieces a day mean something for one item at one place alone.
  check (kind = 'factor' or (item_id is not null and location_id is not null))
);
create index forecast_override_by_item on forecast_override (item_id, location_id);
create table forecast_override_withdrawal (
  override_id bigint primary key references forecast_override (id),
  reason text,
  actor text not null,
  recorded_at timestamptz not null default now()
);
create trigger forecast_override_is_append_only before update or delete or truncate on forecast_override
  for each statement execute function refuse_change();
create trigger forecast_override_withdrawal_is_append_only before update or delete or truncate on forecast_override_withdrawal
  for each statement execute function refuse_change();
`;
