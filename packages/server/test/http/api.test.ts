import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ApiProblem,
  LaneReliabilityList,
  MovementList,
  ProblemDetails,
  StockPage,
  SupplyOrderDetail,
} from '@stockwright/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAST_DAY } from '../../../app/test/support/small-shop.js';
import { eventually, type Served, serveSmallShop, TOKEN } from '../support/house.js';

let served: Served;
beforeAll(async () => {
  served = await serveSmallShop();
});
afterAll(() => served?.close());

const get = async (path: string, headers: Record<string, string> = {}) =>
  fetch(`${served.url}${path}`, { headers });

const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${served.url}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(body),
  });

const problem = async (response: Response) => {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const details = ProblemDetails.parse(await response.json());
  expect(details.status).toBe(response.status);
  return details;
};

test('a small shop is there with its sources, its history and its plan', async () => {
  const status = await served.client.status();
  expect(status).toMatchObject({
    itemCount: 3,
    historyLastDay: LAST_DAY,
    latestRunId: served.runId,
    latestRunIsStale: false,
  });
  expect((await served.client.sources()).data).toHaveLength(7);
  expect((await served.client.planRuns()).data[0].asOf).toBe(LAST_DAY);
});

test('pages joined by their cursors are the whole list, each line once', async () => {
  const all = await served.client.planLines(served.runId, { sort: 'lineCost', limit: 1000 });
  const ids: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await served.client.planLines(served.runId, {
      sort: 'lineCost',
      limit: 3,
      cursor,
    });
    ids.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(ids).toEqual(all.data.map(({ id }) => id));
  expect(ids).toHaveLength(all.total);
});

test('a line explains itself, and its series joins history and forecast without a gap', async () => {
  const { data } = await served.client.planLines(served.runId, { kind: 'transfer' });
  const line = await served.client.planLine(data[0].id);
  expect(Object.keys(line.explanation)).not.toEqual([]);
  const series = await served.client.planSeries(served.runId, {
    item: line.item.id,
    location: line.to.id,
  });
  const days = series.history.demand.length;
  const day = Date.parse(series.history.firstDay) + days * 86_400_000;
  expect(new Date(day).toISOString().slice(0, 10)).toBe(series.forecast.firstDay);
  expect(series.forecast.quantiles).toHaveLength(series.forecast.probabilities.length);
});

