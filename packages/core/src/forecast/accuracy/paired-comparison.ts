import { studentQuantile } from '../../maths/index.js';
import { windowShares } from './error-summary.js';

/** Windows from which on the interval speaks of windows not seen; below, of series not seen. */
const WINDOWS_TO_CLUSTER = 6;

/** Two methods on the same series and windows. */
export interface PairedComparison {
  /** Pairs compared: rows where both methods have a score. */
  readonly pairCount: number;
  readonly windowCount: number;
  /** Mean scores: mean over the windows of the mean over their series. */
  readonly ours: number;
  readonly theirs: number;
  /** ours − theirs, and the ends of its interval. */
  readonly difference: number;
  readonly differenceInterval: readonly [number, number];
  /** ours / theirs, and the ends of its interval. */
  readonly ratio: number;
  readonly ratioInterval: readonly [number, number];
  /** Windows in which our mean score is the lower one. */
  readonly windowsWon: number;
  /** 'series and windows' or 'series': what the interval is clustered by. */
  readonly clusteredBy: 'series and windows' | 'series';
}

/**
 * Compares the scores of two methods (less is better), paired over series and windows, with confidence
 * intervals of difference and ratio.
 *
 * Scores of one series hang together over the windows, and those of one window over the series (a feast
 * hits all). From six windows on the variance is therefore clustered both ways, V = V(series) + V(window) −
 * V(pair), not less than either alone, with Student's t of windows − 1 degrees of freedom: the interval
 * speaks of other series and other times. From fewer windows a variance over them cannot be told; then each
 * series counts once, by its mean over the windows, and the interval speaks of other series at these very
 * times: read it with `windowsWon`. The ratio's interval is linearised (delta method).
 *
 * @param rows       series and window of each pair
 * @param ours       scores, one per row; NaN leaves the pair out
 * @param theirs     as many
 * @param weights    one per row, for weighted scores; equal by default
 * @param confidence in (0, 1), default 0.95
 * @returns intervals of NaN where a single series or none is left
 * @throws RangeError when there are not as many scores as rows
 * @see Cameron, Gelbach & Miller (2011), "Robust inference with multiway clustering", JBES 29; Diebold &
 *   Mariano (1995), "Comparing predictive accuracy", JBES 13
 */
export function pairedComparison(
  rows: readonly { readonly series: number; readonly window: number }[],
  ours: ArrayLike<number>,
  theirs: ArrayLike<number>,
  weights: ArrayLike<number> | null = null,
  confidence = 0.95,
): PairedComparison {
  if (ours.length !== rows.length || theirs.length !== rows.length)
    throw new RangeError(
      `${ours.length} and ${theirs.length} scores for ${rows.length} rows; give one for each`,
    );
  const both = Float64Array.from(rows, (_, i) => ours[i] - theirs[i]);
  const shares = windowShares(rows, both, weights);
  let own = 0;
  let other = 0;
  let pairCount = 0;
  const byWindow = new Map<number, number>();
  for (let i = 0; i < rows.length; i++) {
    if (shares[i] === 0) continue;
    pairCount += 1;
    own += shares[i] * ours[i];
    other += shares[i] * theirs[i];
    byWindow.set(rows[i].window, (byWindow.get(rows[i].window) ?? 0) + shares[i] * both[i]);
  }
  const difference = own - other;
  const ratio = own / other;
  const isClusteredBoth = byWindow.size >= WINDOWS_TO_CLUSTER;
  const reach = (influence: (i: number) => number): number => {
    const { variance, freedom } = clustered(rows, shares, influence, isClusteredBoth);
    if (!(freedom >= 1)) return Number.NaN;
    const tail = 1 - (1 - confidence) / 2;
    return studentQuantile(tail, freedom) * Math.sqrt(variance);
  };
  const differenceReach = reach((i) => both[i] - difference);
  const ratioReach = reach((i) => (ours[i] - ratio * theirs[i]) / other);
  return {
    pairCount,
    windowCount: byWindow.size,
    ours: own,
    theirs: other,
    difference,
    differenceInterval: [difference - differenceReach, difference + differenceReach],
    ratio,
    ratioInterval: [ratio - ratioReach, ratio + ratioReach],
    windowsWon: [...byWindow.values()].filter((sum) => sum < 0).length,
    clusteredBy: isClusteredBoth ? 'series and windows' : 'series',
  };
}

/** Variance of the shared sum of the influences, clustered, and its degrees of freedom. */
function clustered(
  rows: readonly { readonly series: number; readonly window: number }[],
  shares: Float64Array,
  influence: (i: number) => number,
  byWindowsToo: boolean,
): { variance: number; freedom: number } {
  const bySeries = new Map<number, number>();
  const byWindow = new Map<number, number>();
  let pairs = 0;
  let squares = 0;
  for (let i = 0; i < rows.length; i++) {
    if (shares[i] === 0) continue;
    const part = shares[i] * influence(i);
    const { series, window } = rows[i];
    bySeries.set(series, (bySeries.get(series) ?? 0) + part);
    byWindow.set(window, (byWindow.get(window) ?? 0) + part);
    pairs += 1;
    squares += part * part;
  }
  const ofClusters = (sums: ReadonlyMap<number, number>): number => {
    let sum = 0;
    for (const part of sums.values()) sum += part * part;
    return (sum * sums.size) / (sums.size - 1);
  };
  const series = ofClusters(bySeries);
  if (!byWindowsToo) return { variance: series, freedom: bySeries.size - 1 };
  const window = ofClusters(byWindow);
  const pair = (squares * pairs) / (pairs - 1);
  return {
    variance: Math.max(series, window, series + window - pair),
    freedom: Math.min(bySeries.size, byWindow.size) - 1,
  };
}
