/** Sums for two coefficients, elasticity (e) and ln of the promotion's factor (p): slope and curvature. */
export interface PairSums {
  slopeE: number;
  slopeP: number;
  ee: number;
  ep: number;
  pp: number;
}

export const createPairSums = (): PairSums => ({ slopeE: 0, slopeP: 0, ee: 0, ep: 0, pp: 0 });

export function clearPair(sums: PairSums): void {
  sums.slopeE = 0;
  sums.slopeP = 0;
  sums.ee = 0;
  sums.ep = 0;
  sums.pp = 0;
}

export function addPair(to: PairSums, from: PairSums, weight: number): void {
  to.slopeE += weight * from.slopeE;
  to.slopeP += weight * from.slopeP;
  to.ee += weight * from.ee;
  to.ep += weight * from.ep;
  to.pp += weight * from.pp;
}

/** Two coefficients with their variances. */
export interface Pair {
  readonly e: number;
  readonly p: number;
}

/** A price cut is believed to lower demand, or a promotion to, only beyond so many standard errors. */
const OVERWHELMING = 4;

/**
 * Mode of two coefficients under a normal prior, one Newton step from `at`, and its standard errors. An
 * elasticity above 0, or a promotion below 1, is taken for chance unless the data are overwhelming; the
 * other coefficient is then found without it.
 *
 * @param sums       slope and curvature of the log-likelihood at `at`
 * @param prior      mean
 * @param variance   of the prior
 * @param dispersion by which curvature overstates what the data say, 1 or more
 */
export function solvePair(
  sums: PairSums,
  at: Pair,
  prior: Pair,
  variance: Pair,
  dispersion: number,
): { readonly value: Pair; readonly error: Pair } {
  const ee = sums.ee / dispersion + 1 / variance.e;
  const pp = sums.pp / dispersion + 1 / variance.p;
  const ep = sums.ep / dispersion;
  const slopeE = sums.slopeE / dispersion + (prior.e - at.e) / variance.e;
  const slopeP = sums.slopeP / dispersion + (prior.p - at.p) / variance.p;
  const determinant = ee * pp - ep * ep;
  const error = { e: Math.sqrt(pp / determinant), p: Math.sqrt(ee / determinant) };
  const e = at.e + (pp * slopeE - ep * slopeP) / determinant;
  const p = at.p + (ee * slopeP - ep * slopeE) / determinant;
  const wrongE = e > 0 && e < OVERWHELMING * error.e;
  const wrongP = p < 0 && p > -OVERWHELMING * error.p;
  if (!wrongE && !wrongP) return { value: { e, p }, error };
  // With one of them 0, the other follows alone; if that is of the wrong sign too, both are 0.
  const aloneE = at.e + (slopeE + ep * at.p) / ee;
  const aloneP = at.p + (slopeP + ep * at.e) / pp;
  if (wrongE && wrongP) return { value: { e: 0, p: 0 }, error };
  if (wrongE) return { value: { e: 0, p: Math.max(0, aloneP) }, error };
  return { value: { e: Math.min(0, aloneE), p: 0 }, error };
}
