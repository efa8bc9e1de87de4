import { type EpochDay, parseDay } from '@stockwright/core/units';
import type { EventCalendar } from './evaluation-set.js';
import { keysOf, type Table } from './table.js';

/** The first day of M5, d_1. */
export const M5_FIRST_DAY: EpochDay = parseDay('2011-01-29');

export const isCalendar = ({ header }: Table): boolean =>
  ['date', 'wm_yr_wk', 'event_name_1'].every((name) => header.includes(name));

export const isPrices = ({ header }: Table): boolean =>
  ['store_id', 'item_id', 'sell_price'].every((name) => header.includes(name)) &&
  header.some((name) => name.startsWith('wm_yr_wk'));

/** The calendar file, and which week each of its days lies in. */
export interface M5Calendar extends EventCalendar {
  readonly weekOf: Int32Array;
}

export function readCalendar(table: Table): M5Calendar {
  const days: EpochDay[] = [];
  const weeks: number[] = [];
  const events = new Map<string, { name: string; kind: string; days: EpochDay[] }>();
  const flagNames = table.header.filter((name) => name.startsWith('snap_'));
  const flags = flagNames.map((): number[] => []);
  for (const row of table.rows()) {
    const fields = keysOf(table.header, row, table.header);
    const day = parseDay(fields.date);
    days.push(day);
    weeks.push(Number(fields.wm_yr_wk));
    for (const n of [1, 2]) {
      const name = fields[`event_name_${n}`];
      if (!name) continue;
      const event = events.get(name) ?? { name, kind: fields[`event_type_${n}`] ?? '', days: [] };
      events.set(name, event);
      event.days.push(day);
    }
    flagNames.forEach((name, f) => {
      flags[f].push(Number(fields[name]));
    });
  }
  return {
    firstDay: days[0],
    dayCount: days.length,
    events: [...events.values()],
    flags: flagNames.map((name, f) => ({ name, values: Float64Array.from(flags[f]) })),
    weekOf: Int32Array.from(weeks),
  };
}

/** The prices of an item in a store, week by week of the calendar; NaN before it is on sale. */
export interface M5Prices {
  of(store: string, item: string): Float64Array | null;
  /** Over all items of a store (all stores: null) whose id begins so: mean price over the item's first. */
  index(store: string | null, itemBegin: string): Float64Array;
}

export function readPrices(table: Table, calendar: M5Calendar): M5Prices {
  const weeks = [...new Set(calendar.weekOf)];
  const weekIndex = new Map(weeks.map((week, w) => [week, w]));
  const at = (name: string): number => table.header.indexOf(name);
  const [store, item, price] = ['store_id', 'item_id', 'sell_price'].map(at);
  const from = at('wm_yr_wk_from') < 0 ? at('wm_yr_wk') : at('wm_yr_wk_from');
  const to = at('wm_yr_wk_to') < 0 ? from : at('wm_yr_wk_to');
  const byItem = new Map<string, Float64Array>();
  for (const row of table.rows()) {
    const key = `${row[store]}|${row[item]}`;
    const prices = byItem.get(key) ?? new Float64Array(weeks.length).fill(Number.NaN);
    byItem.set(key, prices);
    const begin = weekIndex.get(Number(row[from]));
    const end = weekIndex.get(Number(row[to])) ?? weeks.length - 1;
    if (begin !== undefined) prices.fill(Number(row[price]), begin, end + 1);
  }
  const daily = (byWeek: Float64Array): Float64Array =>
    Float64Array.from(calendar.weekOf, (week) => byWeek[weekIndex.get(week) ?? 0]);
  return {
    of(storeId, itemId) {
      const byWeek = byItem.get(`${storeId}|${itemId}`);
      return byWeek ? daily(byWeek) : null;
    },
    index(storeId, itemBegin) {
      const sums = new Float64Array(weeks.length);
      const counts = new Float64Array(weeks.length);
      for (const [key, prices] of byItem) {
        const [itsStore, itsItem] = key.split('|');
        if ((storeId !== null && itsStore !== storeId) || !itsItem.startsWith(itemBegin)) continue;
        const first = prices.find((value) => value > 0);
        if (first === undefined) continue;
        for (let w = 0; w < sums.length; w++) {
          if (Number.isNaN(prices[w])) continue;
          sums[w] += prices[w] / first;
          counts[w] += 1;
        }
      }
      return daily(sums.map((sum, w) => (counts[w] > 0 ? sum / counts[w] : 1)));
    },
  };
}
