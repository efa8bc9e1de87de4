import { minimiseSmooth, type SmoothFunction } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const none = (n: number, bound: number) => new Float64Array(n).fill(bound);
const free = (n: number) => ({
  lower: none(n, Number.NEGATIVE_INFINITY),
  upper: none(n, Number.POSITIVE_INFINITY),
  curvature: none(n, 1),
  tolerance: 1e-12,
  maxIterations: 500,
});

/** Remembers the point of the last value, as the search promises to need. */
class Rosenbrock implements SmoothFunction {
  private x = new Float64Array(0);
  value(x: Float64Array): number {
    this.x = Float64Array.from(x);
    let sum = 0;
    for (let i = 0; i + 1 < x.length; i++)
      sum += 100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2;
    return sum;
  }
  gradient(gradient: Float64Array): void {
    const { x } = this;
    gradient.fill(0);
    for (let i = 0; i + 1 < x.length; i++) {
      const rise = x[i + 1] - x[i] ** 2;
      gradient[i] += -400 * x[i] * rise - 2 * (1 - x[i]);
      gradient[i + 1] += 200 * rise;
    }
  }
}

test("finds the bottom of Rosenbrock's valley in ten dimensions", () => {
  const x = new Float64Array(10).fill(-1);
  x[0] = 0.5;
  const found = minimiseSmooth(new Rosenbrock(), x, free(10));
  expect(found.value).toBeLessThan(1e-9);
  for (const coordinate of x) expect(coordinate).toBeCloseTo(1, 4);
});

test('ends on a bound where the minimum lies outside, and at the best point of the other side', () => {
  const x = new Float64Array([-1, -1]);
  minimiseSmooth(new Rosenbrock(), x, { ...free(2), lower: [-2, -2], upper: [0.5, 2] });
  expect(x[0]).toBe(0.5);
  expect(x[1]).toBeCloseTo(0.25, 5);
});

test('shortens steps that leave the region where the function exists', () => {
  let at = 0;
  const barrier: SmoothFunction = {
    value: (x) => {
      at = x[0];
      return at > 0 ? at - Math.log(at) : Number.NaN;
    },
    gradient: (gradient) => {
      gradient[0] = 1 - 1 / at;
    },
  };
  const x = new Float64Array([9]);
  minimiseSmooth(barrier, x, { ...free(1), curvature: [0.01] });
  expect(x[0]).toBeCloseTo(1, 5);
});

test('a start outside the region is given back as it is', () => {
  const nowhere: SmoothFunction = { value: () => Number.NaN, gradient: () => {} };
  const x = new Float64Array([3]);
  expect(minimiseSmooth(nowhere, x, free(1)).value).toBe(Number.POSITIVE_INFINITY);
  expect([...x]).toEqual([3]);
});
