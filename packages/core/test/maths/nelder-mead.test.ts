import { nelderMead } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const at = (...x: number[]) => new Float64Array(x);

const rosenbrock = (x: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++)
    sum += 100 * (x[i + 1] - x[i] * x[i]) ** 2 + (1 - x[i]) ** 2;
  return sum;
};

test("finds the bottom of Rosenbrock's valley in two and in six dimensions", () => {
  const two = nelderMead(rosenbrock, at(-1.2, 1));
  expect(two.converged).toBe(true);
  expect(two.x[0]).toBeCloseTo(1, 4);
  expect(two.x[1]).toBeCloseTo(1, 4);
  const six = nelderMead(rosenbrock, new Float64Array(6).fill(0.5), { maxEvaluations: 5000 });
  for (const x of six.x) expect(x).toBeCloseTo(1, 3);
});

test("finds the zero of Powell's quartic function", () => {
  const powell = (x: Float64Array) =>
    (x[0] + 10 * x[1]) ** 2 +
    5 * (x[2] - x[3]) ** 2 +
    (x[1] - 2 * x[2]) ** 4 +
    10 * (x[0] - x[3]) ** 4;
  expect(nelderMead(powell, at(3, -1, 0, 1), { maxEvaluations: 2000 }).value).toBeLessThan(1e-6);
});

test('stays within bounds and ends on them where the minimum lies outside', () => {
  const bowl = (x: Float64Array) => {
    expect(x[0] >= 0 && x[0] <= 2 && x[1] >= -1 && x[1] <= 1).toBe(true);
    return (x[0] - 3) ** 2 + (x[1] - 0.5) ** 2;
  };
  const { x } = nelderMead(bowl, at(9, 1), { lower: [0, -1], upper: [2, 1] });
  expect(x[0]).toBeCloseTo(2, 6);
  expect(x[1]).toBeCloseTo(0.5, 4);
});

test('walks out of a region where the function does not exist', () => {
  const f = (x: Float64Array) => (x[0] < 1 ? Number.NaN : x[0] - Math.log(x[0]) + x[1] * x[1]);
  const { x } = nelderMead(f, at(2.5, 1), { steps: [-2, 0.5] });
  expect(x[0]).toBeCloseTo(1, 4);
  expect(x[1]).toBeCloseTo(0, 4);
});

test('ends within one step of its budget, and says so', () => {
  const { evaluations, converged } = nelderMead(rosenbrock, at(-1.2, 1), { maxEvaluations: 30 });
  expect(converged).toBe(false);
  expect(evaluations).toBeLessThan(35);
});

test('does not end on two sides of a minimum that tie, unless so wide a simplex is allowed', () => {
  const tie = (x: Float64Array) => Math.abs(x[0] - 0.5);
  expect(nelderMead(tie, at(0), { steps: [1] }).x[0]).toBeCloseTo(0.5, 3);
  expect(nelderMead(tie, at(0), { steps: [1], pointTolerance: 2 }).x[0]).not.toBeCloseTo(0.5, 2);
});

test('refuses what cannot be searched', () => {
  expect(() => nelderMead(rosenbrock, at(1, 1), { lower: [0] })).toThrow(RangeError);
  expect(() => nelderMead(rosenbrock, at(1, 1), { lower: [0, 2], upper: [1, 1] })).toThrow(/lower/);
  expect(() => nelderMead(rosenbrock, at(1, 1), { steps: [0, 1] })).toThrow(/steps/);
  expect(() => nelderMead(rosenbrock, at(1, 1), { maxEvaluations: 0 })).toThrow(RangeError);
});
