import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ranksOf } from '../benches/src/forecast/method-run.js';
import { thinned } from '../benches/src/forecast/sets/evaluation-set.js';
import { readEvaluationSets } from '../benches/src/forecast/sets/read-sets.js';

const root = mkdtempSync(join(tmpdir(), 'stockwright-sets-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder of CSV files, under a name that tells nothing. */
function folderOf(name: string, files: Record<string, readonly (readonly (string | number)[])[]>) {
  const folder = join(root, name);
  mkdirSync(folder);
  for (const [file, rows] of Object.entries(files))
    writeFileSync(join(folder, `${file}.csv`), rows.map((row) => row.join(',')).join('\n'));
  return readEvaluationSets(folder);
}

const count = (length: number, begin = 1): number[] => Array.from({ length }, (_, i) => begin + i);
const months = (length: number): string[] =>
  count(length, 0).map(
    (m) => `${2011 + Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, '0')}`,
  );
const dayNames = (length: number): string[] => count(length).map((d) => `d_${d}`);

test('train and test files of a frequency are one competition, blanks after the end cut', () => {
  const [set, ...more] = folderOf('a', {
    'Monthly-train': [
      ['V1', 'V2', 'V3', 'V4'],
      ['"M1"', '"5"', '"6"', '"7"'],
      ['"M2"', '"3"', '"4"', '""'],
    ],
    'Monthly-test': [
      ['V1', 'V2', 'V3'],
      ['M1', 8, 9],
      ['M2', 5, 6],
    ],
  });
  expect(more).toEqual([]);
  expect(set).toMatchObject({ form: 'competition', step: 'month', horizon: 2, periods: [12] });
  expect(set.tasks.map(({ origin }) => origin)).toEqual([3, 2]);
  expect([...set.series[1].values]).toEqual([3, 4, 5, 6]);
});

test('days of an item begin with its first sale and its windows end with the last day of the file', () => {
  const sold = [0, 0, ...count(128)];
  const [set] = folderOf('b', {
    x: [
      ['id', 'item_id', 'store_id', ...dayNames(130)],
      ['i', 'ITEM', 'SHOP', ...sold],
    ],
  });
  expect(set).toMatchObject({ form: 'daily items', step: 'day', horizon: 28, counts: true });
  expect(set.tasks.map(({ window, origin }) => [window, origin])).toEqual([
    [0, 100],
    [1, 72],
  ]);
  expect(set.series[0].values[0]).toBe(1);
  expect(set.series[0].firstStep).toBe(15_005); // 2011-01-31
});

test('a month of which the days tell but a part is left out, and each category is a set', () => {
  // d_1 is 2011-01-29; 1,900 days end on 2016-04-11.
  const row = (item: string, category: string) => [item, category, ...count(64)];
  const sets = folderOf('c', {
    days: [
      ['item_id', 'store_id', ...dayNames(1900)],
      ['I', 'S', ...count(1900)],
    ],
    months: [['item_id', 'cat_id', ...months(64)], row('A', 'TOYS'), row('B', 'GAMES')],
  });
  const monthly = sets.filter(({ form }) => form === 'monthly items');
  expect(monthly.map(({ name }) => name)).toEqual(['c: months TOYS', 'c: months GAMES']);
  // Without 2011-01 (three days) and 2016-04: values 2 to 63, the newest origin six months before the end.
  expect([...monthly[0].series[0].values].slice(0, 2)).toEqual([2, 3]);
  expect(monthly[0].series[0].values.length).toBe(62);
  expect(monthly[0].tasks.map(({ origin }) => origin)).toEqual([56, 50, 44]);
});

test('sums by level weigh what they sold in the 28 days before the origin', () => {
  const [set] = folderOf('d', {
    levels: [
      ['level', 'cat_id', 'store_id', ...dayNames(100)],
      [8, 'TOYS', 'S1', ...count(100).map(() => 2)],
      [8, 'TOYS', 'S2', ...count(100).map(() => 6)],
    ],
  });
  expect(set).toMatchObject({ form: 'daily levels', counts: false });
  expect(set.tasks.map(({ weight }) => weight)).toEqual([56, 168]);
});

test('parts have blanks where nothing was recorded; a window with a blank is not judged', () => {
  const values = count(40).map((m) => (m === 38 ? '' : m));
  const [set] = folderOf('e', {
    p: [
      ['part', ...months(40)],
      ['P', ...values],
    ],
  });
  expect(set).toMatchObject({ form: 'monthly parts', horizon: 6 });
  expect(set.tasks.map(({ window }) => window)).toEqual([1, 2]);
});

test('a set too large is thinned by series, with all windows of each, and slow methods take fewer still', () => {
  const rows = count(50).map((i) => [`P${i}`, ...count(40)]);
  const [set] = folderOf('f', { p: [['part', ...months(40)], ...rows] });
  const few = thinned(set, 40);
  expect(few.tasks.length).toBe(13 * 3);
  expect(few.name).toBe('f: p, 1 in 4 series');
  expect(ranksOf(few).of.every((rank) => rank === 0)).toBe(true);
  expect(
    [...new Set(ranksOf({ ...set, tasks: Array(20).fill(set.tasks).flat() }).of)].sort(),
  ).toEqual([0, 1, 2]);
});
