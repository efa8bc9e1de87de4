import type { Hierarchy } from '../hierarchy.js';
import { writeAggregateTotals, writeSums } from '../sums.js';
import type { NormalEquations } from './normal-equations.js';

/** Newton steps at most; a handful is usual. */
const MOST_STEPS = 100;
/** While the set of bottoms at 0 is still sought, rough solutions do; each step is so much finer than the last. */
const FIRST_TOLERANCE = 1e-5;
const FINER = 0.02;
/** Share of the promised decrease that a step must bring (Armijo), and halvings at most. */
const LEAST_DECREASE = 1e-4;
const MOST_HALVINGS = 30;
/** Differences below this share of the objective are rounding. */
const ROUNDING = 1e-13;

/**
 * The best bottoms that are not negative: weighted least squares under b ≥ 0. At the optimum
 *
 *     b = max(0, b̂ + Wb Aᵀ λ)        λ = Wa⁻¹ (â − A b)
 *
 * so λ minimises the convex, piecewise quadratic ½ λᵀ Wa λ + ½ Σ max(0, b̂ⱼ + Wbⱼ (Aᵀλ)ⱼ)² / Wbⱼ − λᵀ â (the
 * dual). Newton's step for it is the plain least squares problem with the bottoms of negative b̂ + Wb Aᵀ λ held
 * at 0; a line search on the dual makes it end from any start, after finitely many sets.
 *
 * @see Wickramasuriya, Turlach & Hyndman (2020), "Optimal non-negative forecast reconciliation", Statistics and
 *   Computing 30, for the problem; Hintermüller, Ito & Kunisch (2002), "The primal-dual active set strategy as a
 *   semismooth Newton method", SIAM Journal on Optimization 13, for the steps
 */
export class NonNegativeBottoms {
  private readonly free: Uint8Array;
  private readonly dual: Float64Array;
  private readonly target: Float64Array;
  private readonly trial: Float64Array;
  private readonly wanted: Float64Array;
  private readonly sums: Float64Array;

  constructor(
    private readonly hierarchy: Hierarchy,
    private readonly equations: NormalEquations,
  ) {
    const { aggregateCount, bottomCount } = hierarchy;
    this.free = new Uint8Array(bottomCount);
    this.dual = new Float64Array(aggregateCount);
    this.target = new Float64Array(aggregateCount);
    this.trial = new Float64Array(aggregateCount);
    this.wanted = new Float64Array(bottomCount);
    this.sums = new Float64Array(aggregateCount);
  }

  /** Replaces the unconstrained solution in `x` by the best one that is not negative. */
  solve(sumForecasts: Float64Array, bottomForecasts: Float64Array, x: Float64Array): void {
    const { equations, free, dual, target, wanted } = this;
    this.writeDual(sumForecasts, x, dual);
    let value = this.objective(dual, sumForecasts, bottomForecasts);
    let margin = 0;
    for (let j = 0; j < x.length; j++) margin = Math.max(margin, 1e-10 * Math.abs(wanted[j]));
    let tolerance = Math.max(FIRST_TOLERANCE, equations.tolerance);
    for (let step = 0; step < MOST_STEPS; step++) {
      for (let j = 0; j < x.length; j++) {
        free[j] = wanted[j] > 0 ? 1 : 0;
        x[j] = Math.max(0, free[j] * x[j]);
      }
      equations.hold(free);
      equations.solve(sumForecasts, bottomForecasts, x, tolerance);
      this.writeDual(sumForecasts, x, target);
      const slope = this.slope(sumForecasts);
      const found = this.search(value, slope, sumForecasts, bottomForecasts);
      value = found.value;
      const isSettled = found.isWhole && this.isOptimal(x, margin);
      if (isSettled && tolerance === equations.tolerance) break;
      tolerance = isSettled
        ? equations.tolerance
        : Math.max(FINER * tolerance, equations.tolerance);
    }
    for (let j = 0; j < x.length; j++) if (!(x[j] > 0)) x[j] = 0;
  }

  /** λ = Wa⁻¹ (â − A b). */
  private writeDual(sumForecasts: Float64Array, x: Float64Array, out: Float64Array): void {
    const { precision } = this.equations;
    writeSums(this.hierarchy, x, out);
    for (let a = 0; a < out.length; a++)
      out[a] = precision[a] === 0 ? 0 : precision[a] * (sumForecasts[a] - out[a]);
  }

  /** The dual at λ; leaves b̂ + Wb Aᵀ λ in `wanted`. */
  private objective(
    dual: Float64Array,
    sumForecasts: Float64Array,
    bottomForecasts: Float64Array,
  ): number {
    const { wanted, equations } = this;
    const { aggregatesOf, variance, precision } = equations;
    writeAggregateTotals(aggregatesOf, dual, wanted);
    let value = 0;
    for (let a = 0; a < dual.length; a++)
      if (precision[a] > 0) value += dual[a] * (0.5 * variance[a] * dual[a] - sumForecasts[a]);
    for (let j = 0; j < wanted.length; j++) {
      const spread = variance[dual.length + j];
      wanted[j] = bottomForecasts[j] + spread * wanted[j];
      if (wanted[j] > 0) value += (0.5 * wanted[j] * wanted[j]) / spread;
    }
    return value;
  }

  /** Slope of the dual from λ towards the target: its gradient is Wa λ + A max(0, wanted) − â. */
  private slope(sumForecasts: Float64Array): number {
    const { dual, target, trial, wanted, sums, hierarchy, equations } = this;
    const { variance, precision } = equations;
    for (let j = 0; j < wanted.length; j++) if (wanted[j] < 0) wanted[j] = 0;
    writeSums(hierarchy, wanted, sums);
    let slope = 0;
    for (let a = 0; a < dual.length; a++) {
      if (precision[a] === 0) continue;
      trial[a] = target[a] - dual[a];
      slope += trial[a] * (variance[a] * dual[a] + sums[a] - sumForecasts[a]);
    }
    return slope;
  }

  /** Goes from λ towards the target as far as it pays, and moves λ there. */
  private search(
    value: number,
    slope: number,
    sumForecasts: Float64Array,
    bottomForecasts: Float64Array,
  ): { readonly value: number; readonly isWhole: boolean } {
    const { dual, target, trial } = this;
    const rounding = ROUNDING * Math.abs(value);
    let step = 1;
    for (let halvings = 0; ; halvings++) {
      for (let a = 0; a < dual.length; a++)
        trial[a] = step === 1 ? target[a] : dual[a] + step * (target[a] - dual[a]);
      const next = this.objective(trial, sumForecasts, bottomForecasts);
      if (next <= value + LEAST_DECREASE * step * slope + rounding || halvings === MOST_HALVINGS) {
        dual.set(trial);
        return { value: next, isWhole: step === 1 };
      }
      step /= 2;
    }
  }

  /** Whether the solution for the free bottoms is not negative, and none of the held would rather be free. */
  private isOptimal(x: Float64Array, margin: number): boolean {
    const { free, wanted } = this;
    for (let j = 0; j < x.length; j++)
      if (free[j] === 1 ? x[j] < -margin : wanted[j] > margin) return false;
    return true;
  }
}
