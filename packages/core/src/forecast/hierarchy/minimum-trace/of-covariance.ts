import { choleskyFactor, choleskySolve } from '../../../maths/index.js';
import { type Hierarchy, nodeCountOf } from '../hierarchy.js';
import { type Reconciler, requireBase, requireForecast } from '../reconciler.js';
import { sumUp, writeSums } from '../sums.js';
import { type MinimumTraceSettings, minimumTraceSettings } from './minimum-trace.js';
import { nearestNonNegative } from './nearest-non-negative.js';

/**
 * Minimum trace reconciliation with a whole covariance of the base forecasts' errors, as `shrunkCovariance`
 * gives it. Takes nodes² memory and aggregates³ time once: for hierarchies of up to a thousand or two nodes;
 * larger ones have `minimumTrace`.
 *
 *     b = b̂ − (W U)ᵦ (Uᵀ W U)⁻¹ Uᵀ ŷ        Uᵀ y = aggregates − sums of their bottoms
 *
 * @param covariance W, row by row, symmetric and positive definite
 * @throws RangeError when the covariance is no such matrix, or on settings out of their ranges
 * @see Wickramasuriya, Athanasopoulos & Hyndman (2019), JASA 114, equation 10
 */
export function minimumTraceOfCovariance(
  hierarchy: Hierarchy,
  covariance: Float64Array,
  given: Partial<Pick<MinimumTraceSettings, 'nonNegative'>> = {},
): Reconciler {
  const { nonNegative } = minimumTraceSettings(given);
  const { aggregateCount, bottomCount } = hierarchy;
  const nodes = nodeCountOf(hierarchy);
  if (covariance.length !== nodes ** 2)
    throw new RangeError(`${covariance.length} covariances for ${nodes} × ${nodes} nodes`);
  const gaps = gapCovariances(hierarchy, covariance);
  const factor = gapFactor(hierarchy, gaps);
  // Made when first needed: most forecasts stay above 0 by themselves.
  let spread: Float64Array | null = null;
  const gap = new Float64Array(aggregateCount);
  const solution = new Float64Array(bottomCount);
  return (base, steps) => {
    requireBase(hierarchy, base, steps);
    const bottoms = new Float64Array(bottomCount * steps);
    for (let h = 0; h < steps; h++) {
      for (let j = 0; j < bottomCount; j++) solution[j] = base[(aggregateCount + j) * steps + h];
      writeSums(hierarchy, solution, gap);
      for (let node = 0; node < nodes; node++) requireForecast(node, base[node * steps + h]);
      for (let a = 0; a < aggregateCount; a++) gap[a] = roundedGap(base[a * steps + h], gap[a]);
      choleskySolve(factor, aggregateCount, gap);
      for (let a = 0; a < aggregateCount; a++) {
        const row = a * nodes + aggregateCount;
        for (let j = 0; j < bottomCount; j++) solution[j] -= gap[a] * gaps[row + j];
      }
      if (nonNegative && solution.some((value) => value < 0)) {
        spread ??= reconciledCovariance(hierarchy, covariance, gaps, factor);
        nearestNonNegative(spread, solution);
      }
      for (let j = 0; j < bottomCount; j++) bottoms[j * steps + h] = solution[j];
    }
    return sumUp(hierarchy, bottoms, steps);
  };
}

/** Forecasts that add up but for the last digit are coherent, and left alone. */
const roundedGap = (forecast: number, sum: number): number =>
  Math.abs(forecast - sum) <= 1e-13 * Math.abs(forecast) ? 0 : forecast - sum;

/** Uᵀ W: gaps[a * nodes + i], covariance of aggregate a's gap with node i. */
function gapCovariances(hierarchy: Hierarchy, covariance: Float64Array): Float64Array {
  const { aggregateCount, offsets, members } = hierarchy;
  const nodes = nodeCountOf(hierarchy);
  const gaps = covariance.slice(0, aggregateCount * nodes);
  for (let a = 0; a < aggregateCount; a++)
    for (let k = offsets[a]; k < offsets[a + 1]; k++) {
      const from = (aggregateCount + members[k]) * nodes;
      for (let i = 0; i < nodes; i++) gaps[a * nodes + i] -= covariance[from + i];
    }
  return gaps;
}

/** The Cholesky factor of Uᵀ W U. */
function gapFactor(hierarchy: Hierarchy, gaps: Float64Array): Float64Array {
  const { aggregateCount, offsets, members } = hierarchy;
  const nodes = nodeCountOf(hierarchy);
  const factor = new Float64Array(aggregateCount ** 2);
  for (let a = 0; a < aggregateCount; a++)
    for (let c = 0; c <= a; c++) {
      let value = gaps[a * nodes + c];
      for (let k = offsets[c]; k < offsets[c + 1]; k++)
        value -= gaps[a * nodes + aggregateCount + members[k]];
      factor[a * aggregateCount + c] = value;
    }
  if (!choleskyFactor(factor, aggregateCount))
    throw new RangeError('the covariance of the base forecasts is not positive definite');
  return factor;
}

/** Covariance of the reconciled bottoms, W − W U (Uᵀ W U)⁻¹ Uᵀ W in their rows and columns. */
function reconciledCovariance(
  hierarchy: Hierarchy,
  covariance: Float64Array,
  gaps: Float64Array,
  factor: Float64Array,
): Float64Array {
  const { aggregateCount, bottomCount } = hierarchy;
  const nodes = nodeCountOf(hierarchy);
  const spread = new Float64Array(bottomCount ** 2);
  const column = new Float64Array(aggregateCount);
  for (let j = 0; j < bottomCount; j++) {
    for (let a = 0; a < aggregateCount; a++) column[a] = gaps[a * nodes + aggregateCount + j];
    choleskySolve(factor, aggregateCount, column);
    const row = spread.subarray(j * bottomCount, (j + 1) * bottomCount);
    const begin = (aggregateCount + j) * nodes + aggregateCount;
    row.set(covariance.subarray(begin, begin + bottomCount));
    for (let a = 0; a < aggregateCount; a++) {
      const from = a * nodes + aggregateCount;
      for (let i = 0; i < bottomCount; i++) row[i] -= column[a] * gaps[from + i];
    }
  }
  return spread;
}
