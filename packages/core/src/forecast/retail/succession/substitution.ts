import { DAY_STATE } from '../censored/index.js';
import { localLevel } from '../local-level.js';

export interface SubstitutionSettings {
  /** Weight of a day in the level of the day beside it, in (0, 1). Default 0.95. */
  readonly keep: number;
  /** Spread of shares between pairs of items before looking, > 0: what a share is shrunk to 0 by. Default 0.15. */
  readonly shareSpread: number;
}

/** Where the demand went that an item could not serve. */
export interface Substitution {
  /** Days without stock of the hit, and its demand expected on them. */
  readonly outDays: number;
  readonly lostPieces: number;
  /** One for each other item given. */
  readonly takers: readonly Taker[];
  /** Sum of the shares, at most 1. */
  readonly recaptured: number;
}

export interface Taker {
  /** Pieces sold on the hit's days without stock beyond what the days around foretold; may be negative. */
  readonly extraPieces: number;
  /** Share of the hit's lost demand that came here: shrunk to 0, not negative. */
  readonly share: number;
  /** Extra over lost pieces as they are, and the standard deviation of that. */
  readonly rawShare: number;
  readonly rawShareSd: number;
  /** The raw share lies two standard deviations above 0. */
  readonly clear: boolean;
}

const DEFAULTS: SubstitutionSettings = { keep: 0.95, shareSpread: 0.15 };
const PRIOR_DAYS = 1;

/**
 * Estimates how much of a hit's demand goes to similar items when it is sold out: their sales on its days
 * without stock, compared with the level of the days around on which it was in stock. Only what is beyond
 * chance is believed: with raw share x of variance v the share is x τ²/(τ² + v), τ = `shareSpread`.
 *
 * Demand may rise for both at once (that is why the hit sold out), which looks like substitution; levels of
 * the days just before take most of that away, not all. A small share that is not `clear` means: not known.
 *
 * @param hit    pieces per day and what each day shows (`DAY_STATE`); its hidden days are compared
 * @param others pieces per day of the same days; days that are not finite are left out
 * @throws RangeError on settings out of range or arrays of different length
 * @see Vulcano, van Ryzin & Ratliff (2012), "Estimating primary demand for substitutable products from
 *   sales transaction data", Operations Research 60(2), for a full choice model of the same question
 */
export function substitution(
  hit: { readonly sales: Float64Array; readonly states: Uint8Array },
  others: readonly Float64Array[],
  given: Partial<SubstitutionSettings> = {},
): Substitution {
  const { keep, shareSpread } = { ...DEFAULTS, ...given };
  if (!(keep > 0 && keep < 1)) throw new RangeError(`keep is ${keep}; it must lie between 0 and 1`);
  if (!(shareSpread > 0))
    throw new RangeError(`shareSpread is ${shareSpread}; it must be positive`);
  const { sales, states } = hit;
  const days = sales.length;
  if (states.length !== days)
    throw new RangeError(`the hit has ${days} days of sales but ${states.length} states`);
  others.forEach((other, i) => {
    if (other.length !== days)
      throw new RangeError(`others[${i}] has ${other.length} days; the hit has ${days}`);
  });
  const out = Uint8Array.from(states, (state) => (state === DAY_STATE.hidden ? 1 : 0));
  const outDays = out.reduce((a, b) => a + b, 0);
  const own = compare(sales, out, keep);
  const lostPieces = own.expected;
  const raw = others.map((other) => {
    const { came, expected, variance } = compare(other, out, keep);
    const extraPieces = came - expected;
    const rawShare = lostPieces > 0 ? extraPieces / lostPieces : 0;
    // The hit's own expected demand is uncertain too.
    const rawShareSd =
      lostPieces > 0
        ? Math.sqrt(variance + rawShare ** 2 * own.levelVariance) / lostPieces
        : Number.POSITIVE_INFINITY;
    const trust = shareSpread ** 2 / (shareSpread ** 2 + rawShareSd ** 2);
    return {
      extraPieces,
      share: Math.max(0, trust * rawShare),
      rawShare,
      rawShareSd,
      clear: rawShare > 2 * rawShareSd,
    };
  });
  const sum = raw.reduce((total, { share }) => total + share, 0);
  const scale = sum > 1 ? 1 / sum : 1;
  return {
    outDays,
    lostPieces,
    takers: raw.map((taker) => ({ ...taker, share: taker.share * scale })),
    recaptured: Math.min(1, sum),
  };
}

/** Pieces that came on the marked days, those expected from the other days, and the variance between. */
function compare(
  pieces: Float64Array,
  marked: Uint8Array,
  keep: number,
): { came: number; expected: number; variance: number; levelVariance: number } {
  const days = pieces.length;
  const exposure = Float64Array.from(pieces, (d, t) =>
    marked[t] === 0 && Number.isFinite(d) ? 1 : 0,
  );
  const counted = pieces.map((d, t) => (exposure[t] > 0 ? Math.max(0, d) : 0));
  const open = exposure.reduce((a, b) => a + b, 0);
  const overall = open > 0 ? counted.reduce((a, b) => a + b, 0) / open : 0;
  const level = new Float64Array(days);
  const mass = new Float64Array(days);
  localLevel(counted, exposure, keep, { level: overall, mass: PRIOR_DAYS }, 0, level, mass);
  let squares = 0;
  let levels = 0;
  for (let t = 0; t < days; t++)
    if (exposure[t] > 0) {
      squares += (counted[t] - level[t]) ** 2;
      levels += level[t];
    }
  // Variance over mean of a day; a Poisson stream's at the least.
  const bunching = levels > 0 ? Math.max(1, squares / levels) : 1;
  let came = 0;
  let expected = 0;
  let noise = 0;
  let shared = 0;
  for (let t = 0; t < days; t++) {
    if (marked[t] === 0 || !Number.isFinite(pieces[t])) continue;
    came += Math.max(0, pieces[t]);
    expected += level[t];
    noise += bunching * level[t];
    // Days near each other share the error of their level: added as if all did, which is on the safe side.
    shared += Math.sqrt((bunching * level[t]) / (2 * mass[t]));
  }
  const levelVariance = shared * shared;
  return { came, expected, variance: noise + levelVariance, levelVariance };
}
