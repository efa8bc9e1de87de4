import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ItemAttributes } from '@stockwright/core/forecast';
import { parseDay } from '@stockwright/core/units';
import { csvFields, readText } from '../forecast/read-csv.js';

/** The sales of one item-location, and what was known of it before. */
export interface ItemLife {
  readonly attributes: ItemAttributes;
  /** Epoch day that the first forecast period begins. */
  readonly launchDay: number;
  /** On sale when the data begin: its launch is not seen. */
  readonly established: boolean;
  /** Pieces of `count` periods that begin on a day; null where the data do not reach so far. */
  periods(fromDay: number, count: number): number[] | null;
}

export interface LaunchSet {
  readonly name: string;
  /** Periods of the first eight weeks, and their length. */
  readonly periodCount: number;
  readonly periodDays: number;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly lives: readonly ItemLife[];
}

const M5_FIRST_DAY = parseDay('2011-01-29');
const WEEKS = 8;
/** On sale within the first 84 days of the data: taken as there before. */
const UNSEEN_DAYS = 84;
/** The first sale of a slow seller comes late though it is no launch; two months sort most of them out. */
const UNSEEN_FIRST_SALE_DAYS = 60;

/** The sets that a folder and its folders hold, by the headers of their files. */
export function readLaunchSets(folder: string): LaunchSet[] {
  const folders = [
    folder,
    ...readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(folder, entry.name)),
  ];
  return folders.flatMap((place): LaunchSet[] => {
    const files = readdirSync(place).filter((file) => /\.csv(\.gz)?$/.test(file));
    const headers = new Map(
      files.map((file) => {
        const text = readText(join(place, file));
        return [file, csvFields(text.slice(0, text.indexOf('\n')).trim())] as const;
      }),
    );
    const having = (...columns: readonly string[]): string | undefined =>
      files.find((file) => columns.every((column) => headers.get(file)?.includes(column)));
    const lines = having('InvoiceNo', 'StockCode', 'Description', 'UnitPrice');
    const prices = having('store_id', 'item_id', 'wm_yr_wk_from', 'sell_price');
    const calendar = having('wm_yr_wk', 'date');
    const daily = having('item_id', 'store_id', 'd_1');
    const monthly = having('item_id', 'store_id', '2011-02');
    const sets: LaunchSet[] = [];
    if (lines) sets.push(readLines(join(place, lines)));
    if (prices && calendar && (daily || monthly)) {
      const launches = readPrices(join(place, prices), join(place, calendar));
      if (daily) sets.push(readDaily(join(place, daily), launches));
      if (monthly) sets.push(readMonthly(join(place, monthly), launches));
    }
    return sets;
  });
}

const rowsOf = (file: string): { header: string[]; rows: string[][] } => {
  if (!existsSync(file)) throw new Error(`${file} is gone`);
  const [header, ...rows] = readText(file)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => csvFields(line.trim()));
  return { header, rows };
};

/** Pieces of days fromDay … as weeks; null beyond the data. */
const weeksOf =
  (days: Float64Array, firstDay: number) =>
  (fromDay: number, count: number): number[] | null => {
    const from = fromDay - firstDay;
    if (from < 0 || from + 7 * count > days.length) return null;
    return Array.from({ length: count }, (_, k) =>
      days.subarray(from + 7 * k, from + 7 * k + 7).reduce((a, b) => a + b, 0),
    );
  };

/**
 * Sales lines in the form of UCI Online Retail. Orders cancelled later are taken out (the newest earlier
 * line of the same customer, item and quantity); gross pieces a day remain.
 */
function readLines(file: string): LaunchSet {
  const { header, rows } = rowsOf(file);
  const at = (name: string): number => header.indexOf(name);
  const [invoice, code, name, quantity, date, price, customer] = [
    'InvoiceNo',
    'StockCode',
    'Description',
    'Quantity',
    'InvoiceDate',
    'UnitPrice',
    'CustomerID',
  ].map(at);
  const standing: (string[] | null)[] = [];
  const byOrder = new Map<string, number[]>();
  for (const row of rows) {
    if (!/^\d{5}/.test(row[code]) || !(Number(row[price]) > 0)) continue;
    const pieces = Number(row[quantity]);
    const key = `${row[customer]} ${row[code]} ${Math.abs(pieces)}`;
    if (pieces > 0) {
      byOrder.set(key, [...(byOrder.get(key) ?? []), standing.length]);
      standing.push(row);
    } else if (row[invoice].startsWith('C')) {
      const cancelled = byOrder.get(key)?.pop();
      if (cancelled !== undefined) standing[cancelled] = null;
    }
  }
  const dayOf = (row: string[]): number => parseDay(row[date].slice(0, 10));
  const first = dayOf(rows[0]);
  const last = dayOf(rows[rows.length - 1]);
  const items = new Map<string, { days: Float64Array; row: string[]; launchDay: number }>();
  for (const row of standing) {
    if (row === null) continue;
    const day = dayOf(row);
    const item = items.get(row[code]) ?? {
      days: new Float64Array(last - first + 1),
      row,
      launchDay: day,
    };
    items.set(row[code], item);
    item.days[day - first] += Number(row[quantity]);
  }
  return {
    name: 'online retail, 8 weeks',
    periodCount: WEEKS,
    periodDays: 7,
    firstDay: first,
    lastDay: last,
    lives: Array.from(items.values(), ({ days, row, launchDay }) => ({
      attributes: {
        location: 'all',
        name: row[name],
        price: Number(row[price]),
        serial: Number.parseInt(row[code], 10),
        launchDay,
      },
      launchDay,
      established: launchDay < first + UNSEEN_FIRST_SALE_DAYS,
      periods: weeksOf(days, first),
    })),
  };
}

