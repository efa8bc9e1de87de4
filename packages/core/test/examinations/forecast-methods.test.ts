import { FORECAST_METHODS, type ForecastMethod, forecastSeries } from '@stockwright/core/forecast';
import { createDice } from '@stockwright/core/maths';
import { describe, expect, test } from 'vitest';

const dice = createDice('examination');
const lumpy = (days: number, share: number, size: number) =>
  Float64Array.from({ length: days }, () =>
    dice.next() < share ? Math.ceil(size * dice.next() ** 4) : 0,
  );

/** What a shop's history may look like at its worst. */
const histories: Record<string, Float64Array> = {
  'no days': new Float64Array(0),
  'one day': new Float64Array([3]),
  'one empty day': new Float64Array([0]),
  'two days': new Float64Array([3, 1]),
  'three days': new Float64Array([1, 0, 0]),
  'all zeros': new Float64Array(200),
  'a constant': new Float64Array(200).fill(4),
  'one sale long ago': Float64Array.from({ length: 335 }, (_, t) => (t === 0 ? 500 : 0)),
  'one sale today': Float64Array.from({ length: 335 }, (_, t) => (t === 334 ? 500 : 0)),
  'only not-a-number': new Float64Array(100).fill(Number.NaN),
  'holes, infinities, negatives': Float64Array.from({ length: 150 }, (_, t) =>
    t % 5 === 0 ? Number.NaN : t % 7 === 0 ? Number.POSITIVE_INFINITY : t % 3 === 0 ? -8 : t % 4,
  ),
  'a steep fall': Float64Array.from({ length: 200 }, (_, t) => Math.max(0, 300 - 2 * t)),
  'huge orders': lumpy(335, 0.02, 80_000),
  'rare single pieces': lumpy(335, 0.03, 1),
  'a fast seller': lumpy(335, 1, 60),
};

/** The examination that every method sits, by itself, on every history. */
function examine(method: ForecastMethod, history: Float64Array): void {
  const settings = {
    horizonDays: 30,
    pathCount: 60,
    probabilities: [0.05, 0.5, 0.9, 0.99],
    methods: [method],
  };
  const observed = Uint8Array.from(history, (_, t) => (t % 11 === 3 ? 0 : 1));
  const context = { firstDay: 15_000, seed: ['examination', 1] };
  for (const flags of [null, observed, new Uint8Array(history.length)]) {
    const forecast = forecastSeries(history, flags, context, settings);
    expect(forecast.method).toBe(method);
    const finite = (value: number) => value >= 0 && value < Number.POSITIVE_INFINITY;
    const whole = (value: number) => finite(value) && Number.isInteger(value);
    expect(forecast.mean.every(finite)).toBe(true);
    expect(forecast.paths.every(whole)).toBe(true);
    expect(forecast.quantiles.every(whole)).toBe(true);
    expect(forecast.quantiles.every((q, i) => i < 30 || q >= forecast.quantiles[i - 30])).toBe(
      true,
    );
    const { errors, weekdayShape, drivers, ...numbers } = forecast.explanation;
    expect(drivers).toEqual([]);
    for (const value of [...Object.values(numbers), ...Object.values(errors), ...weekdayShape])
      expect(Number.isFinite(value)).toBe(true);
    const again = forecastSeries(history, flags, context, settings);
    expect(again.paths.every((pieces, i) => pieces === forecast.paths[i])).toBe(true);
    expect({ ...again, paths: null }).toEqual({ ...forecast, paths: null });
  }
}

describe.each(FORECAST_METHODS)('%s', (method) => {
  test.each(Object.keys(histories))(
    'stays finite, whole, ascending and repeatable on %s',
    (name) => {
      examine(method, histories[name]);
    },
  );

  test('forecasts nothing where nothing was ever wanted', () => {
    const forecast = forecastSeries(
      new Float64Array(100),
      null,
      { firstDay: 0, seed: [1] },
      { methods: [method] },
    );
    expect(forecast.mean.every((pieces) => pieces === 0)).toBe(true);
    expect(forecast.paths.every((pieces) => pieces === 0)).toBe(true);
  });

  test('forecasts a constant as that constant', () => {
    const forecast = forecastSeries(
      new Float64Array(300).fill(6),
      null,
      { firstDay: 0, seed: [1] },
      { methods: [method] },
    );
    // SBA takes half its weight off by design; the guess adds half a hundredth to the combination.
    expect(Math.abs(forecast.mean[0] / 6 - 1)).toBeLessThan(method === 'sba' ? 0.051 : 0.011);
  });

  test('another seed draws other paths around the same mean', () => {
    const draw = (seed: number) =>
      forecastSeries(
        histories['a fast seller'],
        null,
        { firstDay: 0, seed: [seed] },
        { methods: [method] },
      );
    const [one, two] = [draw(1), draw(2)];
    expect(one.mean).toEqual(two.mean);
    expect(one.paths.some((pieces, i) => pieces !== two.paths[i])).toBe(true);
  });
});
