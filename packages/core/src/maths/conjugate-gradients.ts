/** Writes what a linear map makes of `x` to `out`. */
export type LinearMap = (x: Float64Array, out: Float64Array) => void;

/** When to stop. */
export interface StopRule {
  /** √(rᵀ M⁻¹ r) of the residual r at which the solution is good enough, at least 0. */
  readonly residual: number;
  /** Iterations at most, at least 1. */
  readonly iterations: number;
}

/**
 * Solves H x = b for a symmetric positive definite H that is known by its products alone, so that systems of
 * 30,000 unknowns need no matrix. Holds its work space: make one and solve many systems with it.
 *
 * @see Hestenes & Stiefel (1952), "Methods of conjugate gradients for solving linear systems", Journal of
 *   Research of the National Bureau of Standards 49; Golub & Van Loan (2013), Matrix Computations, 11.5
 */
export class ConjugateGradients {
  private readonly residual: Float64Array;
  private readonly preconditioned: Float64Array;
  private readonly direction: Float64Array;
  private readonly product: Float64Array;

  /** @param size unknowns */
  constructor(size: number) {
    this.residual = new Float64Array(size);
    this.preconditioned = new Float64Array(size);
    this.direction = new Float64Array(size);
    this.product = new Float64Array(size);
  }

  /**
   * Improves `x` in place, starting from what it holds.
   *
   * @param multiply     H
   * @param precondition M⁻¹, symmetric and positive definite: the nearer to H⁻¹, the fewer iterations
   * @returns iterations made; as many as allowed where the rule was not met
   */
  solve(
    multiply: LinearMap,
    precondition: LinearMap,
    b: Float64Array,
    x: Float64Array,
    rule: StopRule,
  ): number {
    const { residual, preconditioned, direction, product } = this;
    const size = x.length;
    const enough = rule.residual * rule.residual;
    multiply(x, product);
    for (let i = 0; i < size; i++) residual[i] = b[i] - product[i];
    precondition(residual, preconditioned);
    direction.set(preconditioned);
    let length = dot(residual, preconditioned);
    for (let iteration = 0; iteration < rule.iterations; iteration++) {
      if (!(length > enough)) return iteration;
      multiply(direction, product);
      const step = length / dot(direction, product);
      for (let i = 0; i < size; i++) {
        x[i] += step * direction[i];
        residual[i] -= step * product[i];
      }
      precondition(residual, preconditioned);
      const next = dot(residual, preconditioned);
      const share = next / length;
      length = next;
      for (let i = 0; i < size; i++) direction[i] = preconditioned[i] + share * direction[i];
    }
    return rule.iterations;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
