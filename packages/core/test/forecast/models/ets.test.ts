import { dampedTrend, ets, holt, ses } from '@stockwright/core/forecast';
import { createDice } from '@stockwright/core/maths';
import { expect, test } from 'vitest';
import { formName, formsOf } from '../../../src/forecast/models/ets/form.js';
import { EtsObjective } from '../../../src/forecast/models/ets/objective.js';
import { createProblem } from '../../../src/forecast/models/ets/problem.js';
import { startStates } from '../../../src/forecast/models/ets/start.js';

const dice = createDice('seasonal sales');
const sales = Float64Array.from(
  { length: 60 },
  (_, t) => (50 + 0.5 * t) * (1 + 0.3 * Math.sin((t * Math.PI) / 2)) + 20 * dice.next(),
);
const series = { values: sales, periods: [4], domain: 'real' as const };

test.each(
  [...formsOf('ZZZ'), ...['MMN', 'MMdN', 'MMM', 'MMdM'].flatMap(formsOf)].map(
    (form) => [formName(form), form] as const,
  ),
)('the gradient of %s is that of differences, values missing or not', (_, form) => {
  const gappy = sales.map((y, t) => (t === 7 || t === 30 ? Number.NaN : y));
  const problem = createProblem(gappy, sales, 58, 4, { alpha: undefined, thorough: false });
  const objective = new EtsObjective(form, problem.trace, 58);
  const { level, growth, ring } = startStates(problem.filled, 4, form.season, form.trend);
  const x = objective.point({ alpha: 0.3, beta: 0.05, gamma: 0.1, phi: 0.9 }, level, growth, ring);
  const gradient = new Float64Array(x.length);
  objective.value(x);
  objective.gradient(gradient);
  for (let i = 0; i < x.length; i++) {
    const up = x.slice();
    const down = x.slice();
    up[i] += 1e-5;
    down[i] -= 1e-5;
    const slope = (objective.value(up) - objective.value(down)) / 2e-5;
    expect(Math.abs(slope - gradient[i])).toBeLessThan(1e-5 * (1 + Math.abs(slope)));
  }
});

test.each(['ANN', 'AAdN', 'AAA', 'MNN', 'MAdN', 'MAA', 'MNM', 'MAM', 'MMdM'])(
  'paths of %s scatter as its analytic variance says',
  (model) => {
    const fitted = ets({ model }).fit(series);
    const horizon = 10;
    const count = 4000;
    const paths = fitted.paths(horizon, count, createDice('paths'));
    const mean = fitted.mean(horizon);
    const upper = fitted.quantiles(horizon, [0.841344746068543], createDice('not drawn'));
    for (let h = 0; h < horizon; h++) {
      let sum = 0;
      let squares = 0;
      for (let k = 0; k < count; k++) {
        sum += paths[k * horizon + h] - mean[h];
        squares += (paths[k * horizon + h] - mean[h]) ** 2;
      }
      const deviation = upper[h] - mean[h];
      expect(Math.abs(sum / count)).toBeLessThan(0.06 * deviation);
      expect(Math.sqrt(squares / count) / deviation).toBeGreaterThan(0.95);
      expect(Math.sqrt(squares / count) / deviation).toBeLessThan(1.05);
    }
  },
);

test('bootstrapped paths add errors that the fit made', () => {
  const fitted = ses({ pathErrors: 'bootstrap' }).fit(series);
  const errors = sales.map((y, t) => y - fitted.fitted[t]);
  const [level] = fitted.mean(1);
  for (const value of fitted.paths(1, 50, createDice('paths')))
    expect(errors.some((error) => Math.abs(value - level - error) < 1e-9)).toBe(true);
});

test('steps that were not observed at the end carry the states on', () => {
  const late = new Float64Array(63).fill(Number.NaN);
  late.set(sales);
  const sooner = ets().fit(series).mean(8);
  const later = ets()
    .fit({ ...series, values: late })
    .mean(5);
  for (let h = 0; h < 5; h++) expect(later[h]).toBeCloseTo(sooner[h + 3], 9);
});

test('a series that begins late is fitted from its first value on', () => {
  const late = new Float64Array(66).fill(Number.NaN);
  late.set(sales, 6);
  const fitted = ets().fit({ ...series, values: late });
  expect(fitted.mean(6)).toEqual(ets().fit(series).mean(6));
  expect(fitted.fitted.subarray(6)).toEqual(ets().fit(series).fitted);
});

test.each(['AAdA', 'MAM', 'MNA', 'MMdM'])('the components of %s make up its mean', (model) => {
  const fitted = ets({ model }).fit(series);
  const mean = fitted.mean(6);
  const parts = fitted.components?.(6) ?? [];
  for (let h = 0; h < 6; h++) {
    let value = 0;
    for (const part of parts) if (part.kind === 'add') value += part.values[h];
    for (const part of parts) if (part.kind === 'multiply') value *= part.values[h];
    expect(value).toBeCloseTo(mean[h], 9);
  }
});

test('a season is found, a long one is left out and said to be', () => {
  expect(ets().fit(series).description).toMatch(/^ETS\([AM],(N|Ad?),[AM]\)$/);
  const yearly = ets().fit({ ...series, periods: [52] });
  expect(yearly.description).toMatch(/^ETS\(.,.*,N\), its season of 52 steps left out$/);
});

test('shortcuts are the forms they stand for, and a given weight stays', () => {
  expect(ses().fit(series).mean(3)).toEqual(ets({ model: 'ANN' }).fit(series).mean(3));
  expect(holt().fit(series).description).toBe('ETS(A,A,N)');
  expect(dampedTrend().fit(series).description).toBe('ETS(A,Ad,N)');
  expect(ses({ alpha: 0.1 }).fit(series).parameters.alpha).toBeCloseTo(0.1, 12);
});

test('a thorough search finds at least as much likelihood', () => {
  const quick = ets({ model: 'MAdM' }).fit(series).likelihood?.logLikelihood ?? 0;
  const thorough = ets({ model: 'MAdM', thorough: true }).fit(series).likelihood?.logLikelihood;
  expect(thorough).toBeGreaterThan(quick - 1e-3);
});

test('refuses forms and settings that do not exist', () => {
  expect(() => ets({ model: 'AAM' })).toThrow(/unstable/);
  expect(() => ets({ model: 'AXN' })).toThrow(RangeError);
  expect(() => ses({ alpha: 1 })).toThrow(/alpha is 1/);
});
