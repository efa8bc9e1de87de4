import { type TrendSeasonsSettings, trendSeasons } from '@stockwright/core/forecast';
import { expect, test } from 'vitest';
import { evaluate } from '../../src/forecast/models/trend-seasons/curve.js';
import { designOf } from '../../src/forecast/models/trend-seasons/design.js';
import { fitTrendSeasons } from '../../src/forecast/models/trend-seasons/fit.js';
import { trendSeasonsSettings } from '../../src/forecast/models/trend-seasons/settings.js';
import cases from './forecast/trend-seasons.json' with { type: 'json' };

type Case = (typeof cases)[number];

const settingsOf = ({ growth, cap, mode, orders }: Case): Partial<TrendSeasonsSettings> => ({
  growth: growth === 'logistic' ? 'logistic' : 'linear',
  cap: cap ?? undefined,
  seasonMode: mode === 'additive' ? 'add' : 'multiply',
  orders,
});
const seriesOf = ({ values, periods, drivers }: Case) => ({
  values: Float64Array.from(values, (value) => value ?? Number.NaN),
  periods,
  drivers: Object.entries(drivers).map(([name, column]) => ({
    name,
    values: Float64Array.from(column ?? []),
  })),
});

/**
 * Prophet's optimiser stops short of the mode (see the next test) by what moves a forecast by up to 1.5 % of
 * its level where many changepoints compete, and by less than 0.1 % where few do.
 */
const TOLERANCE: Readonly<Record<string, number>> = {
  daily: 0.01,
  'daily, multiplicative': 0.01,
  'daily, values missing': 0.02,
};

test.each(cases.map((c) => [c.name, c] as const))(
  'forecasts as prophet 1.5 does: %s',
  (name, c) => {
    const fitted = trendSeasons(settingsOf(c)).fit(seriesOf(c));
    const mean = fitted.mean(c.forecast.length);
    const level = c.forecast.reduce((sum, value) => sum + value, 0) / c.forecast.length;
    for (let h = 0; h < mean.length; h++)
      expect(Math.abs(mean[h] - c.forecast[h])).toBeLessThan((TOLERANCE[name] ?? 0.001) * level);
    expect(Math.abs(fitted.parameters.sigma / c.sigma - 1)).toBeLessThan(0.015);
  },
);

/** Minus the logarithm of the posterior, up to a constant, of our fit: as the script computes prophet's. */
function lossOf(c: Case): number {
  const settings = trendSeasonsSettings(settingsOf(c));
  const design = designOf(seriesOf(c), settings, 2);
  if (!design) throw new Error(`no design of ${c.name}`);
  const { base, delta, noise } = fitTrendSeasons(design, settings);
  const { trend, parts } = evaluate(design, { base, delta }, settings);
  const squares = design.value.reduce((sum, value, i) => {
    const fitted = c.mode === 'additive' ? trend[i] + parts[i] : trend[i] * (1 + parts[i]);
    return sum + (value - fitted) ** 2;
  }, 0);
  const half = (values: Float64Array, spread: number) =>
    values.reduce((sum, value) => sum + value * value, 0) / (2 * spread * spread);
  return (
    design.rows * Math.log(noise) +
    squares / (2 * noise * noise) +
    half(Float64Array.of(noise), 0.5) +
    half(base.slice(0, 2), 5) +
    half(base.slice(2), 10) +
    delta.reduce((sum, change) => sum + Math.abs(change), 0) / 0.05
  );
}

test.each(cases.filter(({ loss }) => loss !== null).map((c) => [c.name, c] as const))(
  'is at least as probable a posteriori as prophet’s fit: %s',
  (_, c) => {
    expect(lossOf(c)).toBeLessThan(c.loss ?? Number.NaN);
  },
);
