import { choleskyFactor, choleskySolve } from '../../../maths/index.js';
import type { Hierarchy } from '../hierarchy.js';

/** Sums treated exactly. With no more of them in a hierarchy, one iteration solves its equations. */
const MOST_SUMS = 256;

/**
 * The inverse of the weighted least squares matrix as far as the largest sums make it,
 *
 *     M = Wb⁻¹ + Tᵀ Wt⁻¹ T        M⁻¹ = Wb − Wb Tᵀ (Wt + T Wb Tᵀ)⁻¹ T Wb
 *
 * with T the rows of the sums with the most members (Woodbury's identity): one dense factor of their number
 * squared. What it leaves out are sums of few members, which conjugate gradients resolve quickly; the large
 * ones are those that would hold them up.
 */
export class TopSums {
  private readonly top: Int32Array;
  /** For each bottom: places in `top` of the sums it is part of. */
  private readonly offsets: Int32Array;
  private readonly places: Int32Array;
  private readonly factor: Float64Array;
  private readonly sums: Float64Array;

  /** @param variance of the nodes; sums of infinite variance have no forecast and no part in this */
  constructor(
    private readonly hierarchy: Hierarchy,
    private readonly variance: Float64Array,
  ) {
    const { aggregateCount, bottomCount, offsets, members } = hierarchy;
    this.top = Int32Array.from({ length: aggregateCount }, (_, a) => a)
      .filter((a) => variance[a] < Infinity)
      .sort((a, b) => offsets[b + 1] - offsets[b] - (offsets[a + 1] - offsets[a]) || a - b)
      .subarray(0, MOST_SUMS);
    const { top } = this;
    this.offsets = new Int32Array(bottomCount + 1);
    for (const a of top)
      for (let i = offsets[a]; i < offsets[a + 1]; i++) this.offsets[members[i] + 1] += 1;
    for (let j = 0; j < bottomCount; j++) this.offsets[j + 1] += this.offsets[j];
    this.places = new Int32Array(this.offsets[bottomCount]);
    const next = this.offsets.slice();
    for (let p = 0; p < top.length; p++)
      for (let i = offsets[top[p]]; i < offsets[top[p] + 1]; i++)
        this.places[next[members[i]]++] = p;
    this.factor = new Float64Array(top.length ** 2);
    this.sums = new Float64Array(top.length);
  }

  /** Factors the matrix for bottoms of these variances; 0 = held fast. */
  prepare(bottomVariance: Float64Array): void {
    const { top, offsets, places, factor, variance } = this;
    const size = top.length;
    factor.fill(0);
    for (let p = 0; p < size; p++) factor[p * size + p] = variance[top[p]];
    for (let j = 0; j < bottomVariance.length; j++) {
      if (bottomVariance[j] === 0) continue;
      // Places of one bottom ascend, so the lower triangle is what is written.
      for (let i = offsets[j]; i < offsets[j + 1]; i++)
        for (let k = offsets[j]; k <= i; k++)
          factor[places[i] * size + places[k]] += bottomVariance[j];
    }
    if (!choleskyFactor(factor, size))
      throw new RangeError('the variances differ too much for their equations to be solved');
  }

  /** Writes M⁻¹ r to `out`; 0 for bottoms held fast. */
  apply(bottomVariance: Float64Array, r: Float64Array, out: Float64Array): void {
    const { top, offsets, places, sums } = this;
    const rows = this.hierarchy.offsets;
    const { members } = this.hierarchy;
    for (let j = 0; j < r.length; j++) out[j] = bottomVariance[j] * r[j];
    for (let p = 0; p < top.length; p++) {
      let sum = 0;
      for (let i = rows[top[p]]; i < rows[top[p] + 1]; i++) sum += out[members[i]];
      sums[p] = sum;
    }
    choleskySolve(this.factor, sums.length, sums);
    for (let j = 0; j < r.length; j++) {
      let correction = 0;
      for (let i = offsets[j]; i < offsets[j + 1]; i++) correction += sums[places[i]];
      out[j] -= bottomVariance[j] * correction;
    }
  }
}
