import {
  addOverride,
  getPlanRun,
  listOverrides,
  planSeries,
  runPlan,
  type Store,
  withdrawOverride,
} from '@stockwright/app';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnBoth } from '../support/databases.js';
import { furnishShop } from '../support/shop.js';
import { plannedShop, quiet } from './planned-shop.js';

describeOnBoth('overrides', (databases) => {
  test('an override is checked, never changes, and is withdrawn once', async () => {
    const database = await databases.open();
    await furnishShop(database);
    const days = { fromDay: '2026-12-01', toDay: '2026-12-24' };
    const factor = { ...days, kind: 'factor', value: 1.5, reason: 'advert' } as const;
    const set = await addOverride(database, { ...factor, item: 'BEAR' }, 'ann');
    expect(set).toMatchObject({ item: { code: 'BEAR' }, location: null, withdrawal: null });
    const level = { ...factor, kind: 'level', item: 'BEAR' } as const;
    for (const [wrong, code] of [
      [{ ...factor }, 'forecast.overrideNeedsScope'],
      [level, 'forecast.levelNeedsPlace'],
      [{ ...factor, item: 'BEAR', value: -1 }, 'forecast.valueOutside'],
      [{ ...factor, item: 'BEAR', reason: ' ' }, 'forecast.reasonMissing'],
      [{ ...factor, item: 'NONE' }, 'item.notFound'],
      [{ ...factor, category: 'none' }, 'scope.categoryNotFound'],
    ] as const)
      await expect(addOverride(database, wrong, 'ann')).rejects.toMatchObject({ code });
    const gone = await withdrawOverride(database, set.id, { actor: 'bob', reason: 'no advert' });
    expect(gone.withdrawal).toMatchObject({ actor: 'bob', reason: 'no advert' });
    await expect(withdrawOverride(database, set.id, { actor: 'ann' })).rejects.toMatchObject({
      code: 'forecast.overrideWithdrawn',
    });
    expect((await listOverrides(database)).total).toBe(0);
    expect((await listOverrides(database, { inForce: false, item: 'BEAR' })).total).toBe(1);
    await expect(database.execute('delete from forecast_override')).rejects.toThrow('append-only');
  });
});

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
