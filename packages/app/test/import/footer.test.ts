import { expect, test } from 'vitest';
import { describeOnBoth } from '../support/databases.js';
import { csv, houses } from './house.js';

const LINES = ['2011-11-01,A1,2', '2011-11-02,A1,3'];

describeOnBoth('totals below the rows', ({ open }) => {
  const house = houses();

  test('the last rows that say total are no data and are told; one between the rows is a bad row', async () => {
    const home = await house(await open());
    const take = async (...rows: string[]) =>
      (
        await home.take(await home.file('sales.csv', csv('日期,货号,数量', ...rows)), {
          dryRun: true,
        })
      ).sources[0];
    const footer = (row: number, rows: number, text: string) => [
      { code: 'onePlace' },
      { code: 'footer', facts: { file: 'sales.csv', row, rows, text } },
    ];
    expect(await take(...LINES, '合计,,5')).toMatchObject({
      state: 'checked',
      rows: 2,
      rejected: 0,
      notes: footer(4, 1, '合计'),
    });
    // Blank rows around it, a subtotal before it, the word in a later cell.
    expect(await take(...LINES, '', ',小计：,5', 'Grand Total,,5', ',,', '')).toMatchObject({
      rows: 2,
      notes: footer(5, 2, '小计：'),
    });
    expect(await take(LINES[0], '合计,,2', LINES[1])).toMatchObject({
      rows: 3,
      rejected: 1,
      notes: [{ code: 'onePlace' }],
    });
  });

  test('a count of two columns ends with its total; a supplier called Total is no total', async () => {
    const home = await house(await open());
    const stock = await home.file('stock.csv', csv('sku,stock on hand', 'A1,2', 'Total,2'));
    expect((await home.take(stock)).sources[0]).toMatchObject({
      rows: 1,
      created: { items: 1 },
    });
    const header = 'supplier,supplier name,currency';
    const suppliers = await home.file('suppliers.csv', csv(header, 'Total,Total SE,EUR'));
    expect((await home.take(suppliers)).sources[0]).toMatchObject({ rows: 1, rejected: 0 });
  });
});
