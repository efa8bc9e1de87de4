import { createDice } from '@stockwright/core/maths';
import { expect, test } from 'vitest';
// The shape of one series is no part of the menu, so it is tested at its source.
import { seasonShape } from '../../src/forecast/season-shape.js';

test('a slow item keeps its location’s shape; a steady seller gets its own', () => {
  const pooled = [1.2, 1.2, 1.2, 1.2, 1.2, 1, 0];
  const shape = new Float64Array(7);
  const learn = (days: number[]) => {
    const pieces = Float64Array.from(days);
    const usable = new Uint8Array(days.length).fill(1);
    const scratch = new Float64Array(days.length);
    seasonShape(pieces, usable, days.length, 0, pooled, 0.15, scratch, shape);
    return Array.from(shape);
  };
  const slow = learn(Array.from({ length: 350 }, (_, t) => (t % 35 === 0 ? 3 : 0))); // Mondays only
  expect(slow[0]).toBeLessThan(1.5);
  const dice = createDice('steady');
  const steady = learn(
    Array.from({ length: 700 }, (_, t) =>
      t % 7 === 6 ? 0 : (t % 7 === 5 ? 40 : 20) + dice.next(),
    ),
  );
  expect(steady[5]).toBeGreaterThan(1.9);
  expect(steady[6]).toBe(0);
});

test('months without a season keep their flat shape; months with one get it', () => {
  const dice = createDice('months');
  const learn = (write: (t: number) => number) => {
    const values = Float64Array.from({ length: 60 }, (_, t) => write(t));
    const shape = new Float64Array(12);
    const flat = new Float64Array(12).fill(1);
    const usable = new Uint8Array(60).fill(1);
    seasonShape(values, usable, 60, 0, flat, 0, new Float64Array(60), shape);
    return shape;
  };
  expect(Array.from(learn(() => 20 + 10 * dice.next()))).toEqual(new Array(12).fill(1));
  const december = learn((t) => (t % 12 === 11 ? 60 : 20) + dice.next());
  expect(december[11]).toBeGreaterThan(2);
  expect(december[11]).toBeLessThan(2.7); // 60 over a mean of 23.3 is 2.57
});
