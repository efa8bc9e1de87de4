import { type Hierarchy, nodeCountOf } from '../hierarchy.js';
import { type Reconciler, requireBase, requireForecast } from '../reconciler.js';
import { sumUp } from '../sums.js';
import { NonNegativeBottoms } from './non-negative.js';
import { NormalEquations } from './normal-equations.js';

export interface MinimumTraceSettings {
  /** Whether no reconciled forecast may be negative, as demand never is. Default true. */
  readonly nonNegative: boolean;
  /** Accuracy of the solution, as a share of the size of the forecasts, in (0, 0.01]. Default 1e-10. */
  readonly tolerance: number;
}

/** @throws RangeError on a tolerance out of its range */
export function minimumTraceSettings(
  given: Partial<MinimumTraceSettings> = {},
): MinimumTraceSettings {
  const settings = { nonNegative: true, tolerance: 1e-10, ...given };
  if (!(settings.tolerance > 0 && settings.tolerance <= 0.01))
    throw new RangeError(`tolerance is ${settings.tolerance}; it must lie in (0, 0.01]`);
  return settings;
}

/**
 * Minimum trace reconciliation (MinT) with variances alone: of all coherent forecasts those nearest to the base
 * forecasts, each counted by the precision of its node. Uses every level; unbiased base forecasts stay
 * unbiased (where no bottom had to be kept from falling below 0), and coherent ones are left as they are.
 *
 *     b = (Sᵀ W⁻¹ S)⁻¹ Sᵀ W⁻¹ ŷ
 *
 * The variances choose the variant: `equalVariances` (OLS), `structuralVariances` (WLS by structure),
 * `errorVariances` (WLS by past errors). Solved by conjugate gradients on the sparse sums, step by step: time
 * and memory grow with the entries of the sums, so tens of thousands of bottoms are a matter of seconds.
 *
 * @param variance W's diagonal, one per node, positive; Infinity for aggregates without a forecast of their own,
 *   whose base forecasts may be NaN
 * @returns a reconciler with its own work space: not for use by two workers at once
 * @throws RangeError on variances or settings out of their ranges
 * @see Wickramasuriya, Athanasopoulos & Hyndman (2019), "Optimal forecast reconciliation for hierarchical and
 *   grouped time series through trace minimization", JASA 114; Hyndman, Lee & Wang (2016), "Fast computation of
 *   reconciled forecasts for hierarchical and grouped time series", CSDA 97
 * @example bottoms 1 and 2, total forecast as 6, equal variances: the 3 too many are shared by three nodes, and
 *   the bottoms become 2 and 3, the total 5
 */
export function minimumTrace(
  hierarchy: Hierarchy,
  variance: Float64Array,
  given: Partial<MinimumTraceSettings> = {},
): Reconciler {
  const { nonNegative, tolerance } = minimumTraceSettings(given);
  requireVariances(hierarchy, variance);
  const { aggregateCount, bottomCount } = hierarchy;
  const equations = new NormalEquations(hierarchy, variance, tolerance);
  const positive = nonNegative ? new NonNegativeBottoms(hierarchy, equations) : null;
  const sumForecasts = new Float64Array(aggregateCount);
  const bottomForecasts = new Float64Array(bottomCount);
  const solution = new Float64Array(bottomCount);
  const valueAt = (base: Float64Array, node: number, place: number): number => {
    if (variance[node] < Infinity) requireForecast(node, base[place]);
    return base[place];
  };
  return (base, steps) => {
    requireBase(hierarchy, base, steps);
    const bottoms = new Float64Array(bottomCount * steps);
    for (let h = 0; h < steps; h++) {
      for (let a = 0; a < aggregateCount; a++) sumForecasts[a] = valueAt(base, a, a * steps + h);
      for (let j = 0; j < bottomCount; j++) {
        const node = aggregateCount + j;
        bottomForecasts[j] = valueAt(base, node, node * steps + h);
      }
      // Coherent forecasts solve the equations as they stand, and are not touched.
      solution.set(bottomForecasts);
      equations.hold(null);
      equations.solve(sumForecasts, bottomForecasts, solution);
      if (positive && solution.some((value) => value < 0))
        positive.solve(sumForecasts, bottomForecasts, solution);
      for (let j = 0; j < bottomCount; j++) bottoms[j * steps + h] = solution[j];
    }
    return sumUp(hierarchy, bottoms, steps);
  };
}

function requireVariances(hierarchy: Hierarchy, variance: Float64Array): void {
  const nodes = nodeCountOf(hierarchy);
  if (variance.length !== nodes)
    throw new RangeError(`${variance.length} variances for ${nodes} nodes`);
  variance.forEach((value, node) => {
    if (!(value > 0) || (value === Infinity && node >= hierarchy.aggregateCount))
      throw new RangeError(
        `the variance of node ${node} is ${value}; it must be positive, and finite of a bottom`,
      );
  });
}
