import type { DemandPanel } from '@stockwright/core/demand';
import {
  eventColumns,
  forecastPanel,
  learnPanel,
  type SeriesForecast,
  TIME_STEPS,
} from '@stockwright/core/forecast';
import { createDice, drawPoisson } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

/** Series of one length that end together at one place. */
function panelOf(series: readonly Float64Array[]): DemandPanel {
  const { length } = series[0];
  const count = series.length;
  return {
    seriesCount: count,
    item: Int32Array.from(series.keys()),
    location: new Int32Array(count),
    firstDay: new Int32Array(count).fill(1000),
    lastDay: 1000 + length - 1,
    offsets: Int32Array.from({ length: count + 1 }, (_, s) => s * length),
    demand: Float64Array.from(series.flatMap((values) => Array.from(values))),
    returned: new Float64Array(count * length),
    observed: new Uint8Array(count * length).fill(1),
  };
}

function forecastsOf(
  panel: DemandPanel,
  ...rest: Parameters<typeof learnPanel> extends [unknown, ...infer Rest] ? Rest : never
) {
  const [traits, settings] = rest;
  const forecasts: SeriesForecast[] = [];
  forecastPanel(panel, { traits, seed: (s) => [s] }, settings ?? {}, (_, one) =>
    forecasts.push(one),
  );
  return forecasts;
}

test('what no series shows by itself is learned from all: half of a change comes back the step after', () => {
  const dice = createDice('turning back');
  const series = Array.from({ length: 60 }, () => {
    let level = 100;
    return Float64Array.from({ length: 60 }, () => {
      level = 100 + 0.5 * (level - 100) + 10 * (dice.next() - 0.5);
      return level;
    });
  });
  const knowledge = learnPanel(panelOf(series), {}, { step: 'month', horizonDays: 4 });
  expect(knowledge.pooled?.weight).toBeGreaterThan(0);
  const last = series.map((values) => values[59]);
  const means = forecastsOf(panelOf(series), {}, { step: 'month', horizonDays: 4 });
  // Against the last value: the first step's forecast lies nearer to 100, as the process does.
  const pull = means.map(({ mean }, s) => (last[s] - mean[0]) * (last[s] - 100));
  const size = last.map((value) => (value - 100) ** 2);
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  expect(sum(pull) / sum(size)).toBeGreaterThan(0.3);
});

test('an event of the past that comes again is in the forecast, by name', () => {
  const dice = createDice('feast');
  const feast = (t: number) => t % 60 === 45 || t % 60 === 46;
  const series = Array.from({ length: 20 }, () =>
    Float64Array.from({ length: 330 }, (_, t) => drawPoisson(dice, feast(t) ? 12 : 3)),
  );
  const days = Array.from({ length: 370 }, (_, t) => t).filter(feast);
  const columns = eventColumns(
    days.map((t) => ({ name: 'feast', kind: 'other', firstDay: 1000 + t, lastDay: 1000 + t })),
    { step: 'day', firstDay: 1000, steps: 370 },
  );
  const [forecast] = forecastsOf(
    panelOf(series),
    { columnsOf: () => columns },
    { horizonDays: 28 },
  );
  const { mean, explanation } = forecast;
  expect(mean[345 - 330]).toBeGreaterThan(2.5 * mean[340 - 330]);
  expect(explanation.drivers[0].name).toBe('feast');
  expect(explanation.drivers[0].effect).toBeGreaterThan(0.1);
});

test('a year that comes again is forecast before it does', () => {
  const dice = createDice('summers');
  const series = Array.from({ length: 30 }, () =>
    Float64Array.from({ length: 1100 }, (_, t) =>
      drawPoisson(dice, 6 * (1 + 0.6 * Math.cos((2 * Math.PI * (t + 1000)) / 365.25))),
    ),
  );
  const months = forecastsOf(panelOf(series), {}, { horizonDays: 90 })[0].mean;
  const part = (from: number) => months.subarray(from, from + 10).reduce((a, b) => a + b, 0) / 10;
  const true_ = (t: number) => 6 * (1 + 0.6 * Math.cos((2 * Math.PI * (t + 1000)) / 365.25));
  expect(part(0)).toBeGreaterThan(0.75 * true_(1105));
  expect(part(80) / part(0)).toBeCloseTo(true_(1185) / true_(1105), 0);
});

test.each(TIME_STEPS)(
  'panels of a %s a step are forecast finite, not negative and the same again',
  (step) => {
    const dice = createDice('steps', step);
    const series = [
      Float64Array.from({ length: 80 }, (_, t) => 50 + 20 * Math.sin(t / 2) + 5 * dice.next()),
      Float64Array.from({ length: 80 }, () => drawPoisson(dice, 0.3)),
      new Float64Array(80),
      Float64Array.from({ length: 80 }, (_, t) => (t < 77 ? 0 : 4)),
      new Float64Array(80).fill(1e6),
      ...Array.from({ length: 12 }, () =>
        Float64Array.from({ length: 80 }, () => drawPoisson(dice, 4)),
      ),
    ];
    const settings = { step, horizonDays: 6, pathCount: 40 };
    const once = forecastsOf(panelOf(series), {}, settings);
    for (const { mean, paths, quantiles } of once)
      for (const values of [mean, paths, quantiles])
        for (const value of values) expect(value >= 0 && value < Infinity).toBe(true);
    expect(forecastsOf(panelOf(series), {}, settings)).toEqual(once);
  },
);
