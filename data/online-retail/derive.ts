/**
 * Derives the files beside this one from `sales.parquet` and `assumptions.json`:
 *
 *     npx tsx --conditions=stockwright-source data/online-retail/derive.ts [folder to write to]
 *
 * Deterministic: every choice follows from a hash of the seed and the codes it is about.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDice } from '@stockwright/core/maths';
import { quoted, withDuck } from '../../packages/app/src/history/index.js';
import {
  type FileMapping,
  locationRuleSql,
  parseMapping,
} from '../../packages/app/src/import/index.js';

const here = fileURLToPath(new URL('.', import.meta.url));

interface CoverClass {
  readonly share: number;
  readonly from: number;
  readonly to: number;
}
interface Cover {
  readonly days?: number;
  readonly bySupplier?: Readonly<Record<string, number>>;
  readonly classes: readonly CoverClass[];
}
type Row = Readonly<Record<string, string | number | boolean>>;

const assumptions = JSON.parse(readFileSync(join(here, 'assumptions.json'), 'utf8')) as {
  seed: string;
  currency: string;
  locations: { places: Row[] };
  locationRule: {
    default: string;
    continental: { location: string; countries: string[] };
    shops: { countries: string[]; shares: Record<string, number> };
  };
  serviceItems: { codes: string[] };
  suppliers: {
    list: (Row & {
      code: string;
      costShare: { mean: number; spread: number };
      minimumPacks: number;
      packFactor: number;
    })[];
  };
  sourcing: {
    shares: Record<string, number>[];
    secondSource: { from: string; also: string; share: number; costFactor: number };
  };
  packs: { sizes: { priceBelow: number; pieces: number }[]; minimumCoversAtMostDays: number };
  lanes: { list: Row[]; centreToShops: Row; betweenShops: Row };
  openingStock: {
    countedOn: string;
    demandDays: number;
    largestLinePieces: number;
    coverDays: Record<string, Cover>;
    deadStock: { share: number; mostPieces: number };
  };
  onOrder: {
    orders: {
      number: string;
      from: string;
      to: string;
      orderOn: string;
      shipOn: string;
      arriveOn: string;
      itemShare: number;
      coverDays: number;
    }[];
  };
};

/** One throw for a question about some codes: the same on every machine. */
const throwFor = (...about: string[]): number => createDice(assumptions.seed, ...about).next();

/** What the sales say. */
interface SoldItem {
  readonly code: string;
  readonly name: string | null;
  /** Median price of the lines that sold, pounds; null where it never sold at a price. */
  readonly price: number | null;
}
interface SoldPlace {
  readonly item: string;
  readonly location: string;
  /** Pieces a day over the last `demandDays`, cancellations and returns taken off. */
  readonly daily: number;
}

function salesMapping(): FileMapping {
  const { seed, locationRule } = assumptions;
  return {
    locationRule: {
      default: locationRule.default,
      byCountry: [locationRule.continental],
      byCustomer: { seed, ...locationRule.shops },
    },
    cancellation: { documentPrefix: 'C' },
    serviceItems: assumptions.serviceItems.codes,
  };
}

async function readSales(): Promise<{ items: SoldItem[]; places: SoldPlace[] }> {
  const { locationRule } = salesMapping();
  if (!locationRule) throw new Error('The sales need a location rule');
  const { countedOn, demandDays, largestLinePieces } = assumptions.openingStock;
  return withDuck({ tempFolder: join(tmpdir(), 'derive-online-retail') }, async (duck) => {
    await duck.run(`create view line as
      select upper(trim("StockCode")) as item, trim("Description") as name, "Quantity" as quantity,
        "UnitPrice"::double as price, "InvoiceDate"::date as day, "Quantity" > 0 and "UnitPrice" > 0 as sold,
        ${locationRuleSql(locationRule, '"Country"', '"CustomerID"::varchar')} as location
      from read_parquet(${quoted(join(here, 'sales.parquet'))})`);
    const items = await duck.rows<SoldItem>(`
      with naming as (select item, name, count(*) filter (sold) as times, count(*) as any_times from line
        where name <> '' group by item, name
        qualify row_number() over (partition by item order by times desc, any_times desc, name) = 1)
      select l.item as code, any_value(n.name) as name, quantile_disc(l.price, 0.5) filter (sold) as price
      from line l left join naming n on n.item = l.item group by l.item order by l.item`);
    // A single huge order says little about what the next weeks need.
    const places = await duck.rows<SoldPlace>(`
      select item, location, greatest(0, coalesce(sum(greatest(least(quantity, ${largestLinePieces}), ${-largestLinePieces}))
        filter (day > date ${quoted(countedOn)} - ${demandDays} and (sold or quantity < 0)), 0)) / ${demandDays}.0::double as daily
      from line group by item, location having count(*) filter (sold) > 0 order by item, location`);
    return { items, places };
  });
}

