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
  /** Launches that it was learnt from. */
  readonly launches: number;
}

/** A curve counts as this many made-up launches that sell evenly. */
const EVEN_LAUNCHES = 3;
/** Launches with fewer pieces say little of a shape and weigh less. */
const FULL_WEIGHT_PIECES = 20;

/**
 * The pooled curve of past launches. Each counts with its own shares, not its pieces (a best-seller is one
 * launch), and less when it sold few.
 *
 * @param launches pieces per period since launch, each at least `periods` long
 * @param periods  first periods that are forecast
 */
export function launchCurve(launches: readonly ArrayLike<number>[], periods: number): LaunchCurve {
  const shares = new Float64Array(periods).fill(EVEN_LAUNCHES / periods);
  let mass = EVEN_LAUNCHES;
  let later = 0;
  let first = 0;
  for (const sales of launches) {
    let total = 0;
    for (let k = 0; k < periods; k++) total += Math.max(0, sales[k]);
    if (!(total > 0)) continue;
    const weight = total / (total + FULL_WEIGHT_PIECES);
    mass += weight;
    for (let k = 0; k < periods; k++) shares[k] += (weight * Math.max(0, sales[k])) / total;
    if (sales.length <= periods) continue;
    let beyond = 0;
    for (let k = periods; k < sales.length; k++) beyond += Math.max(0, sales[k]);
    later += (weight * beyond) / (sales.length - periods) / (total / periods);
    first += weight;
  }
  for (let k = 0; k < periods; k++) shares[k] /= mass;
  return {
    shares,
    matureRatio: (later + EVEN_LAUNCHES) / (first + EVEN_LAUNCHES),
    bunching: bunchingOf(launches, shares),
    launches: launches.length,
  };
}

/** Pearson's statistic of the launches' periods around their own totals, over its degrees of freedom. */
function bunchingOf(launches: readonly ArrayLike<number>[], shares: Float64Array): number {
  const prior = 10;
  let sum = 2 * prior;
  let freedom = prior;
  for (const sales of launches) {
    let total = 0;
    for (let k = 0; k < shares.length; k++) total += Math.max(0, sales[k]);
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