interface FirstPrice {
  readonly day: number;
  readonly price: number;
}

/** The day that an item is first on sale at a store, and its price then, by "store item". */
function readPrices(prices: string, calendar: string): ReadonlyMap<string, FirstPrice> {
  const weeks = rowsOf(calendar);
  const firstDays = new Map<string, number>();
  for (const row of weeks.rows) {
    const week = row[weeks.header.indexOf('wm_yr_wk')];
    if (!firstDays.has(week)) firstDays.set(week, parseDay(row[weeks.header.indexOf('date')]));
  }
  const { header, rows } = rowsOf(prices);
  const [store, item, from, price] = ['store_id', 'item_id', 'wm_yr_wk_from', 'sell_price'].map(
    (name) => header.indexOf(name),
  );
  const found = new Map<string, FirstPrice>();
  for (const row of rows) {
    const day = firstDays.get(row[from]);
    const key = `${row[store]} ${row[item]}`;
    const known = found.get(key);
    if (day !== undefined && (known === undefined || day < known.day))
      found.set(key, { day, price: Number(row[price]) });
  }
  return found;
}

/** Daily sales in the form of the M5 competition; a launch is the first week with a price. */
function readDaily(file: string, launches: ReadonlyMap<string, FirstPrice>): LaunchSet {
  const { header, rows } = rowsOf(file);
  const first = header.indexOf('d_1');
  const lives = rows.flatMap((row): ItemLife[] => {
    const life = lifeOf(header, row, launches);
    if (life === null) return [];
    const days = Float64Array.from(row.slice(first), Number);
    return [{ ...life, periods: weeksOf(days, M5_FIRST_DAY) }];
  });
  return {
    name: 'M5 daily, 8 weeks',
    periodCount: WEEKS,
    periodDays: 7,
    firstDay: M5_FIRST_DAY,
    lastDay: M5_FIRST_DAY + header.length - first - 1,
    lives,
  };
}

/** Monthly sales of the hobby departments; the first two full months after the launch stand for eight weeks. */
function readMonthly(file: string, launches: ReadonlyMap<string, FirstPrice>): LaunchSet {
  const { header, rows } = rowsOf(file);
  const months = header.flatMap((name, column) => (/^\d{4}-\d{2}$/.test(name) ? [column] : []));
  const firsts = months.map((column) => parseDay(`${header[column]}-01`));
  const monthAt = (day: number): number => firsts.findIndex((first) => first >= day);
  const lives = rows.flatMap((row): ItemLife[] => {
    const life = lifeOf(header, row, launches);
    if (life === null || !row[header.indexOf('cat_id')].startsWith('HOBBIES')) return [];
    const month = monthAt(life.launchDay);
    if (month < 0) return [];
    const launchDay = firsts[month];
    return [
      {
        ...life,
        launchDay,
        attributes: { ...life.attributes, launchDay },
        periods(fromDay, count) {
          const from = monthAt(fromDay);
          // The last month of the file is not whole.
          if (from < 0 || from + count > months.length - 1) return null;
          return months.slice(from, from + count).map((column) => Number(row[column]));
        },
      },
    ];
  });
  return {
    name: 'M5 hobbies monthly, first 2 full months',
    periodCount: 2,
    periodDays: 30.44,
    firstDay: firsts[0],
    lastDay: firsts[firsts.length - 1],
    lives,
  };
}

function lifeOf(
  header: readonly string[],
  row: readonly string[],
  launches: ReadonlyMap<string, FirstPrice>,
): Omit<ItemLife, 'periods'> | null {
  const [item, department, store] = ['item_id', 'dept_id', 'store_id'].map(
    (name) => row[header.indexOf(name)],
  );
  const launch = launches.get(`${store} ${item}`);
  if (launch === undefined) return null;
  return {
    attributes: {
      item,
      category: department,
      location: store,
      price: launch.price,
      launchDay: launch.day,
    },
    launchDay: launch.day,
    established: launch.day < M5_FIRST_DAY + UNSEEN_DAYS,
  };
}
