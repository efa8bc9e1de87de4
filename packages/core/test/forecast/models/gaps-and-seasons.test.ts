import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  deseasonalise,
  isSeasonal,
  withSeason,
} from '../../../src/forecast/models/deseasonalise.js';
import { fillGaps } from '../../../src/forecast/models/gaps.js';
import { SeasonGrid } from '../../../src/forecast/models/mstl/season-grid.js';

const fixture = new URL('../../literature/forecast/theta-mstl.json', import.meta.url);
const airPassengers = Float64Array.from(
  JSON.parse(readFileSync(fixture, 'utf8')).data.AirPassengers as number[],
);

test('gaps are cut off at the ends and drawn as straight lines inside', () => {
  const { NaN: none } = Number;
  const values = Float64Array.of(none, 2, none, none, 8, 7, none);
  expect(fillGaps(values)).toEqual({
    begin: 1,
    values: Float64Array.of(2, 4, 6, 8, 7),
    trailing: 1,
    observedCount: 3,
  });
  expect(fillGaps(Float64Array.of(none, none)).values.length).toBe(0);
});

describe('classical seasons', () => {
  test("the indices of AirPassengers are those of R's decompose()", () => {
    const season = deseasonalise(airPassengers, 12);
    expect(season.kind).toBe('multiply');
    expect(season.indices[0]).toBeCloseTo(0.910230367372, 11);
    expect(season.indices[6]).toBeCloseTo(1.226555542931, 11);
    const back = withSeason(season.values, season, 0);
    back.forEach((value, t) => {
      expect(value).toBeCloseTo(airPassengers[t], 9);
    });
  });

  test('a series that goes below zero gets a season that is added', () => {
    const season = deseasonalise(
      airPassengers.map((value) => value - 300),
      12,
    );
    expect(season.kind).toBe('add');
    expect(season.indices[0]).toBeCloseTo(-24.74873737374, 9);
    expect(season.indices[6]).toBeCloseTo(63.83080808081, 9);
  });

  test('AirPassengers has a season of twelve, not of five, and a constant has none', () => {
    const changes = airPassengers.map((value, t) =>
      Math.log(value / airPassengers[Math.max(0, t - 1)]),
    );
    expect(isSeasonal(changes, 12)).toBe(true);
    expect(isSeasonal(changes, 5)).toBe(false);
    expect(isSeasonal(new Float64Array(60).fill(7), 12)).toBe(false);
    expect(isSeasonal(changes.slice(0, 24), 12)).toBe(false);
  });
});

test('a year of 365.25 days passes one day in four years over', () => {
  const grid = new SeasonGrid(1461, 365.25);
  expect(grid.places).toBe(365);
  expect(grid.count).toBe(1460);
  const steps = new Set(Array.from({ length: grid.count }, (_, place) => grid.step(place)));
  expect(steps.size).toBe(1460);
  // Forty years on, the same place of the year is as many days away as forty years have.
  expect(grid.place(14_610) % 365).toBe(0);
});
