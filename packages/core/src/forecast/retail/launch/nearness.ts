/** What the process foretells of known items, each left out of its own, and what they sold. */
export interface Foretold {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly totals: Float64Array;
}

/** How near in what is foretold an item must be to have a say in a forecast, and the say that any has. */
export interface Nearness {
  /** In the unit of the target, whose variance is 1. */
  readonly width: number;
  readonly any: number;
}

const WIDTHS = [0.1, 0.2, 0.4, 0.8, 2];
const SAYS = [0.002, 0.02];
/** Items by which a nearness is judged, at most. */
const MOST_JUDGED = 150;

/**
 * The say of each known item in the forecast of one with the given mean and variance: a normal kernel
 * around the mean. Where the item asked about is less sure than a known one was (nobody else has it yet),
 * the kernel is wider by the difference.
 */
export function saysFor(
  mean: number,
  variance: number,
  foretold: Foretold,
  { width, any }: Nearness,
  says: Float64Array,
): void {
  for (let j = 0; j < says.length; j++) {
    const spread = width * width + Math.max(0, variance - foretold.variance[j]);
    const distance = foretold.mean[j] - mean;
    says[j] = any + Math.exp((-0.5 * distance * distance) / spread) * (width / Math.sqrt(spread));
  }
}

/**
 * The nearness whose forecasts of the first `judged` items (each from all others) have the least
 * continuous ranked probability score, and that score.
 */
export function chooseNearness(
  foretold: Foretold,
  judged: number,
): { readonly nearness: Nearness; readonly score: number } {
  const { totals } = foretold;
  const order = Int32Array.from(totals.keys()).sort((a, b) => totals[a] - totals[b]);
  const says = new Float64Array(totals.length);
  const step = Math.max(1, Math.ceil(judged / MOST_JUDGED));
  let best: Nearness = { width: WIDTHS[0], any: SAYS[0] };
  let least = Number.POSITIVE_INFINITY;
  for (const width of WIDTHS)
    for (const any of SAYS) {
      let score = 0;
      for (let i = 0; i < judged; i += step) {
        saysFor(foretold.mean[i], foretold.variance[i], foretold, { width, any }, says);
        says[i] = 0;
        score += rankedScore(totals, order, says, totals[i]);
      }
      if (score >= least) continue;
      least = score;
      best = { width, any };
    }
  return { nearness: best, score: least };
}

/** ∫ (F(x) − 1[x >= actual])² dx of the weighted distribution of the totals. */
function rankedScore(
  totals: Float64Array,
  order: Int32Array,
  weights: Float64Array,
  actual: number,
): number {
  let mass = 0;
  for (const weight of weights) mass += weight;
  let score = 0;
  let below = 0;
  let from = Math.min(actual, totals[order[0]]);
  for (const j of order) {
    const to = totals[j];
    const share = below / mass;
    const upToActual = Math.max(0, Math.min(to, actual) - from);
    score += share * share * upToActual + (1 - share) ** 2 * (to - from - upToActual);
    below += weights[j];
    from = to;
  }
  return score + Math.max(0, actual - from);
}