interface Supply {
  readonly item: string;
  readonly supplier: string;
  readonly unitCost: number;
  readonly minimumOrderQuantity: number;
  readonly packSize: number;
}

const isService = (code: string) =>
  assumptions.serviceItems.codes.some((pattern) =>
    pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern,
  );

const supplierOf = (code: string) => {
  const found = assumptions.suppliers.list.find((supplier) => supplier.code === code);
  if (!found) throw new Error(`assumptions.json names a supplier ${code} and does not list it`);
  return found;
};

/** Which of several answers a throw falls on, by their shares. */
function drawn(at: number, shares: readonly (readonly [string, number])[]): string {
  let sum = 0;
  for (const [answer, share] of shares) {
    sum += share;
    if (at < sum) return answer;
  }
  return shares[shares.length - 1][0];
}

function supplyOf(item: SoldItem, daily: number): Supply[] {
  const { price, code } = item;
  if (price === null || isService(code)) return [];
  const { shares, secondSource } = assumptions.sourcing;
  const band = shares.find(({ priceBelow }) => price < priceBelow) ?? shares[shares.length - 1];
  const main = drawn(
    throwFor('supplier', code),
    assumptions.suppliers.list.map((supplier) => [supplier.code, band[supplier.code]] as const),
  );
  const list = [supply(item, price, main, 1, daily)];
  if (main === secondSource.from && throwFor('second', code) < secondSource.share)
    list.push(supply(item, price, secondSource.also, secondSource.costFactor, daily));
  return list;
}

function supply(
  { code }: SoldItem,
  price: number,
  supplier: string,
  costFactor: number,
  daily: number,
): Supply {
  const { costShare, minimumPacks, packFactor } = supplierOf(supplier);
  const { sizes, minimumCoversAtMostDays } = assumptions.packs;
  const size = sizes.find(({ priceBelow }) => price < priceBelow) ?? sizes[sizes.length - 1];
  const packSize = size.pieces * packFactor;
  const sellable = Math.floor((daily * minimumCoversAtMostDays) / packSize);
  const share = costShare.mean + costShare.spread * (2 * throwFor('cost', supplier, code) - 1);
  return {
    item: code,
    supplier,
    unitCost: Math.max(0.01, Math.round(price * share * costFactor * 100) / 100),
    minimumOrderQuantity: packSize * Math.max(1, Math.min(minimumPacks, sellable)),
    packSize,
  };
}

function stockOf({ item, location, daily }: SoldPlace, supplier: string): number {
  const { coverDays, deadStock } = assumptions.openingStock;
  if (daily === 0)
    return throwFor('dead', location, item) < deadStock.share
      ? 1 + Math.floor(throwFor('dead pieces', location, item) * deadStock.mostPieces)
      : 0;
  const { days, bySupplier, classes } = coverDays[location];
  const usual = days ?? bySupplier?.[supplier] ?? 30;
  let at = throwFor('cover', location, item);
  for (const { share, from, to } of classes) {
    // What is left of the throw inside its class places the item within the class.
    if (at < share) return Math.round(daily * usual * (from + (to - from) * (at / share)));
    at -= share;
  }
  return Math.round(daily * usual);
}

