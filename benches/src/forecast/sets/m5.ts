import { type EpochDay, formatDay } from '@stockwright/core/units';
import {
  type EvaluatedSeries,
  type EvaluationSet,
  fromFirstSale,
  rollingTasks,
} from './evaluation-set.js';
import { M5_FIRST_DAY, type M5Calendar, type M5Prices } from './m5-calendar.js';
import { keysOf, numbersOf, type Table } from './table.js';

const KEYS = ['level', 'item_id', 'dept_id', 'cat_id', 'store_id', 'state_id'];
const MONTH = /^(\d{4})-(\d{2})$/;
const DAYS_AHEAD = 28;
const MONTHS_AHEAD = 6;
const DAY_WINDOWS = 12;
const LEVEL_WINDOWS = 8;
const MONTH_WINDOWS = 3;
/** A young item has no history to learn a month from; the benches of new items judge it. */
const MIN_DAYS = 56;
const MIN_MONTHS = 36;

export const isDailyItems = ({ header }: Table): boolean =>
  header.includes('item_id') && header.includes('d_1');
export const isDailyLevels = ({ header }: Table): boolean =>
  header.includes('level') && header.includes('d_1');
export const isMonthlyItems = ({ header }: Table): boolean =>
  header.includes('item_id') && header.some((name) => MONTH.test(name));

/** What the folder knows beside the sales. */
export interface M5Facts {
  readonly calendar: M5Calendar | null;
  readonly prices: M5Prices | null;
}

const lastDayOf = ({ header }: Table): EpochDay =>
  M5_FIRST_DAY + header.length - header.indexOf('d_1') - 1;

function* dailyRows(table: Table): Generator<EvaluatedSeries> {
  const first = table.header.indexOf('d_1');
  for (const row of table.rows()) {
    const sold = fromFirstSale(numbersOf(row.slice(first)));
    if (sold)
      yield {
        values: sold.values,
        firstStep: M5_FIRST_DAY + sold.begin,
        keys: keysOf(table.header, row, KEYS),
      };
  }
}

/** Prices from the series' first step on, as far as the calendar reaches. */
function pricesFrom(
  firstStep: number,
  daily: Float64Array | null,
  calendar: M5Calendar | null,
): { price?: Float64Array } {
  return daily && calendar ? { price: daily.slice(firstStep - calendar.firstDay) } : {};
}

export function readDailyItems(table: Table, { calendar, prices }: M5Facts): EvaluationSet {
  const series = [...dailyRows(table)].map((one) => ({
    ...one,
    ...pricesFrom(one.firstStep, prices?.of(one.keys.store_id, one.keys.item_id) ?? null, calendar),
  }));
  const windows = { count: DAY_WINDOWS, horizon: DAYS_AHEAD, minHistory: MIN_DAYS };
  return {
    name: table.name,
    form: 'daily items',
    step: 'day',
    horizon: DAYS_AHEAD,
    periods: [7],
    domain: 'demand',
    counts: true,
    series,
    every: 1,
    tasks: rollingTasks(series, windows),
    ...(calendar && { calendar }),
  };
}

/** Each level's weights are the units of its series in the last 28 days before the origin. */
export function readDailyLevels(table: Table, { calendar, prices }: M5Facts): EvaluationSet {
  const series = [...dailyRows(table)].map((one) => {
    const { store_id: store, dept_id: department, cat_id: category } = one.keys;
    const index = prices?.index(store ?? null, department ?? category ?? '') ?? null;
    return { ...one, ...pricesFrom(one.firstStep, index, calendar) };
  });
  const windows = { count: LEVEL_WINDOWS, horizon: DAYS_AHEAD, minHistory: MIN_DAYS };
  const units = (one: EvaluatedSeries, origin: number): number =>
    one.values.subarray(origin - DAYS_AHEAD, origin).reduce((a, b) => a + b, 0);
  return {
    name: table.name,
    form: 'daily levels',
    step: 'day',
    horizon: DAYS_AHEAD,
    periods: [7],
    domain: 'demand',
    counts: false,
    series,
    every: 1,
    tasks: rollingTasks(series, windows, units),
    ...(calendar && { calendar }),
  };
}

/**
 * Monthly sales by item and store, a set per category. The first month has three days of sales and the
 * last one ends where the daily sales end; months of which only a part was seen are left out.
 *
 * @param daily the folder's daily sales, which tell the last day; without them M5's own end is taken
 */
export function readMonthlyItems(
  table: Table,
  daily: readonly Table[],
  { calendar }: M5Facts,
): EvaluationSet[] {
  const months = table.header.filter((name) => MONTH.test(name));
  const lastDay = daily.length > 0 ? Math.max(...daily.map(lastDayOf)) : null;
  const whole = months.filter((month) => isWholeMonth(month, lastDay));
  const columns = whole.map((month) => table.header.indexOf(month));
  const [, year, month] = (MONTH.exec(whole[0]) ?? []).map(Number);
  const firstMonth = (year - 1970) * 12 + month - 1;
  const categories = new Map<string, EvaluatedSeries[]>();
  for (const row of table.rows()) {
    const sold = fromFirstSale(numbersOf(columns.map((column) => row[column])));
    if (!sold) continue;
    const keys = keysOf(table.header, row, KEYS);
    const series = categories.get(keys.cat_id ?? '') ?? [];
    categories.set(keys.cat_id ?? '', series);
    series.push({ values: sold.values, firstStep: firstMonth + sold.begin, keys });
  }
  const windows = { count: MONTH_WINDOWS, horizon: MONTHS_AHEAD, minHistory: MIN_MONTHS };
  return [...categories].map(([category, series]) => ({
    name: `${table.name} ${category}`.trim(),
    form: 'monthly items',
    step: 'month',
    horizon: MONTHS_AHEAD,
    periods: [12],
    domain: 'demand',
    counts: true,
    series,
    every: 1,
    tasks: rollingTasks(series, windows),
    ...(calendar && { calendar }),
  }));
}

function isWholeMonth(month: string, lastDay: EpochDay | null): boolean {
  // M5 begins on 2011-01-29; its visible sales end on 2016-04-24, all of them on 2016-05-22.
  if (month <= '2011-01') return false;
  return lastDay === null ? month < '2016-04' : formatDay(lastDay + 1).slice(0, 7) > month;
}
