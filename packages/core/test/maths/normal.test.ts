import {
  normalCdf,
  normalLoss,
  normalLossInverse,
  normalPdf,
  normalQuantile,
} from '@stockwright/core/maths';
import { expect, test } from 'vitest';

/** Relative distance, for numbers that span many orders of magnitude. */
const off = (got: number, wanted: number): number => Math.abs(got / wanted - 1);

// scipy 1.17.1, special.ndtr.
const cdfs: readonly (readonly [number, number])[] = [
  [-20, 2.7536241186061556e-89],
  [-9, 1.1285884059538324e-19],
  [-5.7, 5.99037140106353e-9],
  [-5.6, 1.0717590258310887e-8],
  [-1, 0.15865525393145707],
  [0.3, 0.6179114221889526],
  [2, 0.9772498680518208],
];

test('the normal distribution function agrees with scipy in the middle and far out', () => {
  for (const [z, probability] of cdfs) expect(off(normalCdf(z), probability)).toBeLessThan(1e-13);
});

test('the normal quantile agrees with scipy 1.17.1 (special.ndtri)', () => {
  expect(normalQuantile(0.25)).toBeCloseTo(-0.6744897501960817, 14);
  expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167814, 13);
  expect(off(normalQuantile(1e-20), -9.262340089798409)).toBeLessThan(1e-14);
});

test('quantile and distribution function undo each other', () => {
  for (const p of [1e-12, 1e-5, 0.074, 0.076, 0.3, 0.5, 0.9, 1 - 1e-9])
    expect(off(normalCdf(normalQuantile(p)), p)).toBeLessThan(1e-13);
});

test('the loss function is the integral of the upper tail', () => {
  // Simpson's rule on (1 − Φ), as far as anything is left of it.
  const integral = (z: number): number => {
    const steps = 4000;
    const width = (z < 3 ? 12 : 4) / steps;
    let sum = 0;
    for (let i = 0; i <= steps; i++)
      sum += normalCdf(-(z + i * width)) * (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2);
    return (sum * width) / 3;
  };
  for (const z of [-2, 0, 1, 5, 6, 10]) expect(off(normalLoss(z), integral(z))).toBeLessThan(1e-9);
  expect(normalLoss(0)).toBeCloseTo(normalPdf(0), 16);
});

test('the inverse of the loss function undoes it over 100 orders of magnitude', () => {
  for (const loss of [50, 1, 0.4, 0.2, 0.01, 1e-10, 1e-100])
    expect(off(normalLoss(normalLossInverse(loss)), loss)).toBeLessThan(1e-12);
});

test('arguments without an answer are refused by name', () => {
  for (const probability of [0, 1, -0.1, Number.NaN])
    expect(() => normalQuantile(probability)).toThrow(/probability is/);
  expect(() => normalLossInverse(0)).toThrow(/loss is 0/);
});
