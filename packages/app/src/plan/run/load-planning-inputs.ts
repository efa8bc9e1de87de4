import type { LaneTerms, SupplyTerms } from '@stockwright/core/plan';
import { type Decimal, type EpochDay, NO_CURRENCY, parseDay } from '@stockwright/core/units';
import { sql } from 'kysely';
import {
  expectedDepartures,
  expectedReceipts,
  receiptsExpectedOn,
} from '../../order/expected-receipts.js';
import type { Database, Tx } from '../../postgres/database.js';
import { Problem } from '../../problem.js';
import { loadForecastInputs } from './load-forecast-inputs.js';
import {
  type PlaceStock,
  type PlannedItem,
  type PlanningInputs,
  supplierNumber,
} from './planning-inputs.js';

/**
 * Reads everything but the history in one snapshot, as it was known at the end of `asOf`.
 *
 * @param isPast true when `asOf` was asked for: stock is then summed from the journal up to that day;
 *   otherwise the balances of the moment count.
 * @throws Problem `plan.mixedCurrencies`, `plan.noLanes`
 */
export function loadPlanningInputs(
  database: Database,
  asOf: EpochDay,
  asOfDay: string,
  isPast: boolean,
): Promise<PlanningInputs> {
  return database.transaction(
    async (tx) => {
      const locations = await tx
        .selectFrom('location')
        .select(['id', 'code', 'kind', 'is_active'])
        .orderBy('id')
        .execute();
      const lanes = await loadLanes(tx);
      const supply = await loadSupply(tx);
      const prices = await loadPrices(tx, asOfDay);
      const stock = await loadStock(tx, asOf, asOfDay, isPast);
      const terms = await tx
        .selectFrom('supplier_terms')
        .selectAll()
        .orderBy('supplier_id')
        .execute();
      const items = await tx
        .selectFrom('item')
        .select(['id', 'code', 'is_service', 'is_active', 'unit_price', 'unit_cost', 'currency'])
        .orderBy('id')
        .execute();
      const currency = oneCurrency([
        ...items.map((item) => item.currency),
        ...supply.map((row) => row.currency),
        ...terms.map((row) => row.currency),
        ...prices.map((row) => row.currency),
      ]);
      const supplyOf = byItem(supply);
      const pricesOf = byItem(prices);
      return {
        sources: await loadSources(tx),
        places: locations
          .filter((location) => location.kind !== 'supplier' && location.is_active)
          .map(({ id, code, kind }) => ({ id, code, isWarehouse: kind === 'warehouse' })),
        lanes,
        suppliers: terms.map((row) => ({
          supplier: row.supplier_id,
          minimumOrderValue: row.minimum_order_value,
          fixedOrderCost: row.fixed_order_cost,
        })),
        items: items.map(
          (item): PlannedItem => ({
            id: item.id,
            code: item.code,
            isService: item.is_service,
            isActive: item.is_active,
            unitCost: item.unit_cost,
            prices: new Map<number | null, number>([
              ...(item.unit_price === null ? [] : [[null, Number(item.unit_price)] as const]),
              ...(pricesOf.get(item.id) ?? []).map((row) => [row.location, row.price] as const),
            ]),
            supply: (supplyOf.get(item.id) ?? []).map((row) => row.terms),
            stock: stock.get(item.id) ?? [],
          }),
        ),
        locationIds: new Map(locations.map(({ code, id }) => [code, id])),
        currency,
        stockVersion: await loadStockVersion(tx),
        forecast: await loadForecastInputs(tx),
      };
    },
    { isolationLevel: 'repeatable read' },
  );
}

async function loadSources(tx: Tx) {
  const rows = await tx
    .selectFrom('source_current')
    .innerJoin('source', 'source.id', 'source_current.source_id')
    .innerJoin('source_version', 'source_version.id', 'source_current.version_id')
    .select(['source.name', 'source_version.id as versionId', 'source_version.is_assumption'])
    .orderBy('source.name')
    .execute();
  return rows.map((row) => ({
    name: row.name,
    versionId: row.versionId,
    isAssumption: row.is_assumption,
  }));
}

async function loadLanes(tx: Tx): Promise<LaneTerms[]> {
  const rows = await tx
    .selectFrom('lane')
    .innerJoin('location as giver', 'giver.id', 'lane.from_location_id')
    .innerJoin('location as receiver', 'receiver.id', 'lane.to_location_id')
    .selectAll('lane')
    .select('giver.kind as giver_kind')
    .where('lane.is_active', '=', true)
    .where('giver.is_active', '=', true)
    .where('receiver.is_active', '=', true)
    .where('receiver.kind', '<>', 'supplier')
    .orderBy('lane.id')
    .execute();
  return rows.map((row) => ({
    lane: row.id,
    from:
      row.giver_kind === 'supplier' ? supplierNumber(row.from_location_id) : row.from_location_id,
    to: row.to_location_id,
    leadTimeMeanDays: Number(row.lead_time_mean_days),
    leadTimeSdDays: Number(row.lead_time_sd_days),
    handlingDays: row.handling_days,
    reviewPeriodDays: row.review_period_days,
    orderWeekdays: row.order_weekdays,
    unitCost: row.unit_cost,
    fixedCost: row.fixed_cost,
  }));
}

