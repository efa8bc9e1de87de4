import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { currentFiles, salesColumns } from '../../src/history/index.js';
import { describeOnBoth } from '../support/databases.js';
import { csv, type House, houses, problemOf } from './house.js';

const SALES = 'date,store,item,description,qty,price';
const line = (day: number, item = 'A1', quantity: number | string = 2) =>
  `2011-11-${String(day).padStart(2, '0')},S1,${item},Bear ${item},${quantity},2.50`;

const rowCount = async ({ store }: House) => (await salesColumns(store)).lines.count;
const rejects = async ({ store }: House) => {
  const names = (await readdir(store.paths.rejects)).sort();
  return Promise.all(
    names.map(async (name) => (await readFile(`${store.paths.rejects}/${name}`, 'utf8')).trim()),
  );
};

describeOnBoth('importing', ({ open }) => {
  const house = houses();

  test('the same content again changes nothing; new content replaces the rows of its source', async () => {
    const home = await house(await open());
    const path = await home.file('sales.csv', csv(SALES, line(1), line(2), line(3)));
    const first = (await home.take(path)).sources[0];
    expect(first).toMatchObject({
      state: 'imported',
      rows: 3,
      created: { items: 1, locations: 1 },
    });
    const again = (await home.take(path)).sources[0];
    expect(again).toMatchObject({ state: 'unchanged', rows: 3, versionId: first.versionId });
    expect(await readdir(home.store.paths.history)).toHaveLength(1);
    await home.file('sales.csv', csv(SALES, line(1), line(4, 'B2')));
    const replaced = (await home.take(path)).sources[0];
    expect(replaced).toMatchObject({ state: 'imported', lastDay: '2011-11-04' });
    expect(await rowCount(home)).toBe(2);
    // A second source adds to the first.
    await home.take(await home.file('more.csv', csv(SALES, line(5))));
    expect(await rowCount(home)).toBe(3);
    expect((await currentFiles(home.store, 'sales')).map(({ source }) => source)).toEqual([
      'more.csv',
      'sales.csv',
    ]);
  });

  test('bad rows go to a file with their row numbers and reasons, and the rest is imported', async () => {
    const home = await house(await open());
    const rows = Array.from({ length: 100 }, (_, i) => line(1 + (i % 28)));
    rows[9] = line(3, 'A1', 'six');
    rows[49] = '2011-02-30,S1,A1,Bear A1,2,2.50';
    rows[50] = '2011-11-02,S1,,Bear,2,2.50';
    rows[99] = `${line(4)},extra`;
    const report = await home.take(await home.file('sales.csv', csv(SALES, ...rows)), {
      jobId: '12345678-rest',
    });
    expect(report.sources[0]).toMatchObject({ rows: 100, rejected: 4 });
    expect(await rowCount(home)).toBe(96);
    expect(await readdir(home.store.paths.rejects)).toEqual(['sales.csv-12345678.csv']);
    expect((await rejects(home))[0].split('\n')).toEqual([
      'row,field,reason,value,raw',
      '11,quantity,is no number,six,"2011-11-03,S1,A1,Bear A1,six,2.50"',
      '51,day,is no date,2011-02-30,"2011-02-30,S1,A1,Bear A1,2,2.50"',
      '52,item,is blank,,"2011-11-02,S1,,Bear,2,2.50"',
      '101,row,has more columns than the header,,"2011-11-04,S1,A1,Bear A1,2,2.50"',
    ]);
    expect(report.sources[0].files[0].rejects).toContainEqual({
      field: 'quantity',
      reason: 'notANumber',
      count: 1,
      firstRow: 11,
      value: 'six',
    });
  });

  test('above the threshold nothing is imported, and the message says what to mend', async () => {
    const home = await house(await open());
    const good = await home.file('sales.csv', csv(SALES, line(1)));
    await home.take(good);
    await home.file('sales.csv', csv(SALES, line(1), line(2, 'A1', '1.5'), line(3, 'A1', '2.5')));
    const problem = await problemOf(home.take(good));
    expect(problem.code).toBe('import.tooManyRejects');
    expect(problem.message).toMatch(
      /sales\.csv: 2 of 3 rows \(66\.7 %\).*more than the 5\.0 %.*is not a whole number of pieces in field quantity, first in row 3: "1\.5"/,
    );
    expect(problem.in('zh-CN')).toMatch(/3 行中有 2 行.*字段 quantity 不是整数件数，首见于第 3 行/);
    expect(await rowCount(home)).toBe(1);
    await home.take(good, { rejectThreshold: 0.7 });
    expect((await salesColumns(home.store)).lines.count).toBe(1);
  });

  test('a dry run tells what would happen and writes nothing', async () => {
    const home = await house(await open());
    const path = await home.file('sales.csv', csv(SALES, line(1), line(2, 'A1', 'x')));
    const report = await home.take(path, { dryRun: true });
    expect(report.sources[0]).toMatchObject({
      state: 'refused',
      kind: 'sales',
      versionId: null,
      files: [
        {
          headerRow: 1,
          columns: [
            { field: 'day', column: 'date', how: 'recognised' },
            { field: 'item', column: 'item' },
            { field: 'location', column: 'store' },
            { field: 'quantity', column: 'qty' },
            { field: 'unitPrice', column: 'price' },
            { field: 'itemName', column: 'description' },
          ],
          days: [{ field: 'day', forms: ['YYYY-MM-DD'] }],
          firstRows: [{ row: 2, day: '2011-11-01', item: 'A1', quantity: '2', location: 'S1' }],
          rejects: [{ field: 'quantity', reason: 'notANumber', count: 1, firstRow: 3, value: 'x' }],
        },
      ],
    });
    expect(await readdir(home.store.paths.history)).toEqual([]);
    expect(await readdir(home.store.paths.rejects)).toEqual([]);
    expect((await home.store.database.execute('select from source')).rows).toEqual([]);
  });

  test('unknown codes are set aside once there is a product list, and looked at again later', async () => {
    const home = await house(await open());
    const sales = 'date,store,item,qty';
    await home.take([
      await home.file('products.csv', csv('item,name,price', 'A1,Bear,2.50')),
      await home.file('stores.csv', csv('store id,store name', 'S1,London')),
    ]);
    const path = await home.file(
      'sales.csv',
      csv(sales, '2011-11-01,S1,A1,2', '2011-11-01,S1,NEW,1', '2011-11-01,S9,A1,1'),
    );
    const report = await home.take(path, { rejectThreshold: 1 });
    expect(report.sources[0].files[0].rejects.map(({ reason, value }) => [reason, value])).toEqual([
      ['unknownItem', 'NEW'],
      ['unknownLocation', 'S9'],
    ]);
    await home.take(
      await home.file('products.csv', csv('item,name,price', 'A1,Bear,2.50', 'NEW,Fox,3')),
    );
    expect((await home.take(path, { rejectThreshold: 1 })).sources[0]).toMatchObject({
      state: 'imported',
      rejected: 1,
    });
    expect(await rowCount(home)).toBe(2);
  });

  test('a name of a source cannot change what it holds', async () => {
    const home = await house(await open());
    await home.take(await home.file('sales.csv', csv(SALES, line(1))), { source: 'shop' });
    const stock = await home.file('stock.csv', csv('store,item,on hand', 'S1,A1,4'));
    expect((await problemOf(home.take(stock, { source: 'shop' }))).code).toBe(
      'import.sourceOfOtherKind',
    );
  });

  test('when the last file of several is bad, none of them is imported', async () => {
    const home = await house(await open());
    const items = await home.file('products.csv', csv('item,name', 'A1,Bear'));
    const sales = await home.file('sales.csv', csv('date,item,qty', 'never,A1,1'));
    expect((await problemOf(home.take([items, sales]))).code).toBe('import.tooManyRejects');
    expect((await home.store.database.execute('select from item')).rows).toEqual([]);
  });
});
