import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '@stockwright/app';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { furnish, type House } from '../../src/composition.js';
import { buildServer } from '../../src/http/server.js';
import { newDataFolder, scratchFolder, TOKEN } from '../support/house.js';

let house: House;
let scratch: Awaited<ReturnType<typeof scratchFolder>>;
beforeAll(async () => {
  scratch = await scratchFolder();
  const folder = await newDataFolder(join(scratch.folder, 'data'));
  house = furnish(await openStore({ folder }));
});
afterAll(async () => {
  await house?.close();
  await scratch?.remove();
});

const builtPage = () => {
  const page = join(scratch.folder, 'page');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>Stockwright</title>');
  writeFileSync(join(page, 'assets', 'index-abc123.js'), 'export {};');
  return page;
};

test('an address that a screen owns gets the page, one of the API that nobody owns gets a problem', async () => {
  const server = await buildServer({ house, token: TOKEN, page: builtPage() });
  const get = (url: string, accept: string) =>
    server.inject({ url, headers: { accept, host: 'localhost' } });
  for (const url of ['/', '/orders/12'])
    expect((await get(url, 'text/html')).body).toContain('<title>Stockwright');
  const page = await get('/', 'text/html');
  expect(page.headers['cache-control']).toBe('no-cache');
  expect(page.headers['content-security-policy']).toContain("script-src 'self';");
  const asset = await get('/assets/index-abc123.js', '*/*');
  expect(asset.headers['cache-control']).toContain('immutable');
  expect((await get('/assets/gone.js', '*/*')).statusCode).toBe(404);
  expect((await get('/api/v1/orders', 'text/html')).json().code).toBe('http.notFound');
  await server.close();
});

test('without a built page the API works and the address says what to run', async () => {
  const server = await buildServer({ house, token: TOKEN, page: join(scratch.folder, 'none') });
  const headers = { accept: 'text/html', host: 'localhost', 'accept-language': 'zh-CN' };
  const page = await server.inject({ url: '/', headers });
  expect(page.statusCode).toBe(503);
  expect(page.body).toBe('页面尚未构建。请运行：npm run build\n');
  expect((await server.inject({ url: '/api/v1/status', headers })).statusCode).toBe(200);
  await server.close();
});

test('who asks too often is told how long to wait', async () => {
  const server = await buildServer({
    house,
    token: TOKEN,
    page: builtPage(),
    requestsPerMinute: 2,
  });
  const ask = () => server.inject({ url: '/api/v1/jobs', headers: { host: 'localhost' } });
  await ask();
  await ask();
  const refused = await ask();
  expect(refused.statusCode).toBe(429);
  expect(refused.json()).toMatchObject({ code: 'http.tooManyRequests' });
  expect(refused.headers['retry-after']).toBeDefined();
  await server.close();
});

interface Operation {
  readonly security?: unknown;
  readonly parameters?: readonly { name: string; required: boolean }[];
}

test('the API describes itself: every reference leads somewhere, every write names its key and token', async () => {
  const server = await buildServer({ house, token: TOKEN, page: builtPage() });
  const document = (
    await server.inject({ url: '/api/openapi.json', headers: { host: 'localhost' } })
  ).json();
  expect(document.openapi).toMatch(/^3\.1/);
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)];
  expect(references.length).toBeGreaterThan(20);
  for (const [, path] of references)
    expect(
      path.split('/').reduce((part, key) => part?.[key], document),
      path,
    ).toBeDefined();
  const keyed = Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== 'get')
      .map(([, { security, parameters }]) => {
        expect(security, path).toEqual([{ token: [] }]);
        const key = parameters?.find(({ name }) => name === 'Idempotency-Key');
        expect(key, path).toBeDefined();
        return key?.required ? path : '';
      }),
  );
  expect(keyed.filter(Boolean).sort()).toEqual([
    '/api/v1/plan-runs/{id}/orders',
    '/api/v1/supply-orders/{id}/receipts',
    '/api/v1/supply-orders/{id}/shipments',
    '/api/v1/supply-orders/{id}/transitions',
  ]);
  await server.close();
});
