import type { ArimaOrder } from './arima-order.js';
import type { ArimaProblem } from './arima-problem.js';
import { searchOf } from './arma-coefficients.js';
import { type ArmaFit, type FitEffort, fitArma, rootsClearOf, THOROUGH } from './fit-arma.js';

/** What orders the search may reach. */
export interface SearchLimits {
  readonly p: number;
  readonly q: number;
  readonly P: number;
  readonly Q: number;
  /** Orders that are tried at most. */
  readonly models: number;
  readonly criterion: 'aicc' | 'aic' | 'bic';
}

/**
 * Radius that all roots must lie beyond. Within about 1/n of the unit circle a root cannot be told from a
 * difference too many or too few. The usual 1.01 is right for 100 values, and would cost long series their
 * slowly changing slopes: there a root of 1.003 is well estimated.
 */
const clearRadius = (valueCount: number): number => 1 + Math.min(0.01, 1 / valueCount);

/** Enough to tell orders apart: the likelihood is then right to about 10⁻³. */
const BRIEF: FitEffort = {
  tolerance: 1e-5,
  maxSteps: 30,
  trialSteps: 6,
  neutralStart: false,
  exactGaps: true,
};

/** For long series with gaps and those of long periods, whose exact likelihood costs some twenty times that of a filled series. */
const FILLED: FitEffort = { ...BRIEF, exactGaps: false };

/** Up to this length and period a series with gaps is searched by its exact likelihood. */
const LONGEST_EXACT = 150;
const LONGEST_EXACT_PERIOD = 4;

/** Orders that a search on the filled series hands on to be compared by the exact likelihood. */
const COMPARED_EXACTLY = 4;

type Shape = Pick<ArimaOrder, 'p' | 'q' | 'P' | 'Q' | 'constant'>;

/** Steps from the best order to its neighbours, in the order in which they are tried. */
const SEASONAL_STEPS: readonly Partial<Record<'p' | 'q' | 'P' | 'Q', number>>[] = [
  { P: -1 },
  { Q: -1 },
  { P: 1 },
  { Q: 1 },
  { P: -1, Q: -1 },
  { P: 1, Q: -1 },
  { P: -1, Q: 1 },
  { P: 1, Q: 1 },
];
const PLAIN_STEPS: readonly Partial<Record<'p' | 'q' | 'P' | 'Q', number>>[] = [
  { p: -1 },
  { q: -1 },
  { p: 1 },
  { q: 1 },
  { p: -1, q: -1 },
  { p: 1, q: -1 },
  { p: -1, q: 1 },
  { p: 1, q: 1 },
];

/**
 * Stepwise search of p, q, P, Q and the constant by an information criterion: from the best of a few simple
 * orders to better neighbours until there are none. Every order is compared by its exact likelihood, from
 * starts of its own and of the best order so far (a long series with gaps first as filled by straight lines,
 * its four best orders then exactly); the winner is then fitted thoroughly, and the next best
 * takes its place where a root turns out to lie on the unit circle.
 *
 * @param problemFor the series with and without a constant
 * @see Hyndman & Khandakar (2008), "Automatic time series forecasting: the forecast package for R", Journal
 *      of Statistical Software 27(3), section 3.2
 */
export function stepwiseSearch(
  problemFor: (constant: boolean) => ArimaProblem,
  base: Pick<ArimaOrder, 'd' | 'D' | 'period'>,
  limits: SearchLimits,
): ArmaFit | undefined {
  const allowsConstant = base.d + base.D < 2;
  const { usableCount, length, hasGaps } = problemFor(allowsConstant);
  const radius = clearRadius(usableCount);
  const isFilled = hasGaps && (length > LONGEST_EXACT || base.period > LONGEST_EXACT_PERIOD);
  const tried = new Map<string, ArmaFit | undefined>();
  const ranked: ArmaFit[] = [];
  let best: ArmaFit | undefined;
  const criterionOf = (fit: ArmaFit | undefined): number =>
    fit?.likelihood?.[limits.criterion] ?? Number.POSITIVE_INFINITY;

  /** Tries an order; true where it is the best so far. */
  const attempt = (shape: Shape): boolean => {
    const { p, q, P, Q, constant } = shape;
    if (p < 0 || q < 0 || P < 0 || Q < 0) return false;
    if (p > limits.p || q > limits.q || P > limits.P || Q > limits.Q) return false;
    if (constant && !allowsConstant) return false;
    const key = [p, q, P, Q, constant].join();
    if (tried.has(key) || tried.size >= limits.models) return false;
    const order = { ...base, ...shape };
    const problem = problemFor(constant);
    const starts = best === undefined ? [] : [neighbourStart(best, order)];
    const fit = fitArma(problem, order, starts, isFilled ? FILLED : BRIEF);
    tried.set(key, fit);
    if (fit === undefined || !rootsClearOf(fit.coefficients, radius)) return false;
    if (!Number.isFinite(criterionOf(fit))) return false;
    ranked.push(fit);
    if (criterionOf(fit) >= criterionOf(best)) return false;
    best = fit;
    return true;
  };

  const seasonal = (P: number, Q: number) => ({
    P: Math.min(P, limits.P),
    Q: Math.min(Q, limits.Q),
  });
  const constant = allowsConstant;
  attempt({ p: Math.min(2, limits.p), q: Math.min(2, limits.q), ...seasonal(1, 1), constant });
  attempt({ p: 0, q: 0, P: 0, Q: 0, constant });
  attempt({ p: Math.min(1, limits.p), q: 0, ...seasonal(1, 0), constant });
  attempt({ p: 0, q: Math.min(1, limits.q), ...seasonal(0, 1), constant });
  attempt({ p: 0, q: 0, P: 0, Q: 0, constant: false });

  const improves = (): boolean => {
    if (best === undefined) return false;
    const { order } = best;
    for (const step of [...SEASONAL_STEPS, ...PLAIN_STEPS])
      if (
        attempt({
          p: order.p + (step.p ?? 0),
          q: order.q + (step.q ?? 0),
          P: order.P + (step.P ?? 0),
          Q: order.Q + (step.Q ?? 0),
          constant: order.constant,
        })
      )
        return true;
    return attempt({ ...order, constant: !order.constant });
  };
  while (improves());

  ranked.sort((a, b) => criterionOf(a) - criterionOf(b));
  if (isFilled) {
    const compared = ranked.splice(0, COMPARED_EXACTLY).map((filled) => {
      const { order, search } = filled;
      return fitArma(problemFor(order.constant), order, [search], BRIEF) ?? filled;
    });
    compared.sort((a, b) => criterionOf(a) - criterionOf(b));
    ranked.unshift(...compared);
  }
  for (const candidate of ranked) {
    const { order } = candidate;
    const fit = fitArma(problemFor(order.constant), order, [candidate.search], THOROUGH);
    if (fit !== undefined && rootsClearOf(fit.coefficients, radius)) return fit;
  }
  return fitArma(
    problemFor(allowsConstant),
    { ...base, p: 0, q: 0, P: 0, Q: 0, constant: allowsConstant },
    [],
    THOROUGH,
  );
}

/** The coefficients of one order as a start for another: new ones are zero, surplus ones are dropped. */
function neighbourStart(best: ArmaFit, order: ArimaOrder): Float64Array {
  const resized = (values: Float64Array, length: number): Float64Array => {
    const out = new Float64Array(length);
    out.set(values.subarray(0, length));
    return out;
  };
  const { ar, ma, sar, sma } = best.coefficients;
  return searchOf(
    order,
    resized(ar, order.p),
    resized(ma, order.q),
    resized(sar, order.P),
    resized(sma, order.Q),
  );
}
