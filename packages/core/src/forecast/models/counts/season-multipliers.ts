/** Observations of each phase that a season needs before it is believed at all. */
const LEAST_CYCLES = 3;

/**
 * How much more or less than the mean each phase of a season demands: ratios with mean 1, shrunk towards
 * 1 by what chance alone would do to them,
 *
 *     m_d = 1 + (ȳ_d/ȳ − 1) · B/(B + v_d)
 *
 * where v_d is the sampling variance of the ratio ȳ_d/ȳ and B the variance between phases that is left
 * when the sampling variance is taken off. Where nothing is left, all are 1.
 *
 * @param values never negative; NaN = unobserved
 * @param period steps in a season; only whole periods of 2 to 60 steps seen three times are used
 * @returns multipliers[t mod period], or a single 1 where there is no season
 * @see Efron & Morris (1975), "Data analysis using Stein's estimator", for the shrinking
 */
export function seasonMultipliers(values: Float64Array, period: number | undefined): Float64Array {
  const none = new Float64Array([1]);
  if (period === undefined || !Number.isInteger(period) || period < 2 || period > 60) return none;
  if (values.length < LEAST_CYCLES * period) return none;
  const count = new Float64Array(period);
  const sum = new Float64Array(period);
  const squares = new Float64Array(period);
  for (let t = 0; t < values.length; t++) {
    const y = values[t];
    if (Number.isNaN(y)) continue;
    const phase = t % period;
    count[phase] += 1;
    sum[phase] += y;
    squares[phase] += y * y;
  }
  let mean = 0;
  for (let d = 0; d < period; d++) {
    if (count[d] < LEAST_CYCLES) return none;
    mean += sum[d] / count[d] / period;
  }
  if (!(mean > 0)) return none;

  const ratio = new Float64Array(period);
  const sampling = new Float64Array(period);
  let between = 0;
  for (let d = 0; d < period; d++) {
    const average = sum[d] / count[d];
    ratio[d] = average / mean;
    const variance = Math.max(0, squares[d] - sum[d] * average) / (count[d] - 1);
    sampling[d] = variance / count[d] / (mean * mean);
    between += ((ratio[d] - 1) ** 2 - sampling[d]) / (period - 1);
  }
  if (!(between > 0)) return none;
  let total = 0;
  for (let d = 0; d < period; d++) {
    ratio[d] = 1 + (ratio[d] - 1) * (between / (between + sampling[d]));
    total += ratio[d];
  }
  for (let d = 0; d < period; d++) ratio[d] *= period / total;
  return ratio;
}
