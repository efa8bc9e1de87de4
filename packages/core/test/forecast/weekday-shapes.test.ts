import type { DemandPanel } from '@stockwright/core/demand';
import { weekdayShapes } from '@stockwright/core/forecast';
import { expect, test } from 'vitest';

const MONDAY = 4; // 1970-01-05

/** One item-location per list of days, all beginning on a Monday and of the same length. */
function panelOf(series: number[][], location: number[]): DemandPanel {
  const days = series[0].length;
  return {
    seriesCount: series.length,
    item: Int32Array.from(series.keys()),
    location: Int32Array.from(location),
    firstDay: new Int32Array(series.length).fill(MONDAY),
    lastDay: MONDAY + days - 1,
    offsets: Int32Array.from({ length: series.length + 1 }, (_, i) => i * days),
    demand: Float64Array.from(series.flat()),
    returned: new Float64Array(days * series.length),
    observed: new Uint8Array(days * series.length).fill(1),
  };
}

const weeks = (count: number, week: number[]) => Array.from({ length: count }, () => week).flat();

test('a location that sells twice as much on Saturdays and never on Sundays has that shape', () => {
  const shape = weekdayShapes(panelOf([weeks(400, [1, 1, 1, 1, 1, 2, 0])], [3])).get(3);
  expect(Number(shape?.[5])).toBeGreaterThan(1.9);
  expect(Number(shape?.[5])).toBeLessThan(2);
  expect(shape?.[0]).toBeCloseTo(1, 1);
  expect(shape?.[6]).toBe(0);
});

test('every shape averages 1 over the week, and locations do not mix', () => {
  const shapes = weekdayShapes(
    panelOf([weeks(90, [1, 1, 1, 1, 1, 9, 1]), weeks(90, [9, 1, 1, 1, 1, 1, 1])], [0, 1]),
  );
  for (const shape of shapes.values()) expect(shape.reduce((a, b) => a + b, 0)).toBeCloseTo(7, 12);
  expect(Number(shapes.get(0)?.[5])).toBeGreaterThan(2);
  expect(Number(shapes.get(1)?.[0])).toBeGreaterThan(2);
});

test('three weeks without a Sunday sale do not yet close Sundays', () => {
  const shape = weekdayShapes(panelOf([weeks(3, [1, 1, 1, 1, 1, 1, 0])], [0])).get(0);
  expect(Number(shape?.[6])).toBeGreaterThan(0);
});
