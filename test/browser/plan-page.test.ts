import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse } from '../../packages/server/src/composition.js';
import { buildServer } from '../../packages/server/src/http/server.js';
import { writeRealShop } from './real-shop.js';
import { builtPage, faults, launchBrowser, noBrowser } from './support.js';

const TOKEN = 'a-token-of-the-test';
const browser = await launchBrowser();
if (!browser) console.warn(`skipped: ${noBrowser}`);

describe.skipIf(!browser)(
  'the plan page on the real server, with real sales',
  {
    timeout: 180_000,
  },
  () => {
    let folder: string;
    let house: House;
    let server: FastifyInstance;
    let address: string;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'stockwright-page-'));
      const shop = await writeRealShop(join(folder, 'shop'), 60);
      house = await openHouse({ dataDir: join(folder, 'data') });
      const here = {
        signal: new AbortController().signal,
        watch: { update: () => {}, log: () => {} },
      };
      await house.runHere('import', { paths: [shop] }, here);
      await house.runHere('plan', {}, here);
      server = await buildServer({ house, token: TOKEN, page: await builtPage() });
      address = await server.listen({ port: 0, host: '127.0.0.1' });
    }, 240_000);

    afterAll(async () => {
      await browser?.close();
      await server?.close();
      await house?.close();
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    async function open(locale: string, path = '/'): Promise<{ page: Page; troubles: string[] }> {
      const context = await browser!.newContext({ locale, viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      const troubles: string[] = [];
      page.on('pageerror', (error) => troubles.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') troubles.push(message.text());
      });
      await page.goto(`${address}${path}#token=${TOKEN}`);
      await page.locator('[role=gridcell]').first().waitFor();
      return { page, troubles };
    }

    test.each([
      ['en-GB', /lines$/, 'Why this quantity'],
      ['zh-CN', /行$/, '为什么是这个数量'],
    ])('in %s it shows the lines, and an open line explains itself', async (locale, count, why) => {
      const { page, troubles } = await open(locale);
      await page.locator('.plan-count').filter({ hasText: count }).waitFor();
      expect(await page.locator('[role=row]').count()).toBeGreaterThan(10);
      await page.locator('[role=row][aria-rowindex="2"] [id$="-item"]').click();
      await page.getByRole('heading', { name: why }).waitFor();
      await page.locator('.waterfall tbody tr').first().waitFor();
      await page.locator('figure svg[role=img]').nth(1).waitFor();
      const steps = await page.locator('.waterfall tbody tr').count();
      expect(steps).toBeGreaterThanOrEqual(4);
      expect(await faults(page)).toEqual([]);
      expect(troubles).toEqual([]);
      await page.context().close();
    });

    test('a quantity is set beside the computed one, the line is approved, and both outlive a reload', async () => {
      const { page, troubles } = await open('en-GB', '/?kind=buy');
      const first = page.locator('[role=row][aria-rowindex="2"]');
      const id = (await first.getAttribute('id')) ?? '';
      const computed = await first.locator('[id$="-computed"]').textContent();
      await page.locator('[role=grid]').focus();
      await page.keyboard.press('Enter');
      await page.keyboard.type('*2');
      await page.keyboard.press('Enter');
      const row = page.locator(`#${id}`);
      const own = (Number(computed?.replaceAll(',', '')) * 2).toLocaleString('en-GB');
      await row.locator('.yours-number').getByText(own, { exact: true }).waitFor();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('a');
      await row.getByText('Approved').waitFor();

      await page.reload();
      await row.getByText('Approved').waitFor();
      expect(await row.locator('.yours-number').textContent()).toBe(own);
      expect(await row.locator('[id$="-computed"]').textContent()).toBe(computed);
      expect(troubles).toEqual([]);

      await page.getByRole('button', { name: 'Order approved' }).click();
      await page.getByRole('button', { name: 'Make 1 order' }).click();
      await row.getByText('Ordered').waitFor();
      await page.getByRole('link', { name: 'Orders' }).click();
      await page.locator('.orders-list tbody tr').first().waitFor();
      await page.context().close();
    });
  },
);
