import type { Database } from '@stockwright/app';
import { carryHolds } from '../../src/plan/carry-holds.js';

/** A small house with one finished plan, as the planning job would leave it. */
export interface PlanHouse {
  readonly runId: number;
  /** Line ids in the order given. */
  readonly lines: readonly number[];
}

export interface LineGiven {
  readonly item: string;
  readonly from: string;
  readonly to: string;
  readonly quantity: number;
  readonly group: number;
  readonly valueAtRisk?: number;
}

/** Two buys from Ningbo that share an order, one from Leeds, one transfer to the York shop. */
export const fourLines: readonly LineGiven[] = [
  { item: 'BEAR-RED', from: 'NINGBO', to: 'DC', quantity: 120, group: 1, valueAtRisk: 50 },
  { item: 'BEAR-BLUE', from: 'NINGBO', to: 'DC', quantity: 60, group: 1, valueAtRisk: 50 },
  { item: 'KITE', from: 'LEEDS', to: 'DC', quantity: 24, group: 2, valueAtRisk: 7.5 },
  { item: 'BEAR-RED', from: 'DC', to: 'YORK', quantity: 6, group: 3, valueAtRisk: 90.25 },
];

const items = [
  { code: 'BEAR-RED', name: 'Red bear', name_zh: '红熊' },
  { code: 'BEAR-BLUE', name: 'Blue bear', name_zh: '蓝熊' },
  { code: 'KITE', name: '=HYPERLINK("http://example.test")', name_zh: null },
];
const locations = [
  { code: 'NINGBO', name: 'Ningbo Toys', name_zh: '宁波玩具', kind: 'supplier' },
  { code: 'LEEDS', name: 'Leeds Kites', name_zh: null, kind: 'supplier' },
  { code: 'DC', name: 'UK centre', name_zh: '英国中心仓', kind: 'warehouse' },
  { code: 'YORK', name: 'York shop', name_zh: '约克店', kind: 'shop' },
] as const;

/** Fills the tables with items, places, lanes and stock; once per database. */
export async function furnish({ kysely }: Database): Promise<void> {
  await kysely
    .insertInto('item')
    .values(items.map((item) => ({ ...item, ...noMore })))
    .execute();
  await kysely
    .insertInto('location')
    .values(locations.map((location) => ({ ...location, country: null, source_id: null })))
    .execute();
  const { item, place } = await ids({ kysely });
  for (const [from, to] of [
    ['NINGBO', 'DC'],
    ['LEEDS', 'DC'],
    ['DC', 'YORK'],
  ])
    await kysely
      .insertInto('lane')
      .values({
        from_location_id: place(from),
        to_location_id: place(to),
        lead_time_mean_days: '5',
        source_id: null,
      })
      .execute();
  for (const [supplier, code, minimum, pack] of [
    ['NINGBO', 'BEAR-RED', 60, 12],
    ['NINGBO', 'BEAR-BLUE', 60, 12],
    ['LEEDS', 'KITE', 1, 6],
  ] as const)
    await kysely
      .insertInto('item_supply')
      .values({
        item_id: item(code),
        supplier_id: place(supplier),
        unit_cost: '2.5000',
        currency: 'GBP',
        minimum_order_quantity: minimum,
        pack_size: pack,
        source_id: null,
      })
      .execute();
  await kysely
    .insertInto('stock_balance')
    .values({ item_id: item('BEAR-RED'), location_id: place('DC'), on_hand: 40, counted_on: null })
    .execute();
}

const noMore = {
  category: null,
  unit_price: null,
  unit_cost: null,
  currency: null,
  volume_litres: null,
  source_id: null,
};

let runCount = 0;

/** Stores a finished run with these lines. */
export async function storeRun(
  database: Database,
  given: readonly LineGiven[] = fourLines,
  asOf = '2026-05-03',
): Promise<PlanHouse> {
  const { kysely } = database;
  const { item, place } = await ids({ kysely });
  const { id: runId } = await kysely
    .insertInto('plan_run')
    .values({
      job_id: null,
      as_of: asOf,
      seed: 'seed',
      settings: '{}',
      inputs: '{"sources":[]}',
      inputs_hash: `hash-${++runCount}`,
      engine_version: '0.1.0',
      forecast_file: null,
      summary: '{}',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const lanes = await kysely.selectFrom('lane').selectAll().execute();
  const lines: number[] = [];
  for (const { item: code, from, to, quantity, group, valueAtRisk = 1 } of given) {
    const lane = lanes.find(
      (row) => row.from_location_id === place(from) && row.to_location_id === place(to),
    );
    const { id } = await kysely
      .insertInto('plan_line')
      .values({
        run_id: runId,
        kind: from === 'DC' ? 'transfer' : 'buy',
        item_id: item(code),
        from_location_id: place(from),
        to_location_id: place(to),
        lane_id: lane?.id ?? null,
        order_group: group,
        quantity,
        need: quantity - 2,
        unit_cost: '2.5000',
        line_cost: (2.5 * quantity).toFixed(4),
        currency: 'GBP',
        order_on: asOf,
        ship_on: asOf,
        arrive_on: '2026-06-01',
        stock_out_risk: 0.25,
        value_at_risk: valueAtRisk,
        explanation: '{"why":"low"}',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    lines.push(id);
  }
  await database.transaction((tx) => carryHolds(tx, runId, asOf));
  await kysely
    .insertInto('plan_position')
    .values({
      run_id: runId,
      item_id: item('BEAR-RED'),
      location_id: place('DC'),
      on_hand: 40,
      on_order: 0,
      inventory_position: 40,
      protection_days: 30,
      demand_mean: 100.5,
      demand_sd: 12.25,
      critical_ratio: 0.95,
      order_up_to: 158,
      stock_out_risk: 0.25,
      forecast_method: 'theta',
      explanation: '{}',
    })
    .execute();
  return { runId, lines };
}

async function ids({ kysely }: Pick<Database, 'kysely'>) {
  const itemRows = await kysely.selectFrom('item').select(['id', 'code']).execute();
  const placeRows = await kysely.selectFrom('location').select(['id', 'code']).execute();
  const lookUp = (rows: readonly { id: number; code: string }[]) => (code: string) => {
    const row = rows.find((one) => one.code === code);
    if (!row) throw new Error(`no ${code}`);
    return row.id;
  };
  return { item: lookUp(itemRows), place: lookUp(placeRows) };
}
