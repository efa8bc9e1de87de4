import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeApi, type FakeSettings, startFakeApi, TOKEN } from './fake-api.js';
import { testForecastScreens } from './forecast-screens.js';
import { faults, launchBrowser, noBrowser } from './support.js';

const browser: Browser | null = await launchBrowser();
if (!browser) console.warn(`skipped: ${noBrowser}`);

/** axe looks at every colour of every cell; on a busy machine that takes a while. */
const SLOW_MS = 180_000;

describe.skipIf(!browser)('the desk, on made data', { timeout: SLOW_MS }, () => {
  const started: FakeApi[] = [];
  beforeAll(() => {
    expect(browser).not.toBeNull();
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all(started.map((api) => api.close()));
  });

  async function open(
    settings: FakeSettings,
    options: BrowserContextOptions & { hash?: string; path?: string } = {},
  ): Promise<{ page: Page; api: FakeApi }> {
    const api = await startFakeApi(settings);
    started.push(api);
    const { hash = `#token=${TOKEN}`, path = '/', ...context } = options;
    const opened = await browser!.newContext({
      locale: 'en-GB',
      viewport: { width: 1280, height: 800 },
      ...context,
    });
    const page = await opened.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(api.address + path + hash);
    return { page, api };
  }

  const cell = (page: Page, row: number, column: string) =>
    page.locator(`[role=row][aria-rowindex="${row + 1}"] [id$="-${column}"]`);

  test.each([
    ['en-GB', 'light'],
    ['en-GB', 'dark'],
    ['zh-CN', 'light'],
    ['zh-CN', 'dark'],
  ] as const)(
    'axe finds no fault in %s, %s, with a line and a dialog open',
    async (locale, colorScheme) => {
      const { page } = await open({ lineCount: 6 }, { locale, colorScheme, path: '/?line=3' });
      await page.locator('.waterfall').waitFor();
      await page.locator('.week-bars').waitFor();
      await page.locator('figure svg[role=img]').nth(1).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(
        locale === 'zh-CN' ? locale : 'en',
      );
      expect(await faults(page)).toEqual([]);

      await page.locator('[role=grid]').focus();
      await page.keyboard.press(' ');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press(' ');
      await page.keyboard.press('s');
      await page.getByRole('dialog').waitFor();
      expect(await faults(page)).toEqual([]);
    },
  );

  test('a typed quantity stands beside the computed one, and undo takes it back', async () => {
    const { page, api } = await open({ lineCount: 50 });
    await cell(page, 1, 'yours').waitFor();
    expect(await cell(page, 1, 'computed').textContent()).toBe('12');
    await page.locator('[role=grid]').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('+100%');
    await page.keyboard.press('Enter');
    await cell(page, 1, 'yours').getByText('24').waitFor();
    expect(await cell(page, 1, 'computed').textContent()).toBe('12');
    expect(api.writes).toEqual([
      {
        path: '/plan-runs/1/decisions',
        body: {
          decisions: [{ lineId: 1, state: 'open', quantity: 24, reason: null, until: null }],
        },
      },
    ]);
    await page.keyboard.press('Control+z');
    await cell(page, 1, 'yours').getByText('–').waitFor();
  });

  test('opening, reading, filtering and exporting write nothing', async () => {
    const { page, api } = await open({ lineCount: 50 }, { path: '/?line=2&kind=buy' });
    await page.locator('.waterfall').waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const address = await page.getByRole('menuitem', { name: /JSON/ }).getAttribute('href');
    expect(new URL(address ?? '', api.address).searchParams.get('kind')).toBe('buy');
    await page.keyboard.press('Escape');
    await page.getByLabel('Search items').fill('party');
    await page.waitForURL((url) => url.searchParams.get('search') === 'party');
    await cell(page, 1, 'item').getByText('PARTY BUNTING').waitFor();
    expect(api.writes).toEqual([]);
  });

  test('many lines are approved at once, after their count and money were shown', async () => {
    const { page, api } = await open({ lineCount: 120 });
    await cell(page, 1, 'item').waitFor();
    await page.locator('[role=grid]').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('120', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Approve · 120' }).click();
    await page.getByText(/^120 lines: Approved, £/).waitFor();
    expect(api.writes).toHaveLength(1);
  });

  test('approved lines become orders once confirmed, and then rest', async () => {
    const { page, api } = await open({ lineCount: 30 });
    await cell(page, 1, 'item').waitFor();
    await page.locator('[role=grid]').focus();
    await page.keyboard.press('a');
    await cell(page, 1, 'state').getByText('Approved').waitFor();
    await page.getByRole('button', { name: 'Order approved' }).click();
    await page.getByRole('button', { name: 'Make 1 order' }).click();
    await cell(page, 1, 'state').getByText('Ordered').waitFor();
    expect(api.writes.at(-1)).toMatchObject({
      path: '/plan-runs/1/orders',
      body: { lineIds: [1] },
    });
    await cell(page, 1, 'yours').click();
    expect(await page.locator('.yours-edit').count()).toBe(0);
  });

  test('the keyboard reaches every line; the active cell always exists', async () => {
    const { page } = await open({ lineCount: 2600 });
    const grid = page.locator('[role=grid]');
    await page.getByText('2,600 lines').first().waitFor();
    await grid.focus();
    await page.keyboard.press('Control+End');
    const last = await grid.getAttribute('aria-activedescendant');
    expect(last).toBe('line-2600-state');
    await page.locator(`#${last}`).waitFor();
    await page.keyboard.press('PageUp');
    await page.mouse.wheel(0, -100_000);
    const active = await grid.getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).count()).toBe(1);
    expect(await page.locator('[role=row]').count()).toBeLessThan(80);
  });

  test('letters typed while an input method composes do nothing', async () => {
    const { page, api } = await open({ lineCount: 20 }, { locale: 'zh-CN' });
    await cell(page, 1, 'item').waitFor();
    await page.locator('[role=grid]').evaluate((grid) => {
      const init = { key: 'a', isComposing: true, bubbles: true };
      grid.dispatchEvent(new KeyboardEvent('keydown', init));
    });
    await page.waitForTimeout(300);
    expect(api.writes).toEqual([]);
  });

  test('without a token nothing is sent, and the page tells how to get one', async () => {
    const { page, api } = await open({ lineCount: 20 }, { hash: '' });
    await cell(page, 1, 'item').waitFor();
    await page.locator('[role=grid]').focus();
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Address or token').fill(`http://127.0.0.1:4600/#token=${TOKEN}`);
    expect(api.writes).toEqual([]);
    await dialog.getByRole('button', { name: 'Use it' }).click();
    await page.locator('[role=grid]').focus();
    await page.keyboard.press('a');
    await cell(page, 1, 'state').getByText('Approved').waitFor();
  });

  test('the token leaves the address bar', async () => {
    const { page } = await open({ lineCount: 5 });
    await cell(page, 1, 'item').waitFor();
    expect(page.url()).not.toContain(TOKEN);
  });

  test('a refusal is shown in the server’s words and changes nothing on screen', async () => {
    const { page, api } = await open({ lineCount: 20 });
    await cell(page, 1, 'item').waitFor();
    api.refuseNext({
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      code: 'plan.lineOrdered',
      detail: 'Line 1 is ordered already; change its order instead.',
    });
    await page.locator('[role=grid]').focus();
    await page.keyboard.press('a');
    await page.getByText('Line 1 is ordered already; change its order instead.').waitFor();
    expect(await cell(page, 1, 'state').textContent()).toContain('Open');
  });

  test('a decision taken elsewhere is announced; rows wait for the planner to refresh', async () => {
    const { page, api } = await open({ lineCount: 20 });
    await cell(page, 1, 'item').waitFor();
    await page.waitForTimeout(300);
    api.send({ type: 'plan.decided', runId: 1, lineIds: [4, 5] });
    await page.getByRole('button', { name: '2 lines changed elsewhere: refresh' }).waitFor();
  });

  test('a workbook’s conflicts are marked before anything is applied', async () => {
    const { page, api } = await open({ lineCount: 20 });
    await page.getByRole('button', { name: 'Read Excel back' }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('dialog').getByLabel('Workbook').click();
    await (await chooser).setFiles({
      name: 'plan.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('any'),
    });
    await page.getByText('2 changes · 1 conflict · 1 row refused').waitFor();
    expect(await page.locator('.conflict').count()).toBe(1);
    expect(await faults(page)).toEqual([]);
    await page.getByLabel('Take the file’s').check();
    await page.getByRole('button', { name: 'Apply 2 changes' }).click();
    await page.getByText('Workbook read back: 2 changes, 1 in conflict').waitFor();
    expect(api.writes.map((write) => write.path)).toEqual(
      Array.from({ length: 2 }, () => '/plan-runs/1/workbook'),
    );
  });

  test('before there is a plan, the page shows the work under way', async () => {
    const job = {
      id: '7b1f5c1e-6d3a-4a53-9a51-0b8f3a1d2c44',
      kind: 'plan',
      state: 'running',
      stage: 'forecast',
      progress: 0.4,
      cancelRequested: false,
      params: {},
      result: null,
      error: null,
      requestedBy: 'start',
      createdAt: '2026-01-05T08:30:00Z',
      startedAt: '2026-01-05T08:30:01Z',
      endedAt: null,
    } as const;
    const { page, api } = await open({ lineCount: 0, hasPlan: false, jobs: [job] });
    await page.getByText('Forecasting and planning · 40%').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.waitForTimeout(300);
    api.send({ type: 'job.changed', job: { ...job, progress: 0.8 } });
    await page.getByText('Forecasting and planning · 80%').waitFor();
  });

  test('the language is kept when the page is opened again', async () => {
    const { page } = await open({ lineCount: 5 });
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitem', { name: '简体中文' }).click();
    await page.getByRole('columnheader', { name: '缺货风险' }).waitFor();
    await page.reload();
    await page.getByRole('columnheader', { name: '缺货风险' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  });

  test('a part of the page that cannot be loaded says so instead of leaving a blank page', async () => {
    const { page } = await open({ lineCount: 5 });
    await cell(page, 1, 'item').waitFor();
    await page.route('**/line-panel-*.js', (route) => route.abort());
    await cell(page, 1, 'item').click();
    await page.getByRole('button', { name: 'Reload' }).waitFor();
  });

  testForecastScreens(open);
});
