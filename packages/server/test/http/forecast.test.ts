import { ApiProblem, ProblemDetails } from '@stockwright/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, type Served, serveSmallShop } from '../support/house.js';

let served: Served;
beforeAll(async () => {
  served = await serveSmallShop();
});
afterAll(() => served?.close());

const refusal = async (reply: Promise<unknown>): Promise<ProblemDetails> => {
  const error = await reply.then(
    () => null,
    (thrown) => thrown,
  );
  if (!(error instanceof ApiProblem)) throw new Error(`no problem but ${error}`);
  return ProblemDetails.parse(error.details);
};

test('the calendar is seeded, added to, changed on what was seen, and cleared', async () => {
  const { client } = served;
  const year = { fromDay: '2024-01-01', toDay: '2024-12-31' };
  const seeded = await client.seedHolidays(year);
  expect(seeded.data).toMatchObject([{ country: 'GB', changed: 0, removed: 0 }]);
  expect(seeded.data[0].added).toBeGreaterThan(8);
  expect((await client.seedHolidays(year)).data[0]).toMatchObject({ added: 0, removed: 0 });
  const christmas = await client.calendarEvents({ search: 'christmas', origin: 'holiday' });
  expect(christmas.data).toMatchObject([{ fromDay: '2024-12-25', country: 'GB' }]);
  expect(christmas.data[0].nameZh).toMatch(/圣诞/);
  expect((await client.holidayCountries()).data).toContain('CN');

  const fair = { name: 'Fair', fromDay: '2024-04-02', location: 'S1', actor: 'ann' };
  const event = await client.addCalendarEvent(fair);
  const changed = await client.changeCalendarEvent(event.id, {
    ...fair,
    expectedUplift: 0.5,
    version: event.version,
  });
  expect(changed).toMatchObject({ expectedUplift: 0.5, toDay: '2024-04-02', actor: 'ann' });
  const stale = client.changeCalendarEvent(event.id, { ...fair, version: event.version });
  expect(await refusal(stale)).toMatchObject({ status: 409, code: 'calendar.changedMeanwhile' });
  await client.removeCalendarEvent(event.id, { actor: 'bob' });
  const { versions, isRemoved } = await client.calendarEvent(event.id);
  expect([isRemoved, versions.length]).toEqual([true, 3]);
  expect(await refusal(client.judgeCalendarEvent(event.id))).toMatchObject({
    status: 409,
    code: 'calendar.notYet',
  });
});

test('an override counts from the next plan on, is explained there, and is withdrawn', async () => {
  const { client, runId } = served;
  const override = await client.addForecastOverride({
    item: 'BEAR',
    location: 'S1',
    fromDay: '2024-04-01',
    toDay: '2024-04-07',
    kind: 'factor',
    value: 2,
    reason: 'advert',
  });
  const vague = client.addForecastOverride({
    fromDay: '2024-04-01',
    kind: 'factor',
    value: 2,
    reason: 'advert',
  });
  expect(await refusal(vague)).toMatchObject({ status: 422, code: 'forecast.overrideNeedsScope' });
  expect(await client.status()).toMatchObject({ latestRunIsStale: true });
  const job = await client.startPlanRun({});
  const next = await eventually(async () => {
    const { state, result } = await client.job(job.id);
    return state === 'done' ? Number(result?.runId) : undefined;
  });
  expect(next).not.toBe(runId);
  const { id: item } = override.item ?? { id: 0 };
  const { id: location } = override.location ?? { id: 0 };
  const told = await client.forecastExplanation(next, { item, location });
  expect(told.overrides).toMatchObject([{ override: { id: override.id }, days: 7 }]);
  expect(told.events.map(({ name }) => name)).toContain('Good Friday');
  expect(told.changes).toMatchObject({ runId });
  // The holidays are learned from: what was a level before is in part a feast now.
  expect(told.changes?.told.map(({ code }) => code)).toEqual([
    'levelChanged',
    'eventsAdded',
    'overridesAdded',
    'forecastChanged',
  ]);
  const { forecast } = await client.planSeries(next, { item, location });
  expect(forecast.overridden?.mean[7]).toBeCloseTo(2 * forecast.mean[7], 4);

  expect(await client.status()).toMatchObject({ latestRunIsStale: false });
  await client.withdrawForecastOverride(override.id, { actor: 'ann' });
  expect((await client.forecastOverrides()).total).toBe(0);
  expect((await client.forecastOverrides({ inForce: false })).data[0].withdrawal).toMatchObject({
    actor: 'ann',
  });
  expect(await client.judgeForecastOverrides()).toEqual({ data: [], byActor: [] });
  expect(await refusal(client.forecastAccuracy(next))).toMatchObject({ code: 'forecast.notYet' });
});

test('the whole catalogue is forecast into a file that a job makes', async () => {
  const { client } = served;
  const job = await client.startCatalogueForecast({ horizonDays: 7 });
  const done = await eventually(async () => {
    const { state, result } = await client.job(job.id);
    return state === 'done' ? result : undefined;
  });
  expect(done).toMatchObject({ seriesCount: 6, rowCount: 42 });
  const file = await fetch(client.forecastFileAddress(job.id));
  expect(file.headers.get('content-type')).toContain('text/csv');
  expect((await file.text()).trim().split('\n')).toHaveLength(43);
  const none = await fetch(client.forecastFileAddress('00000000-0000-4000-8000-000000000000'));
  expect(none.status).toBe(404);
});
