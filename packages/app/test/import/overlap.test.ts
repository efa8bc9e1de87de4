import { expect, test } from 'vitest';
import { salesColumns } from '../../src/history/index.js';
import { describeOnBoth } from '../support/databases.js';
import { csv, type House, houses, problemOf } from './house.js';

const HEADER = 'date,store,item,qty,price';
const row = (i: number, price = '2.50') =>
  `2011-11-${String(1 + (i % 28)).padStart(2, '0')},S1,A${Math.floor(i / 28)},${1 + (i % 5)},${price}`;
const rows = (from: number, to: number, price?: string) =>
  Array.from({ length: to - from }, (_, i) => row(from + i, price));
const lineCount = async ({ store }: House) => (await salesColumns(store)).lines.count;

describeOnBoth('sales under a second name', ({ open }) => {
  const house = houses();

  test('a copy of another source is refused by its name, in an import and in a dry run, unless both are meant', async () => {
    const home = await house(await open());
    await home.take(await home.file('a.csv', csv(HEADER, ...rows(0, 100))));
    // The same ledger, exported in another encoding with other headers, a few rows more and no prices.
    const text = csv('日期,门店,货号,数量', ...rows(0, 105).map((r) => r.replace(/,[^,]*$/, '')));
    const copy = await home.file('销售.csv', text);
    const dry = await home.take(copy, { dryRun: true });
    expect(dry.sources[0]).toMatchObject({
      state: 'refused',
      notes: [{ code: 'repeatsSource', facts: { other: 'a.csv', matching: 100, rows: 105 } }],
    });
    const problem = await problemOf(home.take(copy));
    expect(problem.code).toBe('import.repeatsSource');
    expect(problem.message).toMatch(
      /100 of the 105 rows \(95\.2 %\) of 销售\.csv are already in the source "a\.csv".*--source "a\.csv".*--allow-overlap/,
    );
    expect(problem.in('zh-CN')).toMatch(/105 行中有 100 行.*“a\.csv”.*--source "a\.csv"/);
    expect(await lineCount(home)).toBe(100);
    // Both ways on that the message names.
    const replaced = await home.take(copy, { source: 'a.csv' });
    expect(replaced.sources[0]).toMatchObject({ state: 'imported', notes: [] });
    expect(await lineCount(home)).toBe(105);
    const both = await home.take(copy, { source: 's2', allowOverlap: true });
    expect(both.sources[0]).toMatchObject({ state: 'imported', notes: [{ code: 'sharesRows' }] });
    expect(await lineCount(home)).toBe(210);
    await home.take(copy, { source: 's3', mapping: { allowOverlap: true } });
    expect(await lineCount(home)).toBe(315);
  });

  test('some rows in common are told and taken; other prices and a second like row are no copy', async () => {
    const home = await house(await open());
    await home.take(await home.file('a.csv', csv(HEADER, ...rows(0, 100))));
    const half = await home.take(await home.file('b.csv', csv(HEADER, ...rows(50, 150))));
    expect(half.sources[0]).toMatchObject({
      state: 'imported',
      notes: [{ code: 'sharesRows', facts: { other: 'a.csv', matching: 50, rate: '50.0 %' } }],
    });
    const priced = await home.take(await home.file('c.csv', csv(HEADER, ...rows(0, 100, '3.10'))));
    expect(priced.sources[0]).toMatchObject({ state: 'imported', notes: [] });
    const repeated = Array.from({ length: 100 }, () => row(0));
    const one = await home.take(await home.file('d.csv', csv(HEADER, ...repeated)));
    expect(one.sources[0]).toMatchObject({ state: 'imported', notes: [] });
  });

  test('a copy is found in the same import, and in two sources that hold its halves', async () => {
    const home = await house(await open());
    const a = await home.file('a.csv', csv(HEADER, ...rows(0, 50)));
    const b = await home.file('b.csv', csv(HEADER, ...rows(50, 100)));
    const all = await home.file('year.csv', csv(HEADER, ...rows(0, 100)));
    const twice = await home.file('twice.csv', csv(HEADER, ...rows(0, 50)));
    expect(await problemOf(home.take([a, twice]))).toMatchObject({
      code: 'import.repeatsSource',
      facts: { source: 'twice.csv', other: 'a.csv' },
    });
    await home.take([a, b]);
    expect(await problemOf(home.take(all))).toMatchObject({
      code: 'import.repeatsSources',
      facts: { other: 'a.csv, b.csv', matching: 100 },
    });
    // New content for both at once is compared with what will be in force, not with what was.
    await home.file('a.csv', csv(HEADER, ...rows(50, 100)));
    await home.file('b.csv', csv(HEADER, ...rows(0, 50)));
    await home.take([a, b]);
    expect(await lineCount(home)).toBe(100);
  });
});
