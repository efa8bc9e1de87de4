import { arima, autoArima } from '@stockwright/core/forecast';
import { createDice, drawNormal } from '@stockwright/core/maths';
import { expect, test } from 'vitest';
import { ExactLikelihood } from '../../../src/forecast/models/arima/exact-likelihood.js';
import { GapLikelihood } from '../../../src/forecast/models/arima/gap-likelihood.js';
import {
  difference,
  differencingInArForm,
} from '../../../src/forecast/models/arima/lag-polynomials.js';

const noise = (count: number, seed: string): Float64Array => {
  const dice = createDice(seed);
  return Float64Array.from({ length: count }, () => drawNormal(dice));
};

test.each([
  [{ p: 2, d: 0, q: 2, P: 1, D: 1, Q: 1, period: 7, constant: false }],
  [{ p: 1, d: 1, q: 3, P: 0, D: 1, Q: 2, period: 4, constant: false }],
  [{ p: 4, d: 2, q: 1, P: 0, D: 0, Q: 0, period: 1, constant: false }],
])(
  'the quick likelihood and the Kalman filter agree on %o, differenced before or inside',
  (order) => {
    const y = noise(120, 'agree');
    const { d, D, period, p, q, P, Q } = order;
    const w = difference(y, d, D, period);
    const search = noise(p + q + P + Q, 'coefficients').map((u) => 0.7 * u);
    const squares = (engine: ExactLikelihood | GapLikelihood) => {
      const out = new Float64Array(engine.residualCount);
      expect(engine.evaluate(search, out)).toBe(true);
      return out.reduce((sum, r) => sum + r * r, 0);
    };
    const quick = squares(new ExactLikelihood(order, [w]));
    const before = squares(new GapLikelihood(order, [w], new Float64Array(0)));
    const inside = squares(new GapLikelihood(order, [y], differencingInArForm(d, D, period)));
    expect(before / quick).toBeCloseTo(1, 8);
    // The vague start stands for no knowledge at all up to a millionth of it.
    expect(inside / quick).toBeCloseTo(1, 4);
  },
);

test('a driver is learnt under autocorrelated errors and carried into the forecast, gaps or not', () => {
  const errors = noise(160, 'errors');
  const promotion = Float64Array.from({ length: 180 }, (_, t) => (t % 9 < 2 ? 1 : 0));
  const values = new Float64Array(160);
  let level = 0;
  for (let t = 0; t < 160; t++) {
    level = 0.6 * level + errors[t];
    values[t] = 50 + level + 20 * promotion[t];
  }
  const drivers = [{ name: 'promotion', values: promotion }];
  for (const model of [arima({ order: [1, 0, 0] }), autoArima()]) {
    for (const history of [values, values.map((y, t) => (t % 11 === 3 ? Number.NaN : y))]) {
      const fitted = model.fit({ values: history, drivers });
      expect(Math.abs(fitted.parameters['driver:promotion'] - 20)).toBeLessThan(0.7);
      const mean = fitted.mean(20);
      const parts = fitted.components?.(20) ?? [];
      expect(parts.map((part) => part.name)).toEqual(['arima', 'driver:promotion']);
      for (let h = 0; h < 20; h++) {
        expect(parts[0].values[h] + parts[1].values[h]).toBeCloseTo(mean[h], 9);
        expect(parts[1].values[h] > 15).toBe(promotion[160 + h] === 1);
      }
      expect(() => fitted.mean(21)).toThrow(RangeError);
    }
  }
});

test('sample paths have the mean and the deviation that the model says', () => {
  const errors = noise(200, 'walk');
  let sum = 100;
  const values = errors.map((e) => {
    sum += e;
    return sum;
  });
  const fitted = arima({ order: [0, 1, 1] }).fit({ values, domain: 'real' });
  const paths = fitted.paths(8, 4000, createDice('paths'));
  const last = Float64Array.from({ length: 4000 }, (_, k) => paths[k * 8 + 7]);
  const mean = last.reduce((a, b) => a + b, 0) / 4000;
  const deviation = Math.sqrt(last.reduce((a, b) => a + (b - mean) ** 2, 0) / 3999);
  const [low, middle, high] = [0.1587, 0.5, 0.8413].map(
    (p) => fitted.quantiles(8, [p], createDice('none'))[7],
  );
  expect(Math.abs(mean - middle)).toBeLessThan(0.05 * deviation);
  expect(deviation / ((high - low) / 2)).toBeCloseTo(1, 1);
});

test('a straight line and a repeated season are continued without any spread', () => {
  const line = autoArima().fit({ values: Float64Array.from({ length: 40 }, (_, t) => 3 + 2 * t) });
  expect([...line.mean(2)].map((v) => Math.round(v * 1e6) / 1e6)).toEqual([83, 85]);
  const season = arima({ order: [0, 0, 0], seasonal: [0, 1, 0], constant: false });
  const weeks = Float64Array.from({ length: 35 }, (_, t) => [5, 1, 2, 3, 8, 13, 21][t % 7]);
  expect([...season.fit({ values: weeks, periods: [7] }).mean(7)].map(Math.round)).toEqual([
    5, 1, 2, 3, 8, 13, 21,
  ]);
});

test('long seasons are left out, and the description says so', () => {
  const values = noise(150, 'long').map((e) => 20 + e);
  expect(autoArima().fit({ values, periods: [52] }).description).toContain('season of 52 left out');
  expect(autoArima().fit({ values, periods: [30.4] }).description).toContain('no whole season');
});

test.each([
  [() => arima({ order: [1.5, 0, 0] })],
  [() => arima({ order: [-1, 0, 0] })],
  [() => arima({ order: [0, 1, 0], seasonal: [0, 1, 0], constant: true })],
  [() => arima({ seasonal: [1, 0, 0], period: 1 })],
  [() => autoArima({ maxP: -1 })],
  [() => autoArima({ longestPeriod: 1 })],
])('a setting out of its range is refused: %s', (make) => {
  expect(make).toThrow(RangeError);
});

test('a driver that ends before the history, or is not finite, is refused', () => {
  const values = noise(30, 'short');
  for (const column of [new Float64Array(29), new Float64Array(40).fill(Number.NaN)])
    expect(() => autoArima().fit({ values, drivers: [{ name: 'price', values: column }] })).toThrow(
      RangeError,
    );
});
