import { formatDay, NO_CURRENCY } from '@stockwright/core/units';
import { sql } from 'kysely';
import { recurringName } from '../calendar/event-rules.js';
import { type GivenEvent, replaceEvents } from '../calendar/replace-events.js';
import { json, type Tx } from '../postgres/index.js';
import { type ImportKind, itemAttributes } from './kinds.js';
import type { MasterRow, PreparedSource } from './prepared-source.js';
import { weekdaysOf } from './words.js';

export interface MasterLanding {
  readonly sourceId: number;
  /** Of amounts whose file names none. */
  readonly currency: string;
}

/**
 * Writes master data by code: a row that is known is updated (a value that the file does not give stays),
 * a new one is added, and what this source gave before and gives no longer is taken out of use.
 */
export async function landMaster(
  tx: Tx,
  kind: ImportKind,
  { rows, report }: PreparedSource,
  { sourceId, currency }: MasterLanding,
): Promise<void> {
  const write = writers[kind];
  if (!write) throw new Error(`${kind} is no master data`);
  const from = {
    rows: json(rows.map(plainRow)),
    sourceId,
    currency,
    isAssumption: report.isAssumption,
  };
  await write(tx, from);
  await settleCurrency(tx);
}

interface From {
  /** JSON list of rows. */
  readonly rows: string;
  readonly sourceId: number;
  readonly currency: string;
  readonly isAssumption: boolean;
}

const DAY_FIELDS = new Set(['validFrom', 'validTo', 'fromDay', 'toDay', 'launchOn', 'endOfLifeOn']);
const ATTRIBUTES = new Set(itemAttributes.map(({ name }) => name));

/** Days as dates, weekdays as numbers, attributes of an item as one object: as the database takes them. */
function plainRow(row: MasterRow): Record<string, unknown> {
  const attributes = Object.entries(row).filter(
    ([name, value]) => ATTRIBUTES.has(name) && value !== null && value !== undefined,
  );
  const plain = Object.entries(row)
    .filter(([name]) => !ATTRIBUTES.has(name))
    .map(([name, value]) => {
      if (DAY_FIELDS.has(name) && typeof value === 'number') return [name, formatDay(value)];
      if (name === 'orderWeekdays' && typeof value === 'string') return [name, weekdaysOf(value)];
      return [name, value];
    });
  return Object.fromEntries([...plain, ['attributes', Object.fromEntries(attributes)]]);
}