const csvField = (value: string | number | boolean): string => {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

function csv(columns: readonly string[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((column) => csvField(row[column] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

function lanes(): Row[] {
  const shops = Object.keys(assumptions.locationRule.shops.shares);
  const { list, centreToShops, betweenShops } = assumptions.lanes;
  return [
    ...list,
    ...shops.map((to) => ({ ...centreToShops, to })),
    ...shops.flatMap((from) =>
      shops.filter((to) => to !== from).map((to) => ({ ...betweenShops, from, to })),
    ),
  ];
}

function openOrders(supplies: readonly Supply[], dailyAt: ReadonlyMap<string, number>): Row[] {
  return assumptions.onOrder.orders.flatMap(
    ({ number, from, to, orderOn, shipOn, arriveOn, itemShare, coverDays }) =>
      supplies
        .filter(({ item, supplier }) => {
          const daily = dailyAt.get(`${to} ${item}`) ?? 0;
          return supplier === from && daily > 0 && throwFor(number, item) < itemShare;
        })
        .map(({ item, unitCost, packSize, minimumOrderQuantity }) => {
          const wanted = (dailyAt.get(`${to} ${item}`) ?? 0) * coverDays;
          const packs = Math.max(minimumOrderQuantity / packSize, Math.round(wanted / packSize));
          return {
            number,
            from,
            to,
            item,
            quantity: packs * packSize,
            orderOn,
            shipOn,
            arriveOn,
            unitCost,
          };
        }),
  );
}

/** All files of the demo, by name. */
export async function derive(): Promise<Map<string, string>> {
  const { currency } = assumptions;
  const { items, places } = await readSales();
  const dailyAt = new Map(
    places.map(({ item, location, daily }) => [`${location} ${item}`, daily]),
  );
  const dailyOf = new Map<string, number>();
  for (const { item, daily } of places) dailyOf.set(item, (dailyOf.get(item) ?? 0) + daily);
  const supplies = items.flatMap((item) => supplyOf(item, dailyOf.get(item.code) ?? 0));
  const mainSupplier = new Map(
    [...supplies].reverse().map(({ item, supplier }) => [item, supplier] as const),
  );
  const mapping = parseMapping(
    {
      upperCaseItems: true,
      files: {
        'sales.parquet': { kind: 'sales', ...salesMapping() },
        'products.csv': { kind: 'items', constants: { currency } },
        'locations.csv': { kind: 'locations', assumption: true },
        'suppliers.csv': { kind: 'suppliers', assumption: true },
        'lanes.csv': { kind: 'lanes', assumption: true },
        'item-supply.csv': { kind: 'itemSupply', assumption: true },
        'stock.csv': { kind: 'stock', assumption: true },
        'on-order.csv': { kind: 'onOrder', assumption: true },
      },
    },
    'mapping.json',
  );
  const { countedOn } = assumptions.openingStock;
  const stock = places
    .filter(({ item }) => !isService(item))
    .map((place) => ({
      item: place.item,
      location: place.location,
      'on hand': stockOf(place, mainSupplier.get(place.item) ?? ''),
      date: countedOn,
    }));
  return new Map([
    ['mapping.json', `${JSON.stringify(mapping, null, 2)}\n`],
    [
      'products.csv',
      csv(
        ['item', 'name', 'unit price', 'is service', 'is active'],
        items.map(({ code, name, price }) => ({
          item: code,
          name: name ?? code,
          'unit price': price ?? '',
          'is service': isService(code),
          'is active': price !== null,
        })),
      ),
    ],
    [
      'locations.csv',
      csv(
        ['location', 'name', 'name zh', 'kind', 'country', 'time zone'],
        assumptions.locations.places.map((place) => ({
          ...place,
          location: place.code,
          'name zh': place.nameZh,
          'time zone': place.timeZone,
        })),
      ),
    ],
    [
      'suppliers.csv',
      csv(
        [
          'supplier',
          'name',
          'name zh',
          'country',
          'time zone',
          'currency',
          'minimum order value',
          'fixed order cost',
          'review period days',
        ],
        assumptions.suppliers.list.map((supplier) => ({
          supplier: supplier.code,
          name: supplier.name,
          'name zh': supplier.nameZh,
          country: supplier.country,
          'time zone': supplier.timeZone,
          currency,
          'minimum order value': supplier.minimumOrderValue,
          'fixed order cost': supplier.fixedOrderCost,
          'review period days': supplier.reviewPeriodDays,
        })),
      ),
    ],
    [
      'lanes.csv',
      csv(
        [
          'from',
          'to',
          'mode',
          'lead time mean days',
          'lead time sd days',
          'handling days',
          'review period days',
          'order weekdays',
          'unit cost',
          'fixed cost',
        ],
        lanes().map((lane) => ({
          ...lane,
          'lead time mean days': lane.leadTimeMeanDays,
          'lead time sd days': lane.leadTimeSdDays,
          'handling days': lane.handlingDays,
          'review period days': lane.reviewPeriodDays,
          'order weekdays': lane.orderWeekdays,
          'unit cost': lane.unitCost,
          'fixed cost': lane.fixedCost,
        })),
      ),
    ],
    [
      'item-supply.csv',
      csv(
        ['item', 'supplier', 'unit cost', 'currency', 'minimum order quantity', 'pack size'],
        supplies.map((row) => ({
          item: row.item,
          supplier: row.supplier,
          'unit cost': row.unitCost,
          currency,
          'minimum order quantity': row.minimumOrderQuantity,
          'pack size': row.packSize,
        })),
      ),
    ],
    ['stock.csv', csv(['item', 'location', 'on hand', 'date'], stock)],
    [
      'on-order.csv',
      csv(
        [
          'number',
          'supplier',
          'to',
          'item',
          'quantity',
          'order date',
          'ship date',
          'expected date',
          'unit cost',
          'currency',
        ],
        openOrders(supplies, dailyAt).map((row) => ({
          ...row,
          supplier: row.from,
          'order date': row.orderOn,
          'ship date': row.shipOn,
          'expected date': row.arriveOn,
          'unit cost': row.unitCost,
          currency,
        })),
      ),
    ],
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? here;
  for (const [name, text] of await derive()) writeFileSync(join(folder, name), text);
}
