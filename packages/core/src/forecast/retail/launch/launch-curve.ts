/** How the sales of a launch run over its first periods. */
export interface LaunchCurve {
  /** Share of each of the first periods in their total; adds up to 1. */
  readonly shares: Float64Array;
  /**
   * Sales per later period over the mean of the first periods, from launches that are known beyond them;
   * 1 where none is. Below 1: launches start high.
   */
  readonly matureRatio: number;
  /**
   * Variance of a period's sales over their mean, given the total: 1 = as if customers came one by one,
   * more = in bunches.
   */
  readonly bunching: number;
  /**
   * shareSpread[k]: variance between launches of the share that the first k periods have in the total,
   * over the square of that share; chance left out. One entry more than `shares`; the first is 0.
   */
  readonly shareSpread: Float64Array;
  /** Launches that it was learnt from. */
  readonly launches: number;
}

/** A curve counts as this many made-up mean launches that sell evenly. */
const EVEN_LAUNCHES = 3;
/** A best-seller counts as so many mean launches at most. */
const MOST_WEIGHT = 3;
/** Launches with fewer pieces say nothing of how shares stray. */
const TELLING_PIECES = 20;

/**
 * The pooled curve of past launches. Each counts by its pieces (up to a limit): what is wanted is the share
 * of pieces, and items that hardly sold have most of theirs in the period of their first sale, which is
 * why that period is the first.
 *
 * @param launches pieces per period since launch, each at least `periods` long
 * @param periods  first periods that are forecast
 */
export function launchCurve(launches: readonly ArrayLike<number>[], periods: number): LaunchCurve {
  const totals = launches.map((sales) => piecesOf(sales, periods));
  const selling = totals.filter((total) => total > 0).length;
  const meanTotal = selling > 0 ? totals.reduce((a, b) => a + b, 0) / selling : 1;
  const shares = new Float64Array(periods).fill(EVEN_LAUNCHES / periods);
  let mass = EVEN_LAUNCHES;
  let later = 0;
  let first = 0;
  launches.forEach((sales, i) => {
    const total = totals[i];
    if (!(total > 0)) return;
    const weight = Math.min(MOST_WEIGHT, total / meanTotal);
    mass += weight;
    for (let k = 0; k < periods; k++) shares[k] += (weight * Math.max(0, sales[k])) / total;
    if (sales.length <= periods) return;
    const beyond = piecesOf(sales, sales.length) - total;
    later += (weight * beyond) / (sales.length - periods) / (total / periods);
    first += weight;
  });
  for (let k = 0; k < periods; k++) shares[k] /= mass;
  return {
    shares,
    matureRatio: (later + EVEN_LAUNCHES) / (first + EVEN_LAUNCHES),
    bunching: bunchingOf(launches, shares),
    shareSpread: shareSpreadOf(launches, shares),
    launches: launches.length,
  };
}

function piecesOf(sales: ArrayLike<number>, periods: number): number {
  let sum = 0;
  for (let k = 0; k < periods; k++) sum += Math.max(0, sales[k]);
  return sum;
}

/** Pearson's statistic of the launches' periods around their own totals, over its degrees of freedom. */
function bunchingOf(launches: readonly ArrayLike<number>[], shares: Float64Array): number {
  const prior = 10;
  let sum = 2 * prior;
  let freedom = prior;
  for (const sales of launches) {
    const total = piecesOf(sales, shares.length);
    if (total < shares.length) continue;
    let own = 0;
    for (let k = 0; k < shares.length; k++) {
      const expected = total * shares[k];
      own += (Math.max(0, sales[k]) - expected) ** 2 / expected;
    }
    // One wild launch must not speak for all.
    sum += Math.min(own, 20 * (shares.length - 1));
    freedom += shares.length - 1;
  }
  return Math.max(1, sum / freedom);
}

/** Spread assumed before looking, and the launches that it counts as. */
const PRIOR_SPREAD = 0.1;
const PRIOR_LAUNCHES = 5;

/** Between launches that sold enough, less what a binomial share of so many pieces varies by itself. */
function shareSpreadOf(launches: readonly ArrayLike<number>[], shares: Float64Array): Float64Array {
  const spread = new Float64Array(shares.length + 1);
  let expected = 0;
  for (let k = 1; k < shares.length; k++) {
    expected += shares[k - 1];
    let sum = PRIOR_LAUNCHES * PRIOR_SPREAD * (1 - expected);
    let count = PRIOR_LAUNCHES;
    for (const sales of launches) {
      const first = piecesOf(sales, k);
      const total = piecesOf(sales, shares.length);
      if (total < TELLING_PIECES) continue;
      const chance = (expected * (1 - expected)) / total;
      sum += ((first / total - expected) ** 2 - chance) / (expected * expected);
      count += 1;
    }
    spread[k] = Math.max(0, sum / count);
  }
  return spread;
}
