import type { Database } from '@stockwright/app';

/** Ids of a small shop: two items, a supplier, a warehouse and a shop, with lanes between them. */
export interface Shop {
  readonly bear: number;
  readonly kite: number;
  readonly supplier: number;
  readonly centre: number;
  readonly york: number;
  readonly fromSupplier: number;
  readonly fromCentre: number;
}

export async function furnishShop({ kysely }: Database): Promise<Shop> {
  const none = { name_zh: null, source_id: null };
  const [bear, kite] = await kysely
    .insertInto('item')
    .values(
      ['BEAR', 'KITE'].map((code) => ({
        ...none,
        code,
        name: code,
        category: null,
        unit_price: '9.9000',
        unit_cost: '4.0000',
        currency: 'GBP',
        volume_litres: null,
      })),
    )
    .returning('id')
    .execute();
  const [supplier, centre, york] = await kysely
    .insertInto('location')
    .values(
      (
        [
          ['NINGBO', 'supplier'],
          ['DC', 'warehouse'],
          ['YORK', 'shop'],
        ] as const
      ).map(([code, kind]) => ({ ...none, code, name: code, kind, country: null })),
    )
    .returning('id')
    .execute();
  const [fromSupplier, fromCentre] = await kysely
    .insertInto('lane')
    .values(
      [
        [supplier.id, centre.id],
        [centre.id, york.id],
      ].map(([from, to]) => ({
        from_location_id: from,
        to_location_id: to,
        lead_time_mean_days: '10',
        source_id: null,
      })),
    )
    .returning('id')
    .execute();
  return {
    bear: bear.id,
    kite: kite.id,
    supplier: supplier.id,
    centre: centre.id,
    york: york.id,
    fromSupplier: fromSupplier.id,
    fromCentre: fromCentre.id,
  };
}

export interface OrderGiven {
  readonly kind: 'purchase' | 'transfer';
  readonly bears: number;
  readonly kites?: number;
  /** YYYY-MM-DD */
  readonly orderOn?: string;
  readonly arriveOn?: string;
}

let orders = 0;

/** An approved order as the planning side makes it. */
export async function approvedOrder(
  { kysely }: Database,
  shop: Shop,
  { kind, bears, kites = 0, orderOn = '2011-03-01', arriveOn = '2011-03-11' }: OrderGiven,
): Promise<{ id: number; bearLine: number; kiteLine: number }> {
  const { id } = await kysely
    .insertInto('supply_order')
    .values({
      number: `T-${++orders}`,
      kind,
      from_location_id: kind === 'purchase' ? shop.supplier : shop.centre,
      to_location_id: kind === 'purchase' ? shop.centre : shop.york,
      lane_id: kind === 'purchase' ? shop.fromSupplier : shop.fromCentre,
      state: 'approved',
      order_on: orderOn,
      ship_on: orderOn,
      arrive_on: arriveOn,
      sent_on: null,
      shipped_on: null,
      confirmed_arrive_on: null,
      currency: 'GBP',
      plan_run_id: null,
      created_by: 'test',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const lines = await kysely
    .insertInto('supply_order_line')
    .values(
      [
        [shop.bear, bears],
        [shop.kite, kites],
      ]
        .filter(([, ordered]) => ordered > 0)
        .map(([item, ordered]) => ({
          order_id: id,
          item_id: item,
          ordered,
          unit_cost: '4.0000',
          confirmed: null,
          plan_line_id: null,
        })),
    )
    .returning(['id', 'item_id'])
    .execute();
  const lineOf = (item: number) => lines.find((line) => line.item_id === item)?.id ?? 0;
  return { id, bearLine: lineOf(shop.bear), kiteLine: lineOf(shop.kite) };
}