test('a line that is decided, ordered, sent and received moves stock, and tells the lane how it did', async () => {
  const { client, runId } = served;
  const [line] = (await client.planLines(runId, { kind: 'buy', sort: 'quantity' })).data;
  await client.decide(runId, [{ lineId: line.id, state: 'approved', quantity: 12 }], 'ann');
  const ordered = await client.orderLines(runId, [line.id], 'ann');
  expect(ordered).toMatchObject({ orderedLineCount: 1, alreadyOrderedLineCount: 0 });
  const [orderId] = ordered.orderIds;
  expect((await client.supplyOrder(orderId)).lines[0].ordered).toBe(12);

  for (const to of ['approved', 'sent', 'confirmed'] as const) {
    const order = await client.supplyOrder(orderId);
    if (order.nextStates.includes(to))
      await client.moveSupplyOrder(orderId, { to, on: line.orderOn, actor: 'ann' });
  }
  const order = await client.supplyOrder(orderId);
  const receipt = await post(
    `/api/v1/supply-orders/${orderId}/receipts`,
    { receivedOn: line.arriveOn, lines: [{ lineId: order.lines[0].id, accepted: 12 }] },
    { 'idempotency-key': 'receipt-1' },
  );
  expect(SupplyOrderDetail.parse(await receipt.json()).state).toBe('received');

  const place = `item=${line.item.code}&location=${line.to.code}`;
  const stock = StockPage.parse(await (await get(`/api/v1/stock?${place}`)).json());
  expect(stock.data[0]).toMatchObject({ onHand: 4 + 12, onOrder: 0 });
  const journal = MovementList.parse(await (await get(`/api/v1/stock/movements?${place}`)).json());
  const onHand = journal.data.filter(({ bucket }) => bucket === 'on_hand');
  expect(onHand.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(16);
  const lanes = LaneReliabilityList.parse(await (await get('/api/v1/lanes/reliability')).json());
  expect(lanes.data[0]).toMatchObject({ from: { code: 'TOYS' }, fillShare: 1 });
});

test('without the token nothing is written, and the refusal says where the token is', async () => {
  const body = JSON.stringify({ lineIds: [1] });
  const address = `${served.url}/api/v1/plan-runs/${served.runId}/orders`;
  const headers = { 'content-type': 'application/json' };
  const none = await fetch(address, { method: 'POST', headers, body });
  expect(await problem(none)).toMatchObject({ status: 401, code: 'http.tokenMissing' });
  expect(none.headers.get('www-authenticate')).toContain('Bearer');
  const wrong = { ...headers, authorization: 'Bearer guess' };
  const refused = await fetch(address, { method: 'POST', headers: wrong, body });
  expect(await problem(refused)).toMatchObject({ status: 401, code: 'http.tokenWrong' });
});

test('a page of another site can neither read by a borrowed name nor write', async () => {
  const { request } = await import('node:http');
  const { port } = new URL(served.url);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request(
      { port, host: '127.0.0.1', path: '/api/v1/status', headers: { host: `evil.test:${port}` } },
      (response) => resolve(response.statusCode),
    )
      .on('error', reject)
      .end();
  });
  expect(status).toBe(403);
  const write = await post('/api/v1/plan-runs', {}, { origin: 'http://evil.test' });
  expect(await problem(write)).toMatchObject({ status: 403, code: 'http.originRefused' });
  const own = await post('/api/v1/plan-runs', { asOf: '1999-01-01' }, { origin: served.url });
  expect(own.status).toBe(202);
});

test('a wrong field is named with its path, in the language that was asked for', async () => {
  const wrong = { decisions: [{ lineId: 1, state: 'maybe', quantity: -1 }] };
  const path = `/api/v1/plan-runs/${served.runId}/decisions`;
  const english = await problem(await post(path, wrong));
  expect(english).toMatchObject({ status: 400, code: 'http.invalidRequest' });
  expect(english.errors?.map(({ field }) => field)).toEqual([
    'body.decisions[0].state',
    'body.decisions[0].quantity',
  ]);
  const chinese = await problem(await post(path, wrong, { 'accept-language': 'zh-CN,zh;q=0.9' }));
  expect(chinese.detail).toMatch(/body\.decisions\[0\]\.state：.*请改正/);
  const query = await problem(await get(`/api/v1/plan-runs/${served.runId}/lines?limit=0`));
  expect(query.errors?.[0].field).toBe('query.limit');
  const id = await problem(await get('/api/v1/plan-runs/abc'));
  expect(id.detail).toMatch(/^path\.\w+: must be a whole number\./);
  const mistyped = await problem(await get(`/api/v1/plan-runs/${served.runId}/lines?knid=buy`));
  expect(mistyped).toMatchObject({ status: 400, detail: expect.stringContaining('knid') });
  const stray = await problem(await post('/api/v1/plan-runs', { asof: '2024-01-01' }));
  expect(stray).toMatchObject({ status: 400, detail: expect.stringContaining('asof') });
});

