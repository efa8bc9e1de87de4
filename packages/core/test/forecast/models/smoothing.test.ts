import { dynamicSafetyStock, smoothing } from '@stockwright/core/forecast';
import { createDice } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const values = (...list: number[]) => new Float64Array(list);

test('the weight is that of the old forecast', () => {
  expect([
    ...smoothing({ oldWeight: 0.9 })
      .fit({ values: values(10, 20) })
      .mean(2),
  ]).toEqual([11, 11]);
  expect([
    ...smoothing({ oldWeight: 0 })
      .fit({ values: values(10, 20) })
      .mean(1),
  ]).toEqual([20]);
  const fitted = smoothing({ oldWeight: 0.5 }).fit({ values: values(4, 8, 2) });
  expect([...fitted.fitted.subarray(1)]).toEqual([4, 6]);
  expect(fitted.parameters).toEqual({ oldWeight: 0.5, level: 4, deviation: 4 });
});

test('the safety stock follows the errors: up after a surprise, down again in quiet', () => {
  const quiet = Array(20).fill(10);
  const stock = dynamicSafetyStock(values(...quiet, 30, ...quiet), {
    oldWeight: 0.5,
    cycleService: 0.95,
    leadTimeSteps: 3,
  });
  expect(stock[19]).toBe(0);
  // The 20th error is 20; ten errors fill the memory of b = 0.9, so V = 0.1 · 20².
  expect(stock[20]).toBeCloseTo(1.6448536 * Math.sqrt(40) * Math.sqrt(3), 5);
  expect(stock[30]).toBeLessThan(stock[21]);
  expect(stock[40]).toBeLessThan(stock[30]);
});

test('absolute errors give the same deviation as squares where errors are of one size', () => {
  const swing = values(0, 1, 0, 1, 0, 1);
  const settings = { oldWeight: 0, cycleService: 0.9772498680518208, leadTimeSteps: 1 };
  expect(dynamicSafetyStock(swing, settings)[5]).toBeCloseTo(2, 9);
  expect(dynamicSafetyStock(swing, { ...settings, errorMeasure: 'absolute' })[5]).toBeCloseTo(
    2 * Math.sqrt(Math.PI / 2),
    9,
  );
});

test('steps that were not observed change neither forecast nor safety stock', () => {
  const settings = { cycleService: 0.9, leadTimeSteps: 2 };
  const whole = dynamicSafetyStock(values(4, 8, 2), settings);
  const gappy = dynamicSafetyStock(values(Number.NaN, 4, 8, Number.NaN, 2), settings);
  expect(gappy[0]).toBeNaN();
  expect([gappy[1], gappy[2], gappy[3], gappy[4]]).toEqual([
    whole[0],
    whole[1],
    whole[1],
    whole[2],
  ]);
});

test('a safety stock covers the share of steps that it is asked to', () => {
  const dice = createDice('noise');
  const noise = Float64Array.from({ length: 4000 }, () => {
    let sum = 0;
    for (let i = 0; i < 12; i++) sum += dice.next();
    return 50 + 5 * sum;
  });
  const settings = { oldWeight: 0.95, oldErrorWeight: 0.98 };
  const stock = dynamicSafetyStock(noise, { ...settings, cycleService: 0.9, leadTimeSteps: 1 });
  const { fitted } = smoothing(settings).fit({ values: noise });
  let covered = 0;
  for (let t = 100; t < 4000; t++) if (noise[t] <= fitted[t] + stock[t - 1]) covered += 1;
  expect(covered / 3900).toBeGreaterThan(0.88);
  expect(covered / 3900).toBeLessThan(0.92);
});

test('refuses weights and services out of range', () => {
  expect(() => smoothing({ oldWeight: 1 })).toThrow(/oldWeight is 1/);
  expect(() => dynamicSafetyStock(values(1), { cycleService: 1, leadTimeSteps: 1 })).toThrow(
    RangeError,
  );
  expect(() => dynamicSafetyStock(values(1), { cycleService: 0.9, leadTimeSteps: 0 })).toThrow(
    RangeError,
  );
});
