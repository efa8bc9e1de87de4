import type { ErrorRow } from '@stockwright/core/forecast';
import { expect, test } from 'vitest';
import { calibrationsOf } from '../benches/src/calibration/calibration.js';
import { type Judged, PROBABILITIES } from '../benches/src/calibration/judged-set.js';
import { drawCalibration } from '../benches/src/calibration/picture.js';

/** A thousand steps whose PIT values are given, of a forecast of a measure: below = at or below. */
function judged(method: string, pit: readonly number[]): Judged {
  const shares = PROBABILITIES.map((probability) => pit.filter((u) => u <= probability).length);
  const row: ErrorRow = {
    series: 0,
    window: 0,
    rmsse: 1,
    mase: 1,
    smape: 1,
    spl: 1,
    msis: 1,
    crps: 1,
    forecastTotal: 110,
    actualTotal: 100,
    steps: pit.length,
    below: shares,
    atOrBelow: shares,
    within80: Number.NaN,
    within95: Number.NaN,
    pit,
  };
  return { method, steps: [row], totals: [row] };
}

const even = Array.from({ length: 1000 }, (_, i) => (i + 0.5) / 1000);
const tooHigh = even.map((u) => u ** 2);

test('a right forecast has an even histogram and no miss; one that is too high is told by both', () => {
  const [right, wrong] = calibrationsOf(
    [[judged('default', even), judged('ets', tooHigh)]],
    'steps',
  );
  expect(right.pitDensity).toHaveLength(20);
  for (const density of right.pitDensity) expect(density).toBeCloseTo(1, 9);
  expect(right.pitDistance).toBeCloseTo(0.0005, 9);
  expect(right.quantileMiss).toBeCloseTo(0, 9);
  // P(U² <= u) = √u lies furthest above u at u = 1/4.
  expect(wrong.pitDistance).toBeCloseTo(0.25, 2);
  expect(wrong.quantileMiss).toBeCloseTo(0.25, 2);
  expect(wrong.pitDensity[0]).toBeCloseTo(20 * Math.sqrt(1 / 20), 1);
  expect(wrong.bias).toBeCloseTo(0.1, 12);
});

test('the picture of calibration has a panel for each group and a bar cut at three tells its height', () => {
  const calibrations = calibrationsOf([[judged('default', even), judged('ets', tooHigh)]], 'steps');
  const column = { step: 'day', horizon: 28, steps: calibrations, totals: calibrations };
  const svg = drawCalibration([
    { title: 'Pots & pans', ...column },
    { title: 'Toys', ...column },
  ]);
  expect(svg.match(/class="band ours"/g)).toHaveLength(4);
  expect(svg).toContain('Pots &amp; pans');
  expect(svg).toContain('4.5×');
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});
