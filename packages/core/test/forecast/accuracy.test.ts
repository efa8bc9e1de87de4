import {
  bias,
  coverage,
  crpsOfQuantiles,
  crpsOfSamples,
  mase,
  msis,
  naive2,
  owa,
  pairedComparison,
  pinball,
  quantileMiss,
  randomisedPit,
  rmsse,
  smape,
  spl,
  summariseErrors,
  uniformDistance,
  windowErrors,
  wrmsse,
} from '@stockwright/core/forecast';
import {
  createDice,
  drawNegativeBinomial,
  drawNormal,
  studentQuantile,
} from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const START = { from: 'start' } as const;

test('RMSSE and MASE by hand: history 0 2 0 2 steps by 2; errors 0 and 1', () => {
  expect(rmsse([0, 2, 0, 2], [1, 1], [1, 2], START)).toBeCloseTo(Math.sqrt(0.5 / 4), 12);
  expect(mase([0, 2, 0, 2], [1, 1], [1, 2], START)).toBeCloseTo(0.5 / 2, 12);
});

test('the scale begins with the first sale unless told otherwise', () => {
  expect(mase([0, 0, 0, 4, 2], [1], [2])).toBeCloseTo(1 / 2, 12);
  expect(mase([0, 0, 0, 4, 2], [1], [2], START)).toBeCloseTo(1 / 1.5, 12);
  expect(mase([1, 5, 2, 7], [1], [2], { lag: 2 })).toBeCloseTo(1 / 1.5, 12);
});

test('unobserved steps are neither judged nor part of the scale', () => {
  expect(mase([2, Number.NaN, 4, 1], [Number.NaN, 3], [9, 4])).toBeCloseTo(1 / 3, 12);
});

test('a constant history gives no scale, and says so', () => {
  expect(rmsse([1, 1, 1], [1], [2])).toBeNaN();
  expect(mase([1, 1, 1], [1], [2])).toBeNaN();
});

test('sMAPE, OWA, bias and WRMSSE by hand', () => {
  expect(smape([100, 0], [120, 0])).toBeCloseTo((200 * 20) / 220 / 2, 12);
  expect(owa({ smape: 8, mase: 2 }, { smape: 10, mase: 2.5 })).toBeCloseTo(0.8, 12);
  expect(bias([4, 6], [5, 7])).toBeCloseTo(0.2, 12);
  expect(wrmsse([1, Number.NaN, 2], [3, 5, 1])).toBeCloseTo(5 / 4, 12);
});

test('the pinball loss of a 90 % quantile costs nine times as much below the actual as above it', () => {
  expect(pinball(10, 8, 0.9)).toBeCloseTo(1.8, 12);
  expect(pinball(10, 12, 0.9)).toBeCloseTo(0.2, 12);
  expect(spl([1, 3, 1], [10], [8, 12], [0.5, 0.9])).toBeCloseTo((1 + 0.2) / 2 / 2, 12);
});

test('an interval of width 2 that is missed by 1 scores 2 + 40 at 95 %', () => {
  expect(msis([1, 2, 1], [5], [2], [4], 0.05)).toBeCloseTo(42, 12);
  expect(coverage([1, 2, 3, Number.NaN], [1, 1, 1, 1], [2, 2, 2, 2])).toBeCloseTo(2 / 3, 12);
});

test('CRPS by samples and by dense quantiles is that of the normal distribution in closed form', () => {
  // CRPS of N(0, 1) at 0.5: 0.5 (2Φ(0.5) − 1) + 2φ(0.5) − 1/√π (Gneiting & Raftery 2007, section 4.2).
  const exact = 0.5 * (2 * 0.691462461274013 - 1) + 2 * 0.352065326764299 - 1 / Math.sqrt(Math.PI);
  const dice = createDice('crps');
  const samples = Float64Array.from({ length: 20_000 }, () => drawNormal(dice)).sort();
  const probabilities = Array.from({ length: 199 }, (_, p) => (p + 1) / 200);
  const quantiles = probabilities.map((p) => samples[Math.floor(p * samples.length)]);
  expect(crpsOfSamples(0.5, samples)).toBeCloseTo(exact, 2);
  expect(crpsOfQuantiles(0.5, quantiles, probabilities)).toBeCloseTo(exact, 2);
  expect(crpsOfSamples(1, [0, 2])).toBe(0.5);
});

test('the randomised PIT of counts is uniform for the right distribution and not for a narrow one', () => {
  const dice = createDice('pit');
  const pitOf = (spread: number): Float64Array =>
    Float64Array.from({ length: 4000 }, () => {
      const actual = drawNegativeBinomial(dice, 2, 0.5);
      const samples = Float64Array.from({ length: 40 }, () => drawNegativeBinomial(dice, 2, 0.5));
      return randomisedPit(
        actual,
        samples.map((x) => Math.round(2 + spread * (x - 2))),
        dice,
      );
    });
  expect(uniformDistance(pitOf(1))).toBeLessThan(0.025);
  expect(uniformDistance(pitOf(0.4))).toBeGreaterThan(0.1);
  expect(uniformDistance([0.5])).toBe(0.5);
});

