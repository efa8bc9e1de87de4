import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  explainForecast,
  importFiles,
  planSeries,
  runPlan,
  suggestedSuccessions,
} from '@stockwright/app';
import { formatDay, parseDay } from '@stockwright/core/units';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAST_DAY } from '../support/small-shop.js';
import { plannedShop, quiet } from './planned-shop.js';

let shop: Awaited<ReturnType<typeof plannedShop>>;
beforeAll(async () => {
  shop = await plannedShop();
});
afterAll(() => shop?.close());

const idOf = async (table: 'item' | 'location', code: string) =>
  (
    await shop.store.database.kysely
      .selectFrom(table)
      .select('id')
      .where('code', '=', code)
      .executeTakeFirstOrThrow()
  ).id;
const pieces = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const dayAhead = (days: number) => formatDay(parseDay(LAST_DAY) + days);

test('a plan carries a predecessor’s history on, ends where a person said so, counts sold-out days, and says all this', async () => {
  const { store, scratch } = shop;
  const files = {
    'more-items.csv': [
      'item,item name,category,unit price,unit cost,currency,end of life date',
      'BEAR2,Red bear II,plush,12.00,5.00,GBP,',
      `KITE,Paper kite,outdoor,6.00,2.00,GBP,${dayAhead(7)}`,
    ],
    'successions.csv': ['old item,new item,from,share', `BEAR,BEAR2,${dayAhead(5)},0.5`],
    'counts.csv': ['store,sku,on hand,date', `S1,BLOCKS,0,2024-03-20`, `S1,BLOCKS,9,2024-03-21`],
    // Whatever the dice of the shop gave, these blocks are sold on the day that closes empty.
    'blocks.csv': ['date,store,sku,quantity,unit price', '2024-03-20,S1,BLOCKS,1,20.00'],
  };
  for (const [name, lines] of Object.entries(files))
    await writeFile(join(scratch, name), `${lines.join('\n')}\n`);
  await importFiles({
    store,
    paths: Object.keys(files).map((name) => join(scratch, name)),
    progress: quiet,
  });
  const { runId } = await runPlan(store, {}, quiet);
  const place = await idOf('location', 'S1');
  const seriesOf = async (code: string) =>
    planSeries(store, runId, await idOf('item', code), place);
  const whyOf = async (code: string) =>
    (await explainForecast(store, runId, await idOf('item', code), place)).why;

  const [old, young] = [await seriesOf('BEAR'), await seriesOf('BEAR2')];
  expect(young.history.demand, 'what was sold stays as it was').toEqual([]);
  expect(pieces(young.forecast.mean.slice(0, 4))).toBe(0);
  const [kept, taken] = [old, young].map(({ forecast }) => pieces(forecast.mean.slice(4, 25)));
  expect(kept).toBeGreaterThan(15);
  expect(Math.abs(taken / kept - 1)).toBeLessThan(0.25);
  expect(await whyOf('BEAR2')).toContainEqual({
    code: 'succeeds',
    facts: { items: 'BEAR', day: dayAhead(5), percent: 50 },
  });
  expect((await whyOf('BEAR')).map(({ code }) => code)).toContain('succeeded');

  const { forecast } = await seriesOf('KITE');
  expect(pieces(forecast.mean.slice(0, 7))).toBeGreaterThan(1);
  expect(pieces(forecast.mean.slice(7))).toBe(0);
  expect(pieces(forecast.quantiles.flatMap((row) => row.slice(7)))).toBe(0);
  expect(await whyOf('KITE')).toContainEqual({ code: 'endOfLife', facts: { day: dayAhead(7) } });

  const soldOut = (await whyOf('BLOCKS')).find(({ code }) => code === 'soldOutDays');
  expect(soldOut?.facts.days).toBe(1);
  expect(soldOut?.facts.pieces).toBeGreaterThan(0);
});

test('an item that began when another like it ended is suggested as its successor, until it is known to be', async () => {
  const { store, scratch } = shop;
  const items = join(scratch, 'drums-items.csv');
  const sales = join(scratch, 'drums.csv');
  await writeFile(
    items,
    'item,item name,category,unit price\nDRUM,Tin drum large,music,9\nDRUM2,Tin drum large new,music,9\n',
  );
  const day = (n: number) => formatDay(parseDay(LAST_DAY) - n);
  const lines = Array.from(
    { length: 80 },
    (_, n) => `${day(n)},S1,${n < 18 ? 'DRUM2' : 'DRUM'},2,9.00`,
  );
  await writeFile(sales, `date,store,sku,quantity,unit price\n${lines.join('\n')}\n`);
  await importFiles({ store, paths: [items, sales], progress: quiet });
  expect(await suggestedSuccessions(store, 10)).toMatchObject([
    {
      predecessor: { code: 'DRUM' },
      successor: { code: 'DRUM2' },
      lastDay: day(18),
      firstDay: day(17),
      gapDays: 1,
    },
  ]);
  const known = join(scratch, 'drum-succession.csv');
  await writeFile(known, `old item,new item,from,share\nDRUM,DRUM2,${day(17)},1\n`);
  await importFiles({ store, paths: [known], progress: quiet });
  expect(await suggestedSuccessions(store, 10)).toEqual([]);
});