const writers: Partial<Record<ImportKind, (tx: Tx, from: From) => Promise<void>>> = {
  async locations(tx, { rows, sourceId, isAssumption }) {
    await sql`insert into location (code, name, name_zh, kind, country, time_zone, is_assumption, source_id)
      select location, "locationName", "nameZh", coalesce("locationKind", 'shop'), country,
        coalesce("timeZone", 'UTC'), coalesce(assumption, ${isAssumption}), ${sourceId}
      from jsonb_to_recordset(${rows}::jsonb) as r (location text, "locationName" text, "nameZh" text,
        "locationKind" text, country text, "timeZone" text, assumption boolean)
      on conflict (code) do update set name = excluded.name, is_active = true,
        name_zh = coalesce(excluded.name_zh, location.name_zh),
        country = coalesce(excluded.country, location.country),
        time_zone = case when excluded.time_zone = 'UTC' then location.time_zone else excluded.time_zone end,
        kind = excluded.kind, is_assumption = excluded.is_assumption, source_id = excluded.source_id`.execute(
      tx,
    );
    await sql`update location set is_active = false where source_id = ${sourceId}
      and code not in (select location from jsonb_to_recordset(${rows}::jsonb) as r (location text))`.execute(
      tx,
    );
  },

  async suppliers(tx, { rows, sourceId, currency, isAssumption }) {
    await sql`insert into location (code, name, name_zh, kind, country, time_zone, is_assumption, source_id)
      select supplier, "supplierName", "nameZh", 'supplier', country, coalesce("timeZone", 'UTC'),
        coalesce(assumption, ${isAssumption}), ${sourceId}
      from jsonb_to_recordset(${rows}::jsonb) as r (supplier text, "supplierName" text, "nameZh" text,
        country text, "timeZone" text, assumption boolean)
      on conflict (code) do update set name = excluded.name, is_active = true,
        name_zh = coalesce(excluded.name_zh, location.name_zh),
        country = coalesce(excluded.country, location.country),
        kind = 'supplier', is_assumption = excluded.is_assumption, source_id = excluded.source_id`.execute(
      tx,
    );
    await sql`insert into supplier_terms
        (supplier_id, currency, minimum_order_value, fixed_order_cost, review_period_days, source_id)
      select l.id, coalesce(r.currency, ${currency}), coalesce("minimumOrderValue", 0),
        coalesce("fixedOrderCost", 0), coalesce("reviewPeriodDays", 7), ${sourceId}
      from jsonb_to_recordset(${rows}::jsonb) as r (supplier text, currency text,
        "minimumOrderValue" numeric, "fixedOrderCost" numeric, "reviewPeriodDays" integer)
      join location l on l.code = r.supplier
      on conflict (supplier_id) do update set currency = excluded.currency,
        minimum_order_value = excluded.minimum_order_value,
        fixed_order_cost = excluded.fixed_order_cost,
        review_period_days = excluded.review_period_days, source_id = excluded.source_id`.execute(
      tx,
    );
    await sql`update location set is_active = false where source_id = ${sourceId}
      and code not in (select supplier from jsonb_to_recordset(${rows}::jsonb) as r (supplier text))`.execute(
      tx,
    );
  },

  async items(tx, { rows, sourceId, currency, isAssumption }) {
    await sql`insert into item (code, name, name_zh, category, unit_price, unit_cost, currency,
        volume_litres, is_service, is_active, is_assumption, source_id, brand, attributes, launch_on,
        end_of_life_on)
      select item, "itemName", "nameZh", category, "unitPrice", "unitCost",
        coalesce(currency, nullif(${currency}, ${NO_CURRENCY})), "volumeLitres",
        coalesce("isService", false), coalesce("isActive", true), coalesce(assumption, ${isAssumption}),
        ${sourceId}, brand, attributes, "launchOn", "endOfLifeOn"
      from jsonb_to_recordset(${rows}::jsonb) as r (item text, "itemName" text, "nameZh" text,
        category text, "unitPrice" numeric, "unitCost" numeric, currency text, "volumeLitres" numeric,
        "isService" boolean, "isActive" boolean, assumption boolean, brand text, attributes jsonb,
        "launchOn" date, "endOfLifeOn" date)
      on conflict (code) do update set name = excluded.name,
        name_zh = coalesce(excluded.name_zh, item.name_zh),
        category = coalesce(excluded.category, item.category),
        unit_price = coalesce(excluded.unit_price, item.unit_price),
        unit_cost = coalesce(excluded.unit_cost, item.unit_cost),
        currency = coalesce(excluded.currency, item.currency),
        volume_litres = coalesce(excluded.volume_litres, item.volume_litres),
        brand = coalesce(excluded.brand, item.brand),
        attributes = item.attributes || excluded.attributes,
        launch_on = coalesce(excluded.launch_on, item.launch_on),
        end_of_life_on = coalesce(excluded.end_of_life_on, item.end_of_life_on),
        is_service = excluded.is_service, is_active = excluded.is_active,
        is_assumption = excluded.is_assumption, source_id = excluded.source_id`.execute(tx);
    await sql`update item set is_active = false where source_id = ${sourceId}
      and code not in (select item from jsonb_to_recordset(${rows}::jsonb) as r (item text))`.execute(
      tx,
    );
    await supply(tx, { rows, sourceId, currency, isAssumption });
  },

  itemSupply: (tx, from) => supply(tx, from),

  async lanes(tx, { rows, sourceId, isAssumption }) {
    await sql`insert into lane (from_location_id, to_location_id, mode, lead_time_mean_days,
        lead_time_sd_days, handling_days, review_period_days, order_weekdays, unit_cost, fixed_cost,
        is_active, is_assumption, source_id)
      select f.id, t.id, r.mode, "leadTimeMeanDays", coalesce("leadTimeSdDays", 0),
        coalesce("handlingDays", 0), coalesce("reviewPeriodDays", s.review_period_days, 7),
        coalesce((select array_agg(d::smallint) from jsonb_array_elements_text("orderWeekdays") d),
          '{1,2,3,4,5}'),
        coalesce("unitCost", 0), coalesce("fixedCost", 0), true, coalesce(assumption, ${isAssumption}),
        ${sourceId}
      from jsonb_to_recordset(${rows}::jsonb) as r ("from" text, "to" text, mode text,
        "leadTimeMeanDays" numeric, "leadTimeSdDays" numeric, "handlingDays" integer,
        "reviewPeriodDays" integer, "orderWeekdays" jsonb, "unitCost" numeric, "fixedCost" numeric,
        assumption boolean)
      join location f on f.code = r."from"
      join location t on t.code = r."to"
      left join supplier_terms s on s.supplier_id = f.id
      on conflict (from_location_id, to_location_id, mode) do update set
        lead_time_mean_days = excluded.lead_time_mean_days,
        lead_time_sd_days = excluded.lead_time_sd_days, handling_days = excluded.handling_days,
        review_period_days = excluded.review_period_days, order_weekdays = excluded.order_weekdays,
        unit_cost = excluded.unit_cost, fixed_cost = excluded.fixed_cost, is_active = true,
        is_assumption = excluded.is_assumption, source_id = excluded.source_id`.execute(tx);
    // Orders and plans of the past name their lane, so a lane is taken out of use and never deleted.
    await sql`update lane set is_active = false where source_id = ${sourceId} and not exists (
      select from jsonb_to_recordset(${rows}::jsonb) as r ("from" text, "to" text, mode text)
      join location f on f.code = r."from" join location t on t.code = r."to"
      where f.id = lane.from_location_id and t.id = lane.to_location_id and r.mode = lane.mode)`.execute(
      tx,
    );
  },

  async prices(tx, { rows, sourceId, currency }) {
    await sql`delete from price where source_id = ${sourceId}`.execute(tx);
    await sql`insert into price
        (item_id, location_id, valid_from, valid_to, unit_price, currency, source_id)
      select i.id, l.id, "validFrom", "validTo", "unitPrice",
        coalesce(r.currency, i.currency, ${currency}), ${sourceId}
      from jsonb_to_recordset(${rows}::jsonb) as r (item text, location text, "validFrom" date,
        "validTo" date, "unitPrice" numeric, currency text)
      join item i on i.code = r.item left join location l on l.code = r.location
      on conflict (item_id, location_id, valid_from) do update set valid_to = excluded.valid_to,
        unit_price = excluded.unit_price, currency = excluded.currency,
        source_id = excluded.source_id`.execute(tx);
  },

  async events(tx, { rows, sourceId }) {
    const { rows: found } = await sql<Omit<GivenEvent, 'recurs_as'>>`
      select "eventName" as name, "nameZh" as name_zh, coalesce("eventKind", 'other') as kind,
        "fromDay" as from_day, "toDay" as to_day, case when l.id is null then r.country end as country,
        l.id as location_id, r.category, null::bigint as item_id, "expectedUplift" as expected_uplift
      from jsonb_to_recordset(${rows}::jsonb) as r ("eventName" text, "nameZh" text, "eventKind" text,
        "fromDay" date, "toDay" date, location text, country text, category text,
        "expectedUplift" double precision)
      left join location l on l.code = r.location`.execute(tx);
    const events = found.map((event) => ({ ...event, recurs_as: recurringName(event.name) }));
    await replaceEvents(tx, { origin: 'imported', sourceId }, events, 'import');
  },

  async successions(tx, { rows, sourceId }) {
    await sql`delete from item_succession where source_id = ${sourceId}`.execute(tx);
    await sql`insert into item_succession (predecessor_id, successor_id, from_day, share, source_id)
      select p.id, s.id, "fromDay", least(1, coalesce(nullif(share, 0), 1)), ${sourceId}
      from jsonb_to_recordset(${rows}::jsonb) as r (predecessor text, successor text, "fromDay" date,
        share double precision)
      join item p on p.code = r.predecessor join item s on s.code = r.successor
      on conflict (predecessor_id, successor_id) do update set from_day = excluded.from_day,
        share = excluded.share, source_id = excluded.source_id`.execute(tx);
  },
};