test('a quantile of counts is right where it has its probability between both of its shares', () => {
  expect(quantileMiss({ probability: 0.5, below: 0, atOrBelow: 0.6 })).toBe(0);
  expect(quantileMiss({ probability: 0.5, below: 0.55, atOrBelow: 0.6 })).toBeCloseTo(0.05, 12);
  expect(quantileMiss({ probability: 0.5, below: 0.2, atOrBelow: 0.4 })).toBeCloseTo(0.1, 12);
});

test('Naive2 repeats the season of a seasonal series and the last value of any other', () => {
  const seasonal = Float64Array.from({ length: 48 }, (_, t) => 100 * (t % 12 === 0 ? 2 : 1));
  const forecast = naive2(seasonal, 12, 12);
  expect(forecast[0] / forecast[1]).toBeCloseTo(2, 6);
  expect(forecast[11]).toBeCloseTo(100, 6);
  expect(naive2([1, 5, 2, 7], 3, 12)).toEqual(new Float64Array([7, 7, 7]));
});

test('a window is judged by all that the forecast gives, and by nothing that it does not', () => {
  const dice = createDice('window');
  const bare = windowErrors([1, 3, 1], [2, 4], { mean: [2, 3] }, dice);
  expect(bare).toMatchObject({ mase: 0.25, forecastTotal: 5, actualTotal: 6, below: [], pit: [] });
  expect([bare.spl, bare.msis, bare.crps, bare.within80].every(Number.isNaN)).toBe(true);
  const probabilities = [0.1, 0.9];
  const whole = windowErrors(
    [1, 3, 1],
    [2, 4],
    { mean: [2, 3], probabilities, quantiles: [2, 2, 3, 3], paths: [2, 3, 2, 3] },
    dice,
  );
  expect(whole).toMatchObject({ below: [0, 1], atOrBelow: [1, 1], within80: 1, crps: 0.25 });
  expect(whole.pit.length).toBe(2);
  const summary = summariseErrors([{ ...whole, series: 0, window: 0 }], probabilities);
  expect(summary.coverage80).toBe(0.5);
  expect(summary.bias).toBeCloseTo(-1 / 6, 12);
  expect(summary.quantiles[1]).toEqual({ probability: 0.9, below: 0.5, atOrBelow: 0.5 });
});

test('each window counts the same in the summary, however many series it has', () => {
  const dice = createDice('windows');
  const row = (series: number, window: number, actual: number) => ({
    ...windowErrors([0, 1, 0], [actual], { mean: [0] }, dice, START),
    series,
    window,
  });
  const { mase: mean } = summariseErrors([row(0, 0, 1), row(1, 0, 3), row(0, 1, 6)]);
  expect(mean).toBeCloseTo((2 + 6) / 2, 12);
});

test('Student quantiles agree with the table of Abramowitz & Stegun 26.10', () => {
  const table = [12.706, 4.303, 3.182, 2.776, 2.571];
  table.forEach((value, i) => {
    expect(studentQuantile(0.975, i + 1)).toBeCloseTo(value, 3);
  });
  expect(studentQuantile(0.025, 11)).toBeCloseTo(-2.201, 3);
  expect(studentQuantile(0.5, 7)).toBe(0);
  expect(studentQuantile(0.975, 100_000)).toBeCloseTo(1.96, 3);
});

/** Scores of a panel: noise of the pair, of the series and of the window; ours differ by `gain`. */
function panel(dice: ReturnType<typeof createDice>, windowCount: number, gain: number) {
  const rows: { series: number; window: number }[] = [];
  const ours: number[] = [];
  const theirs: number[] = [];
  const shock = Array.from({ length: windowCount }, () => 0.1 * drawNormal(dice));
  for (let series = 0; series < 60; series++) {
    const own = 0.3 * drawNormal(dice);
    for (let window = 0; window < windowCount; window++) {
      rows.push({ series, window });
      theirs.push(1);
      ours.push(1 + gain + own + shock[window] + 0.2 * drawNormal(dice));
    }
  }
  return pairedComparison(rows, ours, theirs);
}

test('the paired interval holds the true difference in 19 of 20 panels whose windows are shocked', () => {
  const dice = createDice('interval');
  let held = 0;
  for (let k = 0; k < 400; k++) {
    const {
      differenceInterval: [low, high],
    } = panel(dice, 12, 0.05);
    if (low <= 0.05 && 0.05 <= high) held += 1;
  }
  expect(held / 400).toBeGreaterThan(0.92);
  expect(held / 400).toBeLessThan(0.985);
});

test('with few windows the series are the clusters, and it says so', () => {
  expect(panel(createDice('few'), 3, 0).clusteredBy).toBe('series');
  const rows = [0, 1, 2].map((series) => ({ series, window: 0 }));
  const { ratio, ratioInterval, windowsWon } = pairedComparison(rows, [1, 2, 3], [2, 4, 6]);
  expect([ratio, ...ratioInterval, windowsWon]).toEqual([0.5, 0.5, 0.5, 1]);
  expect(pairedComparison(rows.slice(0, 1), [1], [2]).ratioInterval).toEqual([
    Number.NaN,
    Number.NaN,
  ]);
});
