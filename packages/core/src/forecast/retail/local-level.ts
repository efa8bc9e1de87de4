/**
 * The level around each day of a series: a mean over the days before and after it, weighted by
 * keep^distance, so that it follows slow rises and falls. Each pair of sums is kept by one pass forwards
 * and one backwards.
 *
 *     level[t] = (Σ_u keep^|t−u| pieces[u] + priorMass · prior) / (Σ_u keep^|t−u| exposure[u] + priorMass)
 *
 * @param pieces    pieces per day; 0 where exposure is 0
 * @param exposure  how much of a mean day's demand each day could show, >= 0; 0 = leave the day out
 * @param keep      weight of a day beside the day nearer by one, in (0, 1)
 * @param prior     pieces per unit of exposure that days far from any other fall back to, and its weight
 * @param ownWeight 1 = a day is a part of its own level, 0 = it is left out
 * @param level     receives pieces per unit of exposure
 * @param mass      receives the sum of weights (the denominator), if given
 */
export function localLevel(
  pieces: Float64Array,
  exposure: Float64Array,
  keep: number,
  prior: { readonly level: number; readonly mass: number },
  ownWeight: 0 | 1,
  level: Float64Array,
  mass: Float64Array = new Float64Array(pieces.length),
): void {
  const days = pieces.length;
  let sum = prior.level * prior.mass;
  let weight = prior.mass;
  const priorSum = sum;
  for (let t = 0; t < days; t++) {
    level[t] = sum + ownWeight * pieces[t];
    mass[t] = weight + ownWeight * exposure[t];
    sum = keep * (sum - priorSum + pieces[t]) + priorSum;
    weight = keep * (weight - prior.mass + exposure[t]) + prior.mass;
  }
  sum = 0;
  weight = 0;
  for (let t = days - 1; t >= 0; t--) {
    mass[t] += weight;
    level[t] = mass[t] > 0 ? (level[t] + sum) / mass[t] : prior.level;
    sum = keep * (sum + pieces[t]);
    weight = keep * (weight + exposure[t]);
  }
}
