import {
  createDice,
  type Dice,
  drawGamma,
  drawNegativeBinomial,
  drawNormal,
  drawPoisson,
} from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const COUNT = 100_000;

/** Each with the mean and variance that its formula promises. */
const draws: readonly (readonly [string, (dice: Dice) => number, number, number])[] = [
  ['normal', (dice) => drawNormal(dice, 5, 2), 5, 4],
  ['gamma of shape 0.8', (dice) => drawGamma(dice, 0.8, 30), 24, 720],
  ['gamma of shape 3', (dice) => drawGamma(dice, 3, 2), 6, 12],
  ['poisson by multiplication', (dice) => drawPoisson(dice, 3), 3, 3],
  ['poisson by rejection', (dice) => drawPoisson(dice, 47.5), 47.5, 47.5],
  ['negative binomial', (dice) => drawNegativeBinomial(dice, 2, 4), 4, 12],
  ['overdispersed negative binomial', (dice) => drawNegativeBinomial(dice, 0.5, 20), 20, 820],
];

for (const [name, draw, mean, variance] of draws)
  test(`${name}: mean and variance of 100,000 seeded draws lie where chance allows`, () => {
    const dice = createDice('draws test', name);
    const values = Float64Array.from({ length: COUNT }, () => draw(dice));
    const average = values.reduce((sum, each) => sum + each, 0) / COUNT;
    const centred = values.map((each) => (each - average) ** 2);
    const spread = centred.reduce((sum, each) => sum + each, 0) / COUNT;
    // Five standard errors; that of the variance from the sample's own fourth moment.
    expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(variance / COUNT));
    const fourth = centred.reduce((sum, each) => sum + each * each, 0) / COUNT;
    expect(Math.abs(spread - variance)).toBeLessThan(5 * Math.sqrt(fourth / COUNT));
  });

test('whole pieces are drawn as such, a mean of 0 draws 0, and a seed repeats itself', () => {
  const roll = () => {
    const dice = createDice(7);
    return Array.from({ length: 50 }, (_, i) => drawNegativeBinomial(dice, 1.5, i));
  };
  expect(roll()).toEqual(roll());
  expect(roll().every((pieces) => Number.isInteger(pieces) && pieces >= 0)).toBe(true);
  expect(roll()[0]).toBe(0);
  expect(drawPoisson(createDice(1), 0)).toBe(0);
});

test('shares of small counts agree with the probabilities of Poisson demand', () => {
  for (const mean of [2, 12]) {
    const dice = createDice('shares', mean);
    const counts = new Map<number, number>();
    for (let i = 0; i < COUNT; i++) {
      const pieces = drawPoisson(dice, mean);
      counts.set(pieces, (counts.get(pieces) ?? 0) + 1);
    }
    let probability = Math.exp(-mean);
    for (let pieces = 0; pieces <= 2 * mean; pieces++) {
      const error = Math.sqrt((probability * (1 - probability)) / COUNT);
      expect(Math.abs((counts.get(pieces) ?? 0) / COUNT - probability)).toBeLessThan(5 * error);
      probability *= mean / (pieces + 1);
    }
  }
});
