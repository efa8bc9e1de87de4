import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  addEvent,
  addOverride,
  explainForecast,
  forecastAccuracy,
  forecastCatalogue,
  getPlanRun,
  importFiles,
  judgeEvent,
  judgeOverride,
  judgeOverrides,
  listPlanRuns,
  planSeries,
  runPlan,
  type Store,
  withdrawOverride,
} from '@stockwright/app';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plannedShop, quiet } from './planned-shop.js';

let shop: Awaited<ReturnType<typeof plannedShop>>;
let store: Store;
beforeAll(async () => {
  shop = await plannedShop();
  store = shop.store;
});
afterAll(() => shop?.close());

const idOf = async (table: 'item' | 'location', code: string) =>
  (
    await store.database.kysely
      .selectFrom(table)
      .select('id')
      .where('code', '=', code)
      .executeTakeFirstOrThrow()
  ).id;

test('a plan forecasts with overrides in force, beside what was computed; the narrowest one counts', async () => {
  const days = { fromDay: '2024-03-25', toDay: '2024-03-31', reason: 'fete in town' };
  const wide = await addOverride(
    store.database,
    { ...days, location: 'S1', kind: 'factor', value: 2 },
    'ann',
  );
  const narrow = await addOverride(
    store.database,
    { ...days, toDay: '2024-03-27', item: 'BEAR', location: 'S1', kind: 'level', value: 9 },
    'ann',
  );
  const { runId } = await runPlan(store, {}, quiet);
  const run = await getPlanRun(store.database, runId);
  expect(run.inputs).toMatchObject({ overrides: [wide.id, narrow.id] });
  const place = await idOf('location', 'S1');
  const { forecast } = await planSeries(store, runId, await idOf('item', 'BEAR'), place);
  const { mean, overridden } = forecast;
  if (!overridden) throw new Error('nothing was overridden');
  expect(forecast.firstDay).toBe('2024-03-25');
  const sum = (values: readonly number[], from: number, to: number) =>
    values.slice(from, to).reduce((a, b) => a + b, 0);
  expect(sum(overridden.mean, 0, 3)).toBeCloseTo(27, 4);
  expect(sum(overridden.mean, 3, 7)).toBeCloseTo(2 * sum(mean, 3, 7), 4);
  expect(overridden.mean.slice(7)).toEqual(mean.slice(7));
  expect(forecast.quantiles.map((row) => row[10])).toEqual(
    overridden.quantiles.map((row) => row[10]),
  );
  const elsewhere = await planSeries(
    store,
    runId,
    await idOf('item', 'BEAR'),
    await idOf('location', 'S2'),
  );
  expect(elsewhere.forecast.overridden).toBeNull();

  await withdrawOverride(store.database, wide.id, { actor: 'ann' });
  const next = await runPlan(store, {}, quiet);
  expect(next.created, 'another set of overrides is another plan').toBe(true);
  const before = await planSeries(store, runId, await idOf('item', 'KITE'), place);
  const after = await planSeries(store, next.runId, await idOf('item', 'KITE'), place);
  expect(before.forecast.overridden).not.toBeNull();
  expect(after.forecast).toEqual({ ...before.forecast, overridden: null });
});

