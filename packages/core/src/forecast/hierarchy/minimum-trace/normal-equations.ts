import { ConjugateGradients } from '../../../maths/index.js';
import { type AggregatesOfBottoms, aggregatesOfBottoms, type Hierarchy } from '../hierarchy.js';
import { writeAggregateTotals, writeSums } from '../sums.js';
import { TopSums } from './top-sums.js';

/** Far more than is needed: hundreds of sums of like size resolve in tens. */
const MOST_ITERATIONS = 2000;

/**
 * Weighted least squares for the bottoms b behind base forecasts â of the sums and b̂ of the bottoms:
 *
 *     minimise (â − A b)ᵀ Wa⁻¹ (â − A b) + (b̂ − b)ᵀ Wb⁻¹ (b̂ − b)
 *
 * with some of the bottoms held at 0. Solved through products with the sparse A; memory grows with its
 * entries, never with their square.
 */
export class NormalEquations {
  /** Wa⁻¹; 0 of sums that have no forecast. */
  readonly precision: Float64Array;
  readonly aggregatesOf: AggregatesOfBottoms;
  /** Variances of the bottoms; 0 of those held fast. */
  private readonly freeVariance: Float64Array;
  private readonly top: TopSums;
  private readonly gradients: ConjugateGradients;
  private readonly sums: Float64Array;
  private readonly right: Float64Array;
  private readonly scaled: Float64Array;
  private isPreparedForAll = false;

  constructor(
    private readonly hierarchy: Hierarchy,
    readonly variance: Float64Array,
    readonly tolerance: number,
  ) {
    const { aggregateCount, bottomCount } = hierarchy;
    this.precision = variance.slice(0, aggregateCount).map((value) => 1 / value);
    this.aggregatesOf = aggregatesOfBottoms(hierarchy);
    this.freeVariance = new Float64Array(bottomCount);
    this.top = new TopSums(hierarchy, variance);
    this.gradients = new ConjugateGradients(bottomCount);
    this.sums = new Float64Array(aggregateCount);
    this.right = new Float64Array(bottomCount);
    this.scaled = new Float64Array(bottomCount);
  }

  /** Holds the bottoms that are not `free` at 0; null frees all. */
  hold(free: Uint8Array | null): void {
    const { aggregateCount } = this.hierarchy;
    if (free === null && this.isPreparedForAll) return;
    for (let j = 0; j < this.freeVariance.length; j++)
      this.freeVariance[j] = free === null || free[j] === 1 ? this.variance[aggregateCount + j] : 0;
    this.top.prepare(this.freeVariance);
    this.isPreparedForAll = free === null;
  }

  /**
   * Solves for the bottoms that are free, from what `x` holds; those held must be 0 in it.
   *
   * @param sumForecasts    â; not looked at where a sum has no forecast
   * @param bottomForecasts b̂
   * @param tolerance       residual, as a share of the size of the forecasts
   */
  solve(
    sumForecasts: Float64Array,
    bottomForecasts: Float64Array,
    x: Float64Array,
    tolerance = this.tolerance,
  ): void {
    const { aggregatesOf, freeVariance, precision, sums, right, scaled, top } = this;
    for (let a = 0; a < sums.length; a++)
      sums[a] = precision[a] === 0 ? 0 : precision[a] * sumForecasts[a];
    writeAggregateTotals(aggregatesOf, sums, right);
    for (let j = 0; j < right.length; j++)
      right[j] = freeVariance[j] === 0 ? 0 : right[j] + bottomForecasts[j] / freeVariance[j];
    const precondition = (r: Float64Array, out: Float64Array) => top.apply(freeVariance, r, out);
    precondition(right, scaled);
    let size = 0;
    for (let j = 0; j < right.length; j++) size += right[j] * scaled[j];
    this.gradients.solve(
      (b, out) => this.multiply(b, out),
      precondition,
      right,
      x,
      // What is solved for is known to no more digits than the forecasts, so their size is the measure.
      { residual: tolerance * Math.sqrt(Math.max(0, size)), iterations: MOST_ITERATIONS },
    );
  }

  /** Writes (Wb⁻¹ + Aᵀ Wa⁻¹ A) b to `out`, bottoms held fast left out. */
  private multiply(b: Float64Array, out: Float64Array): void {
    const { hierarchy, aggregatesOf, freeVariance, precision, sums } = this;
    writeSums(hierarchy, b, sums);
    for (let a = 0; a < sums.length; a++) sums[a] *= precision[a];
    writeAggregateTotals(aggregatesOf, sums, out);
    for (let j = 0; j < out.length; j++)
      out[j] = freeVariance[j] === 0 ? 0 : out[j] + b[j] / freeVariance[j];
  }
}
