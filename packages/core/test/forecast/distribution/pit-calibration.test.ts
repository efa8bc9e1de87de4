import {
  calibratedLevel,
  calibratedPit,
  calibratePaths,
  type PitCalibration,
  PitTally,
  remarkPaths,
  sortedSteps,
} from '@stockwright/core/forecast';
import {
  createDice,
  drawNegativeBinomial,
  drawPoisson,
  hashSeed,
  quantileOfSorted,
} from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const PATHS = 100;
const HORIZON = 4;

/** A forecaster that believes in Poisson counts, of a world where they are overdispersed and fewer. */
function pastForecasts(seed: string, count: number) {
  const dice = createDice(seed);
  return Array.from({ length: count }, (_, series) => {
    const mean = 0.5 + (hashSeed(seed, series) % 40) / 10;
    const paths = Float64Array.from({ length: PATHS * HORIZON }, () => drawPoisson(dice, mean));
    const actual = Float64Array.from({ length: HORIZON }, () =>
      drawNegativeBinomial(dice, mean / 1.5, 0.85 * mean),
    );
    return { paths, actual };
  });
}

const column = (paths: Float64Array, h: number): Float64Array =>
  Float64Array.from({ length: PATHS }, (_, k) => paths[k * HORIZON + h]);

function tallyOf(forecasts: readonly { paths: Float64Array; actual: Float64Array }[]): PitTally {
  const tally = new PitTally({ bandEnds: [4], cells: 100 });
  for (const { paths, actual } of forecasts)
    for (let h = 0; h < HORIZON; h++) tally.addSamples(h + 1, actual[h], column(paths, h));
  return tally;
}

/** Kolmogorov distance of the PITs, randomised between P(Y < y) and P(Y <= y), from uniform ones. */
function kolmogorov(forecasts: readonly { paths: Float64Array; actual: Float64Array }[]): number {
  const dice = createDice('randomised');
  const pits: number[] = [];
  for (const { paths, actual } of forecasts)
    for (let h = 0; h < HORIZON; h++) {
      const samples = column(paths, h);
      const below = samples.filter((sample) => sample < actual[h]).length;
      const upTo = samples.filter((sample) => sample <= actual[h]).length + 1;
      pits.push((below + dice.next() * (upTo - below)) / (PATHS + 1));
    }
  pits.sort((a, b) => a - b);
  return Math.max(...pits.map((pit, i) => Math.abs(pit - (i + 0.5) / pits.length)));
}

test('counts forecast too narrow and too high are uniform in new forecasts after calibration', () => {
  const calibration = tallyOf(pastForecasts('learn', 1000)).calibration();
  const fresh = pastForecasts('judge', 1000);
  expect(kolmogorov(fresh)).toBeGreaterThan(0.06);
  const calibrated = fresh.map(({ paths, actual }) => ({
    actual,
    paths: calibratePaths(calibration, paths, HORIZON),
  }));
  expect(kolmogorov(calibrated)).toBeLessThan(0.02);
  for (const probability of [0.1, 0.5, 0.9, 0.95]) {
    let below = 0;
    let upTo = 0;
    for (const { paths, actual } of calibrated) {
      const sorted = sortedSteps(paths, HORIZON);
      for (let h = 0; h < HORIZON; h++) {
        const step = sorted.subarray(h * PATHS, (h + 1) * PATHS);
        const quantile = quantileOfSorted(step, probability);
        if (actual[h] < quantile) below += 1;
        if (actual[h] <= quantile) upTo += 1;
      }
    }
    expect(below / (calibrated.length * HORIZON)).toBeLessThan(probability + 0.01);
    expect(upTo / (calibrated.length * HORIZON)).toBeGreaterThan(probability - 0.01);
  }
});

test('without any past forecast nothing changes', () => {
  const calibration = new PitTally().calibration();
  const [{ paths }] = pastForecasts('nothing learnt', 1);
  expect(calibratePaths(calibration, paths, HORIZON)).toEqual(paths);
  expect(calibratedPit(calibration, 3, 0.3)).toBeCloseTo(0.3, 12);
  expect(calibratedLevel(calibration, 3, 0.3)).toBeCloseTo(0.3, 12);
});

test('the map and its inverse undo each other, and survive being stored as text', () => {
  const learned = tallyOf(pastForecasts('stored', 300)).calibration();
  const calibration: PitCalibration = JSON.parse(JSON.stringify(learned));
  for (const u of [0, 0.01, 0.2, 0.5, 0.77, 0.999, 1])
    expect(calibratedPit(calibration, 2, calibratedLevel(calibration, 2, u))).toBeCloseTo(u, 9);
});

test('tallies of two halves merge to that of the whole', () => {
  const forecasts = pastForecasts('halves', 60);
  const first = tallyOf(forecasts.slice(0, 25));
  first.merge(tallyOf(forecasts.slice(25)));
  const merged = first.calibration().shares.flat();
  tallyOf(forecasts)
    .calibration()
    .shares.flat()
    .forEach((share, i) => {
      expect(share).toBeCloseTo(merged[i], 12);
    });
  expect(() => first.merge(new PitTally())).toThrow(/cannot be merged/);
});

test('re-marked paths keep the order of their steps; equal days go by the total of the path', () => {
  const paths = new Float64Array([0, 5, 3, 1, 0, 9]);
  const marks = new Float64Array([10, 20, 30, 40, 50, 60]);
  // Steps: 0, 3, 0 and 5, 1, 9. Of the two zeros the path of total 9 comes after that of 5.
  expect(remarkPaths(paths, 2, sortedSteps(paths, 2), marks)).toEqual(
    new Float64Array([10, 50, 30, 40, 20, 60]),
  );
});

test('more of what happened above all samples than is honest lengthens the tail', () => {
  const tally = new PitTally({ bandEnds: [1], priorCount: 1 });
  const samples = Float64Array.from({ length: 100 }, (_, k) => k);
  for (let i = 0; i < 500; i++) tally.addSamples(1, i % 5 === 0 ? 1000 : i % 100, samples);
  const calibrated = calibratePaths(tally.calibration(), samples, 1);
  expect(calibrated[99]).toBeGreaterThan(99);
  expect(calibrated[50]).toBeLessThanOrEqual(99);
});

test('settings out of range are refused by name', () => {
  expect(() => new PitTally({ bandEnds: [3, 2] })).toThrow(/bandEnds are 3,2/);
  expect(() => new PitTally({ cells: 2 })).toThrow(/cells is 2/);
  expect(() => new PitTally({ priorCount: 0 })).toThrow(/priorCount is 0/);
});