test('what is not there is a 404 with its code, a broken body is a 400, another media type a 415', async () => {
  expect(await problem(await get('/api/v1/plan-runs/999'))).toMatchObject({
    status: 404,
    code: 'plan.runNotFound',
  });
  expect(await problem(await get('/api/v1/nothing'))).toMatchObject({
    status: 404,
    code: 'http.notFound',
  });
  const send = (body: string, type: string) =>
    fetch(`${served.url}/api/v1/plan-runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': type },
      body,
    });
  expect(await problem(await send('{', 'application/json'))).toMatchObject({
    status: 400,
    code: 'http.malformedBody',
  });
  expect(await problem(await send('<a/>', 'application/xml'))).toMatchObject({ status: 415 });
});

test('a write that moves orders needs a key; the same key gives the same reply once, another body is refused', async () => {
  const { client, runId } = served;
  const lines = (await client.planLines(runId, { kind: 'buy', sort: 'item' })).data;
  const open = lines.filter(({ supplyOrderId }) => supplyOrderId === null);
  const [first, second] = open;
  await client.decide(runId, [{ lineId: first.id, state: 'approved' }]);
  const path = `/api/v1/plan-runs/${runId}/orders`;
  expect(await problem(await post(path, { lineIds: [first.id] }))).toMatchObject({
    status: 400,
    code: 'http.keyMissing',
  });
  const key = { 'idempotency-key': 'order-1' };
  const before = (await client.supplyOrders()).total;
  const replies = await Promise.all(
    [1, 2, 3].map(async () => (await post(path, { lineIds: [first.id] }, key)).json()),
  );
  expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
  expect(replies[0].orderedLineCount).toBe(1);
  expect((await client.supplyOrders()).total).toBe(before + 1);
  expect(await problem(await post(path, { lineIds: [second.id] }, key))).toMatchObject({
    status: 422,
    code: 'idempotency.otherBody',
  });
});

test('an uploaded file becomes an import job, and the upload is gone when the job has ended', async () => {
  const text = 'store,sku,on hand\nS1,KITE,7\nS2,KITE,5\n';
  const job = await served.client.importFile(new Blob([text]), { file: 'count.csv' });
  const ended = await eventually(async () => {
    const now = await served.client.job(job.id);
    return now.endedAt === null ? undefined : now;
  });
  expect(ended).toMatchObject({ state: 'done', kind: 'import', error: null });
  const names = (await served.client.sources()).data.map(({ name }) => name);
  expect(names).toContain('count.csv');
  expect(await readdir(join(served.house.store.paths.jobs, 'uploads'))).toEqual([]);
});

test('an upload that cannot be imported fails with a reason in the reader’s language', async () => {
  const job = await served.client.importFile(new Blob(['']), { file: '../../empty.csv' });
  await eventually(async () => (await served.client.job(job.id)).endedAt ?? undefined);
  const response = await get(`/api/v1/jobs/${job.id}`, { 'accept-language': 'zh-CN' });
  const { state, error } = await response.json();
  expect(state).toBe('failed');
  expect(error).toMatchObject({ code: 'import.emptyFile' });
  expect(error.message).toContain('empty.csv 是空文件');
});

test('an exported workbook read back unchanged changes nothing', async () => {
  const exported = await get(`/api/v1/plan-runs/${served.runId}/export?format=xlsx&language=zh-CN`);
  expect(exported.headers.get('content-disposition')).toMatch(/attachment; filename="[^"]+\.xlsx"/);
  const preview = await served.client.workbook(served.runId, await exported.blob(), {});
  expect(preview).toMatchObject({ applied: false, changes: [], rejects: [] });
  const csv = await get(`/api/v1/plan-runs/${served.runId}/export?format=csv&kind=buy`);
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect((await csv.text()).trim().split('\n')).toHaveLength(1 + 3);
});

test('the client’s refusals carry the problem details', async () => {
  const refused = served.client.planRun(12345).catch((error: unknown) => error);
  expect(await refused).toBeInstanceOf(ApiProblem);
});

test('health tells alive from ready, metrics count requests by route', async () => {
  expect(await (await get('/healthz')).json()).toMatchObject({ status: 'ok' });
  expect((await get('/healthz/ready')).status).toBe(200);
  const metrics = await (await get('/metrics')).text();
  expect(metrics).toMatch(
    /stockwright_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/status",status="200"\} \d/,
  );
});
