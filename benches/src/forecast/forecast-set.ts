import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  cleanSales,
  type DemandPanel,
  demandPanel,
  type SalesLines,
} from '@stockwright/core/demand';
import { type EpochDay, parseDay } from '@stockwright/core/units';
import { csvFields, readText } from './read-csv.js';

/** Daily demand of many items, each from its first sale on. */
export interface ForecastSet {
  readonly name: string;
  readonly panel: DemandPanel;
}

/**
 * Reads what it understands in a folder and the folders in it: daily sales in the form of the M5
 * competition (item_id, store_id, d_1 … d_n), and sales lines in the form of UCI Online Retail
 * (InvoiceNo, StockCode, Quantity, …), cleaned and summed over all customers. Files are told apart by
 * their header, not by their name.
 */
export function readForecastSets(folder: string): ForecastSet[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.csv(\.gz)?$/.test(file) && file.split(/[\\/]/).length <= 2)
    .filter((file) => statSync(join(folder, file)).isFile())
    .sort();
  const sets: ForecastSet[] = [];
  for (const file of files) {
    const text = readText(join(folder, file));
    const header = csvFields(text.slice(0, text.indexOf('\n')).trim());
    const name = basename(file).replace(/\.csv(\.gz)?$/, '');
    if (header.includes('item_id') && header.includes('store_id') && header.includes('d_1'))
      sets.push({ name, panel: readWideDays(text, header) });
    else if (isSalesLines(header)) sets.push({ name, panel: readSalesLines(text, header) });
  }
  return sets;
}

/** Sales lines in the form of UCI Online Retail. */
export const isSalesLines = (header: readonly string[]): boolean =>
  header.includes('InvoiceNo') && header.includes('StockCode');

/** d_1 of the M5 competition. */
const M5_FIRST_DAY = '2011-01-29';

function readWideDays(text: string, header: readonly string[]): DemandPanel {
  const first = header.indexOf('d_1');
  const store = header.indexOf('store_id');
  const days = header.length - first;
  const firstDay = parseDay(M5_FIRST_DAY);
  const stores: string[] = [];
  const series: { location: number; begin: number; demand: Float64Array }[] = [];
  for (const line of text.split('\n').slice(1)) {
    if (line === '') continue;
    const fields = csvFields(line.trim());
    const demand = Float64Array.from(fields.slice(first), Number);
    const begin = demand.findIndex((pieces) => pieces > 0);
    if (begin < 0) continue;
    if (!stores.includes(fields[store])) stores.push(fields[store]);
    series.push({ location: stores.indexOf(fields[store]), begin, demand: demand.subarray(begin) });
  }
  const offsets = new Int32Array(series.length + 1);
  series.forEach(({ demand }, s) => {
    offsets[s + 1] = offsets[s] + demand.length;
  });
  const total = offsets[series.length];
  const panel = {
    seriesCount: series.length,
    item: Int32Array.from(series.keys()),
    location: Int32Array.from(series, ({ location }) => location),
    firstDay: Int32Array.from(series, ({ begin }) => firstDay + begin),
    lastDay: firstDay + days - 1,
    offsets,
    demand: new Float64Array(total),
    returned: new Float64Array(total),
    observed: new Uint8Array(total).fill(1),
  };
  series.forEach(({ demand }, s) => {
    panel.demand.set(demand, offsets[s]);
  });
  return panel;
}

/** Daily demand by item over all customers, cleaned. */
export function readSalesLines(text: string, header: readonly string[]): DemandPanel {
  const rows = text.split('\n').slice(1);
  while (rows.at(-1)?.trim() === '') rows.pop();
  const at = (name: string): number => header.indexOf(name);
  const [invoice, code, quantity, date, price, customer] = [
    'InvoiceNo',
    'StockCode',
    'Quantity',
    'InvoiceDate',
    'UnitPrice',
    'CustomerID',
  ].map(at);
  const numbers = new Map<string, number>();
  const items: string[] = [];
  const indexOf = (kind: string, key: string): number => {
    const name = `${kind}\u0000${key}`;
    const known = numbers.get(name);
    if (known !== undefined) return known;
    if (kind === 'item') items.push(key);
    const index = kind === 'item' ? items.length - 1 : numbers.size;
    numbers.set(name, index);
    return index;
  };
  const count = rows.length;
  const lines = {
    count,
    day: new Int32Array(count),
    second: new Int32Array(count),
    item: new Int32Array(count),
    location: new Int32Array(count),
    customer: new Int32Array(count),
    document: new Int32Array(count),
    quantity: new Int32Array(count),
    unitPrice: new Float64Array(count),
    isCancellation: new Uint8Array(count),
  } satisfies SalesLines;
  let lastDay: EpochDay = 0;
  rows.forEach((row, i) => {
    const fields = csvFields(row.trim());
    lines.day[i] = parseDay(fields[date].slice(0, 10));
    const [hours = 0, minutes = 0, seconds = 0] = fields[date].slice(11).split(':').map(Number);
    lines.second[i] = 3600 * hours + 60 * minutes + seconds;
    lines.item[i] = indexOf('item', fields[code]);
    lines.customer[i] = fields[customer] === '' ? -1 : indexOf('customer', fields[customer]);
    lines.document[i] = indexOf('document', fields[invoice]);
    lines.quantity[i] = Number(fields[quantity]);
    lines.unitPrice[i] = Number(fields[price]);
    lines.isCancellation[i] = fields[invoice].startsWith('C') ? 1 : 0;
    lastDay = Math.max(lastDay, lines.day[i]);
  });
  // Goods have codes of five digits and perhaps a letter; POST, M, BANK CHARGES and the like are none.
  const serviceItems = Uint8Array.from(items, (item) => (/^\d{5}/.test(item) ? 0 : 1));
  const clean = cleanSales(lines, { asOf: lastDay, serviceItems });
  return demandPanel(lines, clean, { lastDay });
}
