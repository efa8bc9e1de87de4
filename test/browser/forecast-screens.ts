import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { FakeApi, FakeSettings } from './fake-api.js';
import { faults } from './support.js';

type Open = (
  settings: FakeSettings,
  options: BrowserContextOptions & { path?: string },
) => Promise<{ page: Page; api: FakeApi }>;

/**
 * The screens for forecasts. They are tried beside the other screens of the desk, in the same browser and on
 * the same built page: a file of their own would build the page once more.
 */
export function testForecastScreens(open: Open): void {
  test('an event that a person adds stands in the calendar, with what it is expected to do', async () => {
    const { page, api } = await open({ lineCount: 5 }, { path: '/calendar' });
    await page.getByRole('link', { name: 'Christmas Day' }).waitFor();
    await page.getByRole('button', { name: 'November' }).click();
    await page.getByRole('button', { name: 'Add an event on 10 Nov 2011' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: false }).first().fill('Toy fair 2011');
    await dialog.getByLabel('Last day').fill('2011-11-12');
    await dialog.getByLabel('Where').selectOption({ label: 'London shop' });
    await dialog.getByLabel('Expected uplift').fill('+25');
    expect(await faults(page, '[role=dialog]')).toEqual([]);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('heading', { name: 'Toy fair 2011' }).waitFor();
    const row = page.locator('.event-list tr', { hasText: 'Toy fair 2011' });
    expect(await row.textContent()).toMatch(/London shop.*\+25%/);
    expect(api.writes.at(-1)).toMatchObject({
      path: '/calendar-events',
      body: {
        fromDay: '2011-11-10',
        toDay: '2011-11-12',
        location: 'SHOP-LON',
        country: null,
        expectedUplift: 0.25,
      },
    });
  });

  test('a corrected forecast shows two numbers, before it is stored and after, until it is withdrawn', async () => {
    const { page, api } = await open({ lineCount: 5 }, { path: '/?line=1' });
    await page.locator('.week-bars').waitFor();
    await page.getByText('Time of the year').waitFor();
    await page.getByRole('button', { name: 'Correct the forecast' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Last day').fill('2011-11-07');
    await dialog.getByLabel('Factor or change').fill('+100%');
    const two = dialog.locator('.forecast-pair dd');
    const numbers = async (of: typeof two) => (await of.allTextContents()).map(Number);
    const [computed, own] = await numbers(two);
    // Each is rounded for itself.
    expect(Math.abs(own - 2 * computed)).toBeLessThanOrEqual(1);
    const store = dialog.getByRole('button', { name: 'Store the override' });
    expect(await store.isDisabled()).toBe(true);
    await dialog.getByLabel('In your own words').fill('Shop window');
    expect(await faults(page, '[role=dialog]')).toEqual([]);
    await store.click();
    const override = page.locator('.override-list li');
    await override.getByText('Counts from the next plan on.').waitFor();
    expect(await numbers(override.locator('.forecast-pair dd'))).toEqual([computed, own]);
    expect(api.writes.at(-1)).toMatchObject({
      path: '/forecast-overrides',
      body: { item: '85123A', location: 'DC-UK', kind: 'factor', value: 2, reason: 'Shop window' },
    });
    await override.getByRole('button', { name: 'Withdraw' }).click();
    await override.getByRole('button', { name: 'Press again to withdraw' }).click();
    await override.waitFor({ state: 'detached' });
    expect(api.writes.at(-1)?.path).toBe('/forecast-overrides/1/withdrawal');
    // Nothing in the panel lengthens the page behind it.
    expect(
      await page.locator('.shell-main').evaluate((main) => main.scrollHeight - main.clientHeight),
    ).toBe(0);
  });

  test.each([
    ['en-GB', 'light', 'There is nothing to judge yet.', 'What it did last time'],
    ['zh-CN', 'dark', '还没有可评价的预测调整。', '上一次的影响'],
  ] as const)(
    'in %s, %s, the accuracy of a past plan and an open event are told without a fault',
    async (locale, colorScheme, nothing, lastTime) => {
      const { page } = await open({ lineCount: 5 }, { locale, colorScheme, path: '/accuracy' });
      await page.locator('.accuracy-table tbody tr').first().waitFor();
      expect(await page.locator('.accuracy-table tbody tr').first().textContent()).toMatch(
        /220.*240/,
      );
      await page.getByText(nothing).waitFor();
      expect(await faults(page)).toEqual([]);
      await page.locator('nav a[href="/calendar"]').click();
      await page.locator('.event-list a[href^="/calendar/3"]').click();
      await page.getByRole('heading', { name: lastTime }).waitFor();
      await page.locator('.line-panel .is-chosen').getByText('+30%').waitFor();
      expect(await faults(page)).toEqual([]);
    },
  );
}
