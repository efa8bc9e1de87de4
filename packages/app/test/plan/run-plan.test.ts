import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  decide,
  importFiles,
  type JobProgress,
  listPlanLines,
  openStore,
  orderLines,
  type PlanRequest,
  planSeries,
  runPlan,
  type Store,
} from '@stockwright/app';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareDataFolder } from '../support/databases.js';
import { writeSmallShop } from '../support/small-shop.js';

const quiet = (signal = new AbortController().signal): JobProgress => ({
  report() {},
  log() {},
  signal,
});

let scratch: string;
let store: Store;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'stockwright-plan-'));
  store = await openStore({ folder: await prepareDataFolder(join(scratch, 'data')) });
  await importFiles({ store, paths: [writeSmallShop(join(scratch, 'shop'))], progress: quiet() });
});

afterAll(async () => {
  await store?.close();
  await rm(scratch, { recursive: true, force: true });
});

const plan = (request: PlanRequest = {}) => runPlan(store, request, quiet());
const linesOf = async (runId: number) =>
  (await listPlanLines(store.database, runId, { sort: 'item', descending: false, limit: 1000 }))
    .data;
const bought = async (runId: number) =>
  (await linesOf(runId))
    .filter((line) => line.kind === 'buy')
    .reduce((pieces, line) => pieces + line.quantity, 0);

test('the same data, day and seed give the same run; another seed gives another with like numbers', async () => {
  const first = await plan();
  expect(first.created).toBe(true);
  expect(await plan()).toEqual({ runId: first.runId, created: false });
  const other = await plan({ seed: 'another' });
  expect(other.created).toBe(true);
  expect(await bought(other.runId)).toBeGreaterThan(0.7 * (await bought(first.runId)));
  expect(await bought(other.runId)).toBeLessThan(1.4 * (await bought(first.runId)));
});

test('a plan as of a day sees nothing later', async () => {
  const { runId } = await plan({ asOf: '2024-02-29' });
  const run = await store.database.kysely
    .selectFrom('plan_run')
    .select(['as_of', 'summary'])
    .where('id', '=', runId)
    .executeTakeFirstOrThrow();
  expect(run.as_of).toBe('2024-02-29');
  const [line] = await linesOf(runId);
  const series = await planSeries(store, runId, line.item.id, line.to.id);
  expect(series.forecast.firstDay).toBe('2024-03-01');
  const { history } = run.summary as { history: Record<string, { lines: number }> };
  expect(history.later).toBeUndefined();
});

test('the chosen line’s picture holds history, an ascending fan and stock that the plan lifts', async () => {
  const { runId } = await plan();
  const [line] = (await linesOf(runId)).filter(({ kind }) => kind === 'buy');
  const { history, forecast, stock } = await planSeries(store, runId, line.item.id, line.to.id);
  expect(history.observed).toHaveLength(history.demand.length);
  for (let d = 0; d < forecast.mean.length; d++)
    for (let p = 1; p < forecast.quantiles.length; p++)
      expect(forecast.quantiles[p][d]).toBeGreaterThanOrEqual(forecast.quantiles[p - 1][d]);
  expect(
    stock.receipts.some(({ planned, quantity }) => planned && quantity === line.quantity),
  ).toBe(true);
  expect(stock.withPlan).toHaveLength(stock.withoutPlan.length);
});

test('what was ordered is on order for the next plan, sent or not, and is not bought again', async () => {
  const before = await plan();
  const lines = (await linesOf(before.runId)).filter(({ kind }) => kind === 'buy');
  expect(lines.length).toBeGreaterThan(0);
  await decide(
    store.database,
    before.runId,
    lines.map(({ id }) => ({
      lineId: id,
      state: 'approved',
      quantity: null,
      reason: null,
      until: null,
    })),
    'test',
  );
  await orderLines(
    store.database,
    before.runId,
    lines.map(({ id }) => id),
    'test',
  );
  const after = await plan();
  expect(after.created).toBe(true);
  expect(await bought(after.runId)).toBeLessThan(0.2 * (await bought(before.runId)));
});

test('a plan that is stopped leaves nothing behind', async () => {
  const runs = async () =>
    (await store.database.kysely.selectFrom('plan_run').select('id').execute()).length;
  const before = { runs: await runs(), files: await readdir(store.paths.runs) };
  const stop = new AbortController();
  const progress = quiet(stop.signal);
  const stopped = runPlan(
    store,
    { seed: 'to be stopped' },
    { ...progress, report: (stage) => stage === 'assemble' && stop.abort(new Error('stopped')) },
  );
  await expect(stopped).rejects.toThrow('stopped');
  expect({ runs: await runs(), files: await readdir(store.paths.runs) }).toEqual(before);
});
