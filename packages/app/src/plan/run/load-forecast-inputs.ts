import { parseDay } from '@stockwright/core/units';
import { sql } from 'kysely';
import type { OverrideKind, Tx } from '../../postgres/index.js';

/** An event as the snapshot holds it: days and ids, its scope not yet resolved. */
export interface EventInput {
  readonly event: number;
  readonly version: number;
  /** Events that recur as one thing are occurrences of it. */
  readonly recursAs: string;
  readonly kind: string;
  readonly fromDay: number;
  readonly toDay: number;
  readonly country: string | null;
  readonly location: number | null;
  readonly category: string | null;
  readonly item: number | null;
  readonly expectedUplift: number | null;
}

export interface OverrideInput {
  readonly override: number;
  readonly item: number | null;
  readonly category: string | null;
  readonly location: number | null;
  readonly fromDay: number;
  readonly toDay: number;
  readonly kind: OverrideKind;
  readonly value: number;
}

export interface ItemTraits {
  readonly item: number;
  readonly code: string;
  readonly name: string;
  readonly category: string | null;
  readonly brand: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly launchDay: number | null;
  readonly endOfLifeDay: number | null;
}

export interface SuccessionInput {
  readonly predecessor: number;
  readonly successor: number;
  readonly fromDay: number;
  readonly share: number;
}

/** A price of the price table; location null = wherever no own price is given. */
export interface PriceInput {
  readonly item: number;
  readonly location: number | null;
  readonly fromDay: number;
  /** Null = until the next price. */
  readonly toDay: number | null;
  readonly price: number;
}

/**
 * What the database knows for the forecast beside history, as plain data. All of it is part of a run's
 * hash: whoever edits an event or sets an override gets another run.
 */
export interface ForecastInputs {
  readonly events: readonly EventInput[];
  readonly overrides: readonly OverrideInput[];
  readonly items: readonly ItemTraits[];
  readonly successions: readonly SuccessionInput[];
  readonly prices: readonly PriceInput[];
  readonly countryOf: readonly { readonly location: number; readonly country: string | null }[];
}

/** Reads them in the snapshot of the transaction. */
export async function loadForecastInputs(tx: Tx): Promise<ForecastInputs> {
  const events = await tx
    .selectFrom('calendar_event_in_force')
    .selectAll()
    .orderBy('event_id')
    .execute();
  const { rows: overrides } = await sql<{
    id: number;
    item_id: number | null;
    category: string | null;
    location_id: number | null;
    from_day: string;
    to_day: string;
    kind: OverrideKind;
    value: number;
  }>`select * from forecast_override o where not exists
      (select from forecast_override_withdrawal w where w.override_id = o.id) order by id`.execute(
    tx,
  );
  const items = await tx
    .selectFrom('item')
    .select([
      'id',
      'code',
      'name',
      'category',
      'brand',
      'attributes',
      'launch_on',
      'end_of_life_on',
    ])
    .orderBy('id')
    .execute();
  const successions = await tx
    .selectFrom('item_succession')
    .selectAll()
    .orderBy('predecessor_id')
    .orderBy('successor_id')
    .execute();
  const prices = await tx
    .selectFrom('price')
    .select(['item_id', 'location_id', 'valid_from', 'valid_to', 'unit_price'])
    .orderBy('item_id')
    .orderBy('location_id')
    .orderBy('valid_from')
    .execute();
  const locations = await tx
    .selectFrom('location')
    .select(['id', 'country'])
    .where('kind', '<>', 'supplier')
    .orderBy('id')
    .execute();
  const dayOrNull = (day: string | null) => (day === null ? null : parseDay(day));
  return {
    events: events.map((row) => ({
      event: row.event_id,
      version: row.id,
      recursAs: row.recurs_as,
      kind: row.kind,
      fromDay: parseDay(row.from_day),
      toDay: parseDay(row.to_day),
      country: row.country,
      location: row.location_id,
      category: row.category,
      item: row.item_id,
      expectedUplift: row.expected_uplift,
    })),
    overrides: overrides.map((row) => ({
      override: row.id,
      item: row.item_id,
      category: row.category,
      location: row.location_id,
      fromDay: parseDay(row.from_day),
      toDay: parseDay(row.to_day),
      kind: row.kind,
      value: row.value,
    })),
    items: items.map((row) => ({
      item: row.id,
      code: row.code,
      name: row.name,
      category: row.category,
      brand: row.brand,
      attributes: row.attributes,
      launchDay: dayOrNull(row.launch_on),
      endOfLifeDay: dayOrNull(row.end_of_life_on),
    })),
    successions: successions.map((row) => ({
      predecessor: row.predecessor_id,
      successor: row.successor_id,
      fromDay: parseDay(row.from_day),
      share: row.share,
    })),
    prices: prices.map((row) => ({
      item: row.item_id,
      location: row.location_id,
      fromDay: parseDay(row.valid_from),
      toDay: dayOrNull(row.valid_to),
      price: Number(row.unit_price),
    })),
    countryOf: locations.map(({ id, country }) => ({ location: id, country })),
  };
}
