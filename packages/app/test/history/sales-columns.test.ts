import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@stockwright/app';
import { createDice } from '@stockwright/core/maths';
import { formatDay, parseDay } from '@stockwright/core/units';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  itemRanges,
  type SalesHistory,
  salesColumns,
  seriesHistory,
  stockSnapshots,
} from '../../src/history/index.js';
import { type House, houses } from '../import/house.js';
import { copyEmbedded } from '../support/databases.js';

interface Line {
  readonly day: string;
  readonly item: string;
  readonly quantity: number;
}

const dice = createDice('history');
const lines: Line[] = Array.from({ length: 5000 }, () => ({
  day: formatDay(parseDay('2011-01-01') + Math.floor(dice.next() * 300)),
  // A few items sell most, as everywhere.
  item: `I${String(Math.floor(dice.next() ** 3 * 200)).padStart(3, '0')}`,
  quantity: Math.floor(dice.next() * 20) - 3,
}));

const house = houses('file');
let home: House;
let scratch = '';
let close = async () => {};

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'stockwright-history-'));
  await copyEmbedded(join(scratch, 'db'));
  const database = await openDatabase({ folder: join(scratch, 'db') });
  close = () => database.close();
  home = await house(database);
  for (const [name, part] of [
    ['b.csv', lines.slice(3000)],
    ['a.csv', lines.slice(0, 3000)],
  ] as const)
    await home.take(
      await home.file(
        name,
        `date,item,qty,customer\n${part.map(({ day, item, quantity }, i) => `${day},${item},${quantity},${i % 3 ? `C${i % 7}` : ''}`).join('\n')}\n`,
      ),
    );
});
afterAll(async () => {
  await close();
  await rm(scratch, { recursive: true, force: true });
});

const shown = ({ lines: sales, items }: SalesHistory): Line[] =>
  Array.from({ length: sales.count }, (_, i) => ({
    day: formatDay(sales.day[i]),
    item: items[sales.item[i]],
    quantity: sales.quantity[i],
  }));

test('history comes back line by line in the order of its sources and files', async () => {
  const history = await salesColumns(home.store);
  expect(shown(history)).toEqual(lines);
  expect(history.items).toEqual([...new Set(lines.map(({ item }) => item))].sort());
  expect(history.customers).toEqual(['C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6']);
  expect(history.lines.customer[0]).toBe(-1);
  expect(history.customers[history.lines.customer[1]]).toBe('C1');
  expect(new Set(history.lines.second)).toEqual(new Set([-1]));
  expect([...history.lines.unitPrice].every(Number.isNaN)).toBe(true);
});

test('as of a day, nothing later exists', async () => {
  const asOf = parseDay('2011-05-05');
  const history = await salesColumns(home.store, { asOf });
  expect(shown(history)).toEqual(lines.filter(({ day }) => day <= '2011-05-05'));
  const last = await seriesHistory(home.store, 'I000', 'MAIN', { asOf });
  expect(last.day.at(-1)).toBeLessThanOrEqual(asOf);
});

test('item ranges cut history into parts of about the same size that miss and double nothing', async () => {
  const ranges = await itemRanges(home.store, 4);
  expect(ranges).toHaveLength(4);
  const parts = await Promise.all(ranges.map((items) => salesColumns(home.store, { items })));
  expect(parts.reduce((sum, part) => sum + part.lines.count, 0)).toBe(lines.length);
  const seen = parts.flatMap((part) => part.items);
  expect(seen).toEqual([...new Set(seen)].sort());
  // The largest item holds about a sixth of all lines, so parts cannot be equal; none is a half.
  for (const part of parts) expect(part.lines.count).toBeLessThan(lines.length / 2);
});

test('a list of items gives their lines alone; none gives none', async () => {
  const history = await salesColumns(home.store, { items: ['I003', 'I001'] });
  expect(shown(history)).toEqual(lines.filter(({ item }) => ['I001', 'I003'].includes(item)));
  expect((await salesColumns(home.store, { items: [] })).lines.count).toBe(0);
});

test("one series sums a day's sales and what came back apart", async () => {
  const { day, sold, cameBack } = await seriesHistory(home.store, 'I000', 'MAIN');
  const own = lines.filter(({ item }) => item === 'I000');
  expect([...day].map(formatDay)).toEqual([...new Set(own.map((line) => line.day))].sort());
  const sum = (texts: number[]) => texts.reduce((a, b) => a + b, 0);
  expect(sum([...sold])).toBe(sum(own.map(({ quantity }) => Math.max(0, quantity))));
  expect(sum([...cameBack])).toBe(sum(own.map(({ quantity }) => Math.max(0, -quantity))));
});

test('where nothing was imported there is nothing, and no complaint', async () => {
  expect((await stockSnapshots(home.store)).count).toBe(0);
});
