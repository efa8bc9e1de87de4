import { quantilesOfPaths } from '../spread.js';
import { type CountMixture, GREATEST_WALKED, mixtureQuantiles } from './mixture-quantiles.js';

/** Beyond this excess the tail is too long to be walked. */
const GREATEST_EXCESS = 1000;

/**
 * quantiles[p * horizon + h] of counts: from the averaged probabilities of the paths where they are small
 * numbers, from the paths themselves where not.
 *
 * @param counts paths[k * horizon + h] drawn from the mixture
 */
export function countQuantiles(
  mixture: CountMixture,
  counts: Float64Array,
  horizon: number,
  probabilities: readonly number[],
): Float64Array {
  let greatest = 0;
  for (let i = 0; i < mixture.means.length; i++)
    if (mixture.means[i] > greatest) greatest = mixture.means[i];
  if (greatest > GREATEST_WALKED || mixture.excess > GREATEST_EXCESS)
    return quantilesOfPaths(counts, horizon, probabilities);

  const order = probabilities.map((_, p) => p).sort((a, b) => probabilities[a] - probabilities[b]);
  const ascending = order.map((p) => probabilities[p]);
  const quantiles = new Float64Array(probabilities.length * horizon);
  const step = new Float64Array(probabilities.length);
  for (let h = 0; h < horizon; h++) {
    mixtureQuantiles(mixture, horizon, h, ascending, step);
    for (let i = 0; i < order.length; i++) quantiles[order[i] * horizon + h] = step[i];
  }
  return quantiles;
}