async function loadSupply(
  tx: Tx,
): Promise<{ item: number; currency: string; terms: SupplyTerms }[]> {
  const rows = await tx
    .selectFrom('item_supply')
    .selectAll()
    .orderBy('item_id')
    .orderBy('supplier_id')
    .execute();
  return rows.map((row) => ({
    item: row.item_id,
    currency: row.currency,
    terms: {
      supplier: row.supplier_id,
      unitCost: row.unit_cost,
      minimumOrderQuantity: row.minimum_order_quantity,
      packSize: row.pack_size,
    },
  }));
}

/** The price in force on the day for each item and place; the youngest that has begun. */
async function loadPrices(tx: Tx, asOfDay: string) {
  const { rows } = await sql<{
    item: number;
    location: number | null;
    price: Decimal;
    currency: string;
  }>`
    select distinct on (item_id, location_id) item_id as item, location_id as location,
      unit_price as price, currency
    from price
    where valid_from <= ${asOfDay}::date and coalesce(valid_to, 'infinity'::date) >= ${asOfDay}::date
    order by item_id, location_id, valid_from desc`.execute(tx);
  return rows.map((row) => ({ ...row, price: Number(row.price) }));
}

/** Stock by item. Approved orders count as on order, sent or not: else a plan would buy twice. */
async function loadStock(tx: Tx, asOf: EpochDay, asOfDay: string, isPast: boolean) {
  const balances = isPast
    ? await sql<{ item: number; place: number; on_hand: number; held: number; reserved: number }>`
        select item_id as item, location_id as place,
          coalesce(sum(quantity) filter (where bucket = 'on_hand'), 0)::int as on_hand,
          coalesce(sum(quantity) filter (where bucket = 'held'), 0)::int as held,
          coalesce(sum(quantity) filter (where bucket = 'reserved'), 0)::int as reserved
        from movement where occurred_on <= ${asOfDay}::date group by item_id, location_id
        order by item_id, location_id`.execute(tx)
    : await sql<{ item: number; place: number; on_hand: number; held: number; reserved: number }>`
        select item_id as item, location_id as place, on_hand, held, reserved from stock_balance
        order by item_id, location_id`.execute(tx);
  const receipts = await (isPast ? receiptsExpectedOn(tx, asOfDay) : expectedReceipts(tx));
  const departures = isPast ? [] : await expectedDepartures(tx);

  const stock = new Map<number, Map<number, MutableStock>>();
  const at = (item: number, place: number): MutableStock => {
    const places = stock.get(item) ?? new Map<number, MutableStock>();
    stock.set(item, places);
    const known = places.get(place) ?? { place, onHand: 0, held: 0, reserved: 0, receipts: [] };
    places.set(place, known);
    return known;
  };
  for (const row of balances.rows) {
    const place = at(row.item, row.place);
    place.onHand = row.on_hand;
    place.held = row.held;
    place.reserved = row.reserved;
  }
  for (const { itemId, locationId, day, pieces } of receipts)
    at(itemId, locationId).receipts.push({
      day: Math.max(asOf + 1, parseDay(day)),
      quantity: pieces,
    });
  for (const { itemId, locationId, pieces } of departures)
    at(itemId, locationId).reserved += pieces;
  return new Map<number, PlaceStock[]>(
    [...stock].map(([item, places]) => [item, [...places.values()]]),
  );
}

interface MutableStock extends PlaceStock {
  onHand: number;
  held: number;
  reserved: number;
  receipts: { day: EpochDay; quantity: number }[];
}

/** Changes whenever stock or an open order changes. */
async function loadStockVersion(tx: Tx): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select concat_ws('.', (select coalesce(max(id), 0) from movement),
      (select coalesce(max(id), 0) from supply_order_transition),
      (select coalesce(max(id), 0) from receipt)) as version`.execute(tx);
  return rows[0].version;
}

function byItem<Row extends { readonly item: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.item);
    if (group) group.push(row);
    else groups.set(row.item, [row]);
  }
  return groups;
}

function oneCurrency(currencies: readonly (string | null)[]): string {
  const found = [
    ...new Set(currencies.filter((each): each is string => each !== null && each !== NO_CURRENCY)),
  ].sort();
  if (found.length > 1) throw new Problem('plan.mixedCurrencies', { currencies: found.join(', ') });
  return found[0] ?? NO_CURRENCY;
}
