import {
  choleskyFactor,
  choleskyLogDeterminant,
  choleskySolve,
  leastSquares,
  ridge,
} from '@stockwright/core/maths';
import { expect, test } from 'vitest';

test('a 3 × 3 system is solved by its Cholesky factor, and its determinant is known', () => {
  // The factor of this matrix has the rows 2; 6 1; −8 5 3 (a textbook case; determinant 36).
  const matrix = Float64Array.from([4, 0, 0, 12, 37, 0, -16, -43, 98]);
  expect(choleskyFactor(matrix, 3)).toBe(true);
  expect([matrix[0], matrix[3], matrix[4], matrix[6], matrix[7], matrix[8]]).toEqual([
    2, 6, 1, -8, 5, 3,
  ]);
  expect(choleskyLogDeterminant(matrix, 3)).toBeCloseTo(Math.log(36), 12);
  // 4 + 24 − 48, 12 + 74 − 129, −16 − 86 + 294 for x = 1, 2, 3.
  const x = Float64Array.from([-20, -43, 192]);
  choleskySolve(matrix, 3, x);
  expect([...x].map((v) => Math.round(v * 1e9) / 1e9)).toEqual([1, 2, 3]);
});

test('a matrix that is not positive definite is refused', () => {
  expect(choleskyFactor(Float64Array.from([1, 0, 2, 4]), 2)).toBe(false);
  expect(choleskyFactor(Float64Array.from([0]), 1)).toBe(false);
});

test("least squares agrees with Longley's (1967) six economic columns, to NIST's certified digits", () => {
  const longley = [
    [83, 234289, 2356, 1590, 107608, 1947, 60323],
    [88.5, 259426, 2325, 1456, 108632, 1948, 61122],
    [88.2, 258054, 3682, 1616, 109773, 1949, 60171],
    [89.5, 284599, 3351, 1650, 110929, 1950, 61187],
    [96.2, 328975, 2099, 3099, 112075, 1951, 63221],
    [98.1, 346999, 1932, 3594, 113270, 1952, 63639],
    [99, 365385, 1870, 3547, 115094, 1953, 64989],
    [100, 363112, 3578, 3350, 116219, 1954, 63761],
    [101.2, 397469, 2904, 3048, 117388, 1955, 66019],
    [104.6, 419180, 2822, 2857, 118734, 1956, 67857],
    [108.4, 442769, 2936, 2798, 120445, 1957, 68169],
    [110.8, 444546, 4681, 2637, 121950, 1958, 66513],
    [112.6, 482704, 3813, 2552, 123366, 1959, 68655],
    [114.2, 502601, 3931, 2514, 125368, 1960, 69564],
    [115.7, 518173, 4806, 2572, 127852, 1961, 69331],
    [116.9, 554894, 4007, 2827, 130081, 1962, 70551],
  ];
  const design = Float64Array.from(longley.flatMap((row) => [1, ...row.slice(0, 6)]));
  const fit = leastSquares(
    design,
    16,
    7,
    Float64Array.from(longley, (row) => row[6]),
  );
  const certified = [
    -3482258.63459582, 15.0618722713733, -0.35819179292591e-1, -2.02022980381683, -1.03322686717359,
    -0.511041056535807e-1, 1829.15146461355,
  ];
  certified.forEach((value, j) => {
    expect(fit.coefficients[j] / value).toBeCloseTo(1, 7);
  });
  expect(fit.residualSquares / 836424.055505915).toBeCloseTo(1, 9);
  expect(fit.rank).toBe(7);
});

test('a column that earlier ones span gets the coefficient 0 and costs no rank', () => {
  const design = Float64Array.from([1, 2, 0, 1, 2, 1, 1, 2, 2, 1, 2, 3]);
  const fit = leastSquares(design, 4, 3, Float64Array.from([1, 3, 5, 7]));
  expect(fit.rank).toBe(2);
  expect([...fit.kept]).toEqual([1, 0, 1]);
  expect(fit.coefficients[0]).toBeCloseTo(1, 12);
  expect(fit.coefficients[1]).toBe(0);
  expect(fit.coefficients[2]).toBeCloseTo(2, 12);
});

test('ridge without penalty is least squares, a penalty shrinks, a weight of 0 leaves a row out', () => {
  const design = Float64Array.from([1, 0, 1, 1, 1, 2, 1, 3]);
  const response = Float64Array.from([1, 3, 5, Number.NaN]);
  const weights = Float64Array.from([1, 1, 1, 0]);
  const plain = ridge(design, 4, 2, response, new Float64Array(2), weights);
  expect(plain?.[0]).toBeCloseTo(1, 10);
  expect(plain?.[1]).toBeCloseTo(2, 10);
  const one = ridge(Float64Array.of(1, 1, 1), 3, 1, Float64Array.of(1, 2, 3), Float64Array.of(3));
  expect(one?.[0]).toBeCloseTo(1, 12);
  expect(ridge(new Float64Array(4), 2, 2, new Float64Array(2), new Float64Array(2))).toBe(
    undefined,
  );
});