/** Who sells which item; a product list may say so by the way, in rows that name a supplier. */
async function supply(tx: Tx, { rows, sourceId, currency, isAssumption }: From): Promise<void> {
  await sql`delete from item_supply where source_id = ${sourceId}`.execute(tx);
  await sql`insert into supplier_terms (supplier_id, currency, source_id)
    select distinct l.id, ${currency}, ${sourceId}::bigint
    from jsonb_to_recordset(${rows}::jsonb) as r (supplier text)
    join location l on l.code = r.supplier and l.kind = 'supplier'
    on conflict (supplier_id) do nothing`.execute(tx);
  await sql`insert into item_supply (item_id, supplier_id, unit_cost, currency,
      minimum_order_quantity, pack_size, is_assumption, source_id)
    select i.id, l.id, coalesce("unitCost", i.unit_cost, 0),
      coalesce(r.currency, nullif(t.currency, ${NO_CURRENCY}), i.currency, ${currency}),
      coalesce("minimumOrderQuantity", 1), coalesce("packSize", 1), coalesce(assumption, ${isAssumption}),
      ${sourceId}
    from jsonb_to_recordset(${rows}::jsonb) as r (item text, supplier text, "unitCost" numeric,
      currency text, "minimumOrderQuantity" integer, "packSize" integer, assumption boolean)
    join item i on i.code = r.item
    join location l on l.code = r.supplier
    left join supplier_terms t on t.supplier_id = l.id
    on conflict (item_id, supplier_id) do update set unit_cost = excluded.unit_cost,
      currency = excluded.currency, minimum_order_quantity = excluded.minimum_order_quantity,
      pack_size = excluded.pack_size, is_assumption = excluded.is_assumption,
      source_id = excluded.source_id`.execute(tx);
}

/** Once a single currency is known, amounts that came before it are in that currency too. */
async function settleCurrency(tx: Tx): Promise<void> {
  const { rows } = await sql<{ currency: string }>`
    select currency from item where currency is not null
    union select currency from supplier_terms union select currency from item_supply
    union select currency from price`.execute(tx);
  const known = rows.map((row) => row.currency).filter((code) => code !== NO_CURRENCY);
  if (known.length !== 1 || rows.length === 1) return;
  for (const table of ['supplier_terms', 'item_supply', 'price'] as const)
    await tx
      .updateTable(table)
      .set({ currency: known[0] })
      .where('currency', '=', NO_CURRENCY)
      .execute();
}
