import { AccuracyTally, mase, pinball, rmsse, rollingAccuracy } from '@stockwright/core/forecast';
import { createDice, drawPoisson } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

test('RMSSE and MASE by hand: history 0 2 0 2 steps by 2; errors 0 and 1', () => {
  expect(rmsse([0, 2, 0, 2], [1, 1], [1, 2])).toBeCloseTo(Math.sqrt(0.5 / 4), 12);
  expect(mase([0, 2, 0, 2], [1, 1], [1, 2])).toBeCloseTo(0.5 / 2, 12);
});

test('a constant history gives no scale, and says so', () => {
  expect(rmsse([1, 1, 1], [1], [2])).toBeNaN();
  expect(mase([1, 1, 1], [1], [2])).toBeNaN();
});

test('the pinball loss of a 90 % quantile costs nine times as much below the actual as above it', () => {
  expect(pinball(10, 8, 0.9)).toBeCloseTo(1.8, 12);
  expect(pinball(10, 12, 0.9)).toBeCloseTo(0.2, 12);
});

test('a tally by hand: two forecasts, one total inside its interval, one above', () => {
  const tally = new AccuracyTally();
  const paths = Float64Array.from({ length: 10 }, (_, k) => k + 1); // 1..10: interval 1..9
  tally.add([0, 1, 0], [5], { mean: [4], paths });
  tally.add([0, 1, 0], [15], { mean: [4], paths });
  const { count, bias, coverage80, pinball: loss } = tally.summary();
  expect(count).toBe(2);
  expect(bias).toBeCloseTo((8 - 20) / 20, 12);
  expect(coverage80).toBe(0.5);
  const first = 0.1 * (5 - 1) + 0 + 0.1 * (9 - 5);
  const second = 0.1 * 14 + 0.5 * 10 + 0.9 * 6;
  expect(loss).toBeCloseTo((first + second) / 3 / 20, 12);
});

test('a forecast of another length is refused', () => {
  expect(() => new AccuracyTally().add([1, 2], [1, 2], { mean: [1] })).toThrow(
    /the forecast has 1 days, the actual 2/,
  );
});

test('rolling origins never see the days they are judged by', () => {
  const dice = createDice('rolling');
  const days = Float64Array.from({ length: 200 }, () => drawPoisson(dice, 3));
  const changed = days.slice().fill(500, 172);
  const settings = { horizonDays: 28 };
  const context = { firstDay: 0, seed: [1] };
  const one = rollingAccuracy(days, null, context, settings, { count: 1 });
  const two = rollingAccuracy(changed, null, context, settings, { count: 1 });
  // The same forecast, judged by other days: Σ(f − a)/Σa of both gives the same Σf.
  const came = (values: Float64Array) => values.subarray(172).reduce((a, b) => a + b, 0);
  expect((1 + one.bias) * came(days)).toBeCloseTo((1 + two.bias) * came(changed), 6);
  expect(one.count).toBe(1);
});
