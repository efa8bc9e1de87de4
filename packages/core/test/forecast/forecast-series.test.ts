import {
  forecastPanel,
  forecastSeries,
  forecastSettings,
  learnPanel,
  seriesContext,
} from '@stockwright/core/forecast';
import { createDice, drawPoisson } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const context = { firstDay: 0, seed: ['test'] };
const daysOf = (count: number, write: (t: number) => number) =>
  Float64Array.from({ length: count }, (_, t) => write(t));
const total = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

function pathTotals(forecast: { paths: Float32Array; horizonDays: number; pathCount: number }) {
  return Array.from({ length: forecast.pathCount }, (_, k) =>
    total(forecast.paths.subarray(k * forecast.horizonDays, (k + 1) * forecast.horizonDays)),
  ).sort((a, b) => a - b);
}

test('Poisson sales of 2 a day are forecast at 2 a day, with paths of the same mean', () => {
  const dice = createDice('poisson');
  const forecast = forecastSeries(
    daysOf(400, () => drawPoisson(dice, 2)),
    null,
    context,
    { horizonDays: 28, pathCount: 2000 },
  );
  expect(total(forecast.mean) / 28).toBeCloseTo(2, 0);
  const mean = total(pathTotals(forecast)) / 2000;
  expect(Math.abs(mean / total(forecast.mean) - 1)).toBeLessThan(0.02);
});

test('80 % of the next 28-day totals of Poisson sales fall between the 10 % and 90 % of the paths', () => {
  let covered = 0;
  const count = 300;
  for (let s = 0; s < count; s++) {
    const dice = createDice('coverage', s);
    const rate = 0.1 + 0.02 * s;
    const days = daysOf(363, () => drawPoisson(dice, rate));
    const forecast = forecastSeries(days.subarray(0, 335), null, { ...context, seed: [s] });
    const totals = pathTotals(forecast);
    const came = total(days.subarray(335));
    if (totals[19] <= came && came <= totals[179]) covered += 1;
  }
  // Somewhat more, since the paths allow for levels that stray and these do not; a binomial of 300 has a
  // standard error of 2 %.
  expect(covered / count).toBeGreaterThan(0.75);
  expect(covered / count).toBeLessThan(0.95);
});

test('a steady growth is seen by the rolling origins and Theta is taken', () => {
  const dice = createDice('growth');
  const days = daysOf(300, (t) => drawPoisson(dice, 20 + t));
  const forecast = forecastSeries(days, null, context);
  expect(forecast.method).toBe('theta');
  expect(total(forecast.mean) / 28).toBeGreaterThan(315);
  const { errors } = forecast.explanation;
  expect(errors.theta).toBeLessThan(Number(errors.combination));
});

test('a level that jumps is followed by the short memories of the combination', () => {
  const dice = createDice('jump');
  const days = daysOf(300, (t) => drawPoisson(dice, t < 200 ? 5 : 20));
  expect(forecastSeries(days, null, context).explanation.level).toBeGreaterThan(17);
});

test('closed weekdays are forecast at zero in every path, and the others carry their demand', () => {
  const days = daysOf(364, (t) => ((t + 3) % 7 === 6 ? 0 : 7)); // day 0 is a Thursday
  const weekdayShape = [7, 7, 7, 7, 7, 7, 0].map((w) => w / 6);
  const forecast = forecastSeries(days, null, { ...context, weekdayShape }, { horizonDays: 14 });
  for (let d = 0; d < 14; d++) {
    const sunday = (364 + d + 3) % 7 === 6;
    expect(forecast.mean[d]).toBeCloseTo(sunday ? 0 : 7, 0);
    if (sunday)
      for (let k = 0; k < forecast.pathCount; k++) expect(forecast.paths[k * 14 + d]).toBe(0);
  }
});

test('days without stock do not lower the forecast', () => {
  const dice = createDice('stock-out');
  const observed = new Uint8Array(300).fill(1).fill(0, 200, 290);
  const days = daysOf(300, (t) => (observed[t] === 1 ? drawPoisson(dice, 4) : 0));
  const forecast = forecastSeries(days, observed, context);
  expect(forecast.explanation.level).toBeCloseTo(4, 0);
  expect(forecast.explanation.unobservedDays).toBe(90);
});

test('an item that sold in packs of 12 is forecast in packs of 12', () => {
  const days = daysOf(330, (t) => (t % 11 === 0 ? 12 : 0));
  const { paths } = forecastSeries(days, null, context);
  const sold = Array.from(paths).filter((pieces) => pieces > 0);
  const packs = sold.filter((pieces) => Math.abs(pieces - 12) <= 1).length;
  expect(packs / sold.length).toBeGreaterThan(0.8);
});

test('totals of a lumpy item spread wider than independent days of known mean would', () => {
  // Demand whose level wanders: what history showed is what the paths must show.
  const dice = createDice('wander');
  let level = 10;
  const days = daysOf(500, () => {
    level = Math.max(2, Math.min(40, level * Math.exp(0.12 * (dice.next() + dice.next() - 1))));
    return drawPoisson(dice, level);
  });
  const forecast = forecastSeries(days, null, context, { pathCount: 1000 });
  const totals = pathTotals(forecast);
  const mean = total(totals) / 1000;
  const variance = total(totals.map((value) => (value - mean) ** 2)) / 1000;
  expect(variance).toBeGreaterThan(2 * mean);
});

test('a panel is forecast as its series one by one, whatever the order of the work', () => {
  const demand = daysOf(300, (t) => (t * 7919) % 5);
  const panel = {
    seriesCount: 2,
    item: new Int32Array([0, 1]),
    location: new Int32Array([0, 0]),
    firstDay: new Int32Array([0, 200]),
    lastDay: 199 + 100,
    offsets: new Int32Array([0, 300, 400]),
    demand: Float64Array.from([...demand, ...demand.subarray(0, 100)]),
    returned: new Float64Array(400),
    observed: new Uint8Array(400).fill(1),
  };
  const knowledge = learnPanel(panel);
  const settings = { pathCount: 20 };
  forecastPanel(panel, { knowledge, seed: (s) => ['panel', s] }, settings, (s, forecast) => {
    const alone = forecastSeries(
      panel.demand.slice(panel.offsets[s], panel.offsets[s + 1]),
      null,
      seriesContext(panel, {}, knowledge, s, 28, ['panel', s]),
      settings,
    );
    expect(forecast).toEqual(alone);
  });
});

test.each([
  ['horizonDays', 0, /horizonDays is 0; it must be a whole number from 1 to 1000/],
  ['horizonDays', 2.5, /horizonDays is 2.5/],
  ['pathCount', 0, /pathCount is 0/],
  ['probabilities', [], /probabilities is empty/],
  ['probabilities', [0.5, 0.5], /must ascend/],
  ['probabilities', [0, 0.5], /must lie between 0 and 1/],
  ['originCount', -1, /originCount is -1/],
  ['originStepDays', 0, /originStepDays is 0/],
  ['methods', [], /methods is empty/],
  ['methods', ['prophet'], /methods has "prophet"; it may hold combination/],
])('settings: %s of %j is refused', (name, value, message) => {
  expect(() => forecastSettings({ [name]: value })).toThrow(message);
});

test('arrays of different length are refused', () => {
  expect(() => forecastSeries(new Float64Array(3), new Uint8Array(2), context)).toThrow(
    /demand has 3 days but observed has 2/,
  );
});