test('a plan of the past is judged by the sales since: overrides, events and every item-location', async () => {
  const { database } = store;
  // Twenty bears more on each of three days, which only the event can explain.
  const fete = ['2024-03-04', '2024-03-05', '2024-03-06'];
  const file = join(shop.scratch, 'fete.csv');
  const lines = fete.map((day) => `${day},S1,BEAR,20,12.00`);
  await writeFile(file, `date,store,sku,quantity,unit price\n${lines.join('\n')}\n`);
  await importFiles({ store, paths: [file], progress: quiet });
  const event = await addEvent(
    database,
    { name: 'Fete', fromDay: fete[0], toDay: fete[2], location: 'S1', item: 'BEAR' },
    'ann',
  );
  const days = { fromDay: fete[0], toDay: fete[2], kind: 'level', location: 'S1' } as const;
  const good = await addOverride(
    database,
    { ...days, item: 'BEAR', value: 22, reason: 'fete' },
    'ann',
  );
  const bad = await addOverride(
    database,
    { ...days, item: 'KITE', value: 30, reason: 'hunch' },
    'bob',
  );
  const unused = await addOverride(
    database,
    { ...days, fromDay: '2025-01-01', toDay: '2025-01-02', item: 'KITE', value: 1, reason: 'x' },
    'bob',
  );
  const { runId } = await runPlan(store, { asOf: '2024-02-29' }, quiet);

  const judged = await judgeOverride(store, good.id);
  expect(judged).toMatchObject({ runId, isComplete: true, seriesCount: 1, firstDay: fete[0] });
  expect(judged.overriddenPieces).toBeCloseTo(66, 3);
  expect(judged.gain).toBeGreaterThan(40);
  const { data, byActor } = await judgeOverrides(store);
  expect(data.map(({ override }) => override.id).sort()).toEqual([good.id, bad.id]);
  expect(
    byActor.map(({ actor, betterCount, worseCount }) => [actor, betterCount, worseCount]),
  ).toEqual([
    ['ann', 1, 0],
    ['bob', 0, 1],
  ]);
  await expect(judgeOverride(store, unused.id)).rejects.toMatchObject({
    code: 'forecast.notApplied',
  });

  const seen = await judgeEvent(store, event.id);
  expect(seen).toMatchObject({ seriesCount: 1, forecast: { runId } });
  expect(seen.usualPieces).toBeGreaterThan(4);
  expect(seen.usualPieces).toBeLessThan(16);
  expect(seen.actualPieces).toBeGreaterThan(60);
  expect(seen.actualUplift).toBeCloseTo(seen.actualPieces / seen.usualPieces - 1, 10);
  expect(seen.forecast?.pieces).toBeCloseTo(66, 3);

  const accuracy = await forecastAccuracy(store, runId, { limit: 2 });
  expect(accuracy).toMatchObject({
    firstDay: '2024-03-01',
    lastDay: '2024-03-24',
    seriesCount: 6,
    total: 6,
  });
  expect(accuracy.data[0]).toMatchObject({ item: { code: 'KITE' }, location: { code: 'S1' } });
  const rest = await forecastAccuracy(store, runId, {
    limit: 100,
    cursor: accuracy.nextCursor ?? '',
  });
  const all = [...accuracy.data, ...rest.data];
  expect(all).toHaveLength(6);
  const sum = (pick: (row: (typeof all)[number]) => number) =>
    all.reduce((total, row) => total + pick(row), 0);
  expect(accuracy.overall.error).toBeCloseTo(
    sum((row) => row.error),
    8,
  );
  expect(accuracy.overall.actualPieces).toBe(sum((row) => row.actualPieces));
  expect(accuracy.overall.days).toBe(6 * 24);
  const newest = await runPlan(store, {}, quiet);
  await expect(forecastAccuracy(store, newest.runId)).rejects.toMatchObject({
    code: 'forecast.notYet',
  });
});

test('an explanation tells method, events, overrides and what changed since the run before', async () => {
  const item = await idOf('item', 'BEAR');
  const place = await idOf('location', 'S1');
  const { data } = await listPlanRuns(store.database);
  const newest = data[0].id;
  const first = await explainForecast(store, data[data.length - 1].id, item, place);
  const told = await explainForecast(store, newest, item, place);
  expect(told.why.length).toBeGreaterThan(0);
  expect(told.errors.map(({ error }) => error)).toEqual(
    told.errors.map(({ error }) => error).sort((a, b) => a - b),
  );
  expect(told.overrides.map(({ override }) => override.kind)).toEqual(['level']);
  expect(told.pieces - told.computedPieces).toBeCloseTo(
    told.overrides[0].pieces - told.overrides[0].computedPieces,
    3,
  );
  // Since the plan before, sixty bears were added to days that it had seen already.
  const corrected = told.changes?.told.find(({ code }) => code === 'historyCorrected');
  expect(corrected?.facts).toEqual({ days: 3, pieces: 60 });
  expect(told.events, 'the fete is over').toEqual([]);
  expect(first.changes, 'nothing came before').toBeNull();
});

test('the catalogue is forecast over workers into a file that agrees with the plan; stopped, it leaves none', async () => {
  const folder = join(shop.scratch, 'catalogue');
  const { data } = await listPlanRuns(store.database);
  const made = await forecastCatalogue(store, { format: 'csv' }, folder, quiet);
  expect(made).toMatchObject({ seriesCount: 6, rowCount: 6 * 28 });
  const [header, ...lines] = (await readFile(made.file, 'utf8')).trim().split('\n');
  expect(header).toBe('item,location,day,method,computed_mean,mean,p5,p10,p25,p50,p75,p90,p95');
  const bears = lines.filter((line) => line.startsWith('BEAR,S1,'));
  const { forecast } = await planSeries(
    store,
    data[0].id,
    await idOf('item', 'BEAR'),
    await idOf('location', 'S1'),
  );
  expect(bears[0].split(',')[2]).toBe(forecast.firstDay);
  expect(bears.map((line) => Number(line.split(',')[4]))).toEqual(forecast.mean.slice(0, 28));
  const stop = new AbortController();
  const progress = { ...quiet, signal: stop.signal };
  const report = (stage: string) => stage === 'write' && stop.abort(new Error('stopped'));
  await expect(
    forecastCatalogue(store, { format: 'parquet' }, folder, { ...progress, report }),
  ).rejects.toThrow('stopped');
  expect(await readdir(folder)).toEqual(['forecast.csv']);
});
