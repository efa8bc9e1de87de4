import type { DemandPanel } from '../../../demand/index.js';
import { pieceWeight } from '../uplift/usual-demand.js';
import { addPair, createPairSums, type Pair, type PairSums, solvePair } from './pair.js';
import { priceColumns } from './price-columns.js';
import { boundedPrice, type PriceEffect } from './price-effect.js';
import { type PriceResponseSettings, priceResponseSettings } from './response-settings.js';
import { type PricedSeries, SeriesSums } from './series-sums.js';

/** A panel's items in groups that react alike to prices, and their prices. */
export interface PriceData {
  readonly panel: DemandPanel;
  /** Group of each series (say category × location), from 0. */
  readonly group: ArrayLike<number>;
  /** Price per step of a series' history, above 0; NaN = unknown. undefined = no price is known. */
  readonly priceOf: (series: number) => Float64Array | undefined;
  /** Factor of other known things on each step's demand: the week, feasts. Default: none. */
  readonly known?: (series: number) => Float64Array | undefined;
}

/** An effect with the standard errors of elasticity and of ln promotion. */
export interface LearntPriceEffect extends PriceEffect {
  readonly elasticityError: number;
  readonly promotionError: number;
}

/** How the demand of groups answers prices. Plain data. */
export interface PriceResponse {
  readonly overall: LearntPriceEffect;
  /** By group; a group whose prices never moved has the overall effect. */
  readonly groups: readonly LearntPriceEffect[];
  /** Which price is usual and which a promotion. */
  readonly usualSteps: number;
  readonly promotionDepth: number;
}

/** Newton steps for all series together, then for the groups. */
const OVERALL_STEPS = 6;
const GROUP_STEPS = 2;
/** Change of ln demand at a promotion of a fifth that ends the steps. */
const SMALL_CHANGE = 0.003;
/**
 * How far series of a group are thought to lie apart, as standard deviations: what one best-seller says of
 * a group is never more than what one series can.
 */
const SERIES_APART: Pair = { e: 1, p: 0.2 };
/** How far groups are thought to lie apart, as standard deviations, and how many groups that belief counts as. */
const GROUPS_APART: Pair = { e: 0.5, p: 0.1 };
const PRIOR_GROUPS = 3;

/**
 * Learns how prices move demand: a quasi-Poisson regression of each step's demand on ln(price / usual price) and
 * on whether it is a promotion, beside the level of the steps around it, pooled over all series, then
 * per group, shrunk to the whole by how far groups are found to lie apart (empirical Bayes). Steps far from
 * expectation are drawn in, and one series counts no more than series are thought to lie apart.
 *
 * @throws RangeError on a price that is not positive, a group that is no whole number, or a setting out of its range
 * @see McCullagh & Nelder (1989), Generalized Linear Models, chapter 9 (quasi-likelihood)
 * @see DerSimonian & Laird (1986), "Meta-analysis in clinical trials", Controlled Clinical Trials 7
 */
export function priceResponse(
  data: PriceData,
  given: Partial<PriceResponseSettings> = {},
): PriceResponse {
  const settings = priceResponseSettings(given);
  const all = pricedSeries(data, settings);
  let groupCount = 0;
  for (let s = 0; s < data.panel.seriesCount; s++)
    groupCount = Math.max(groupCount, data.group[s] + 1);
  const none: Pair = { e: 0, p: 0 };
  const wide: Pair = { e: settings.priorElasticity ** 2, p: settings.priorPromotion ** 2 };
  const reader = new SeriesSums(settings.levelSteps, createPairSums());

  let at = none;
  let error: Pair = { e: settings.priorElasticity, p: settings.priorPromotion };
  let dispersion = 1;
  for (let step = 0; step < OVERALL_STEPS; step++) {
    const seen = sumSeries(all, reader, () => at);
    dispersion = seen.dispersion;
    const solved = solvePair(seen.total, at, none, wide, dispersion);
    const next = shortened(at, solved.value);
    const change = Math.hypot((next.e - at.e) / 5, next.p - at.p);
    at = next;
    error = solved.error;
    if (change < SMALL_CHANGE) break;
  }
  const overall = at;

  let values: Pair[] = Array.from({ length: groupCount }, () => overall);
  let errors: Pair[] = Array.from({ length: groupCount }, () => error);
  for (let step = 0; step < GROUP_STEPS; step++) {
    const { byGroup } = sumSeries(all, reader, (group) => values[group]);
    const apart = groupsApart(byGroup, values, overall, dispersion);
    const solved = values.map((value, g) =>
      solvePair(byGroup.get(g) ?? createPairSums(), value, overall, apart, dispersion),
    );
    values = solved.map(({ value }, g) => shortened(values[g], value));
    errors = solved.map((one) => ({
      // What comes from the level above has that level's error too.
      e: Math.hypot(one.error.e, (one.error.e ** 2 / apart.e) * error.e),
      p: Math.hypot(one.error.p, (one.error.p ** 2 / apart.p) * error.p),
    }));
  }
  return {
    overall: effectOf(overall, error),
    groups: values.map((value, g) => effectOf(value, errors[g])),
    usualSteps: settings.usualSteps,
    promotionDepth: settings.promotionDepth,
  };
}

/** Series whose prices moved while they were observed; all others say nothing. */
function pricedSeries(
  { panel, group, priceOf, known }: PriceData,
  settings: PriceResponseSettings,
): PricedSeries[] {
  const all: PricedSeries[] = [];
  for (let s = 0; s < panel.seriesCount; s++) {
    if (!(Number.isSafeInteger(group[s]) && group[s] >= 0))
      throw new RangeError(`the group of series ${s} is ${group[s]}; it must be a whole number`);
    const begin = panel.offsets[s];
    const length = panel.offsets[s + 1] - begin;
    const prices = priceOf(s)?.subarray(0, length);
    if (!prices || prices.length < length) continue;
    const { logRelative, promotion } = priceColumns(prices, settings);
    const others = known?.(s);
    const pieces = new Float64Array(length);
    const exposure = new Float64Array(length);
    let moved = false;
    for (let t = 0; t < length; t++) {
      logRelative[t] = boundedPrice(logRelative[t]);
      if (panel.observed[begin + t] === 0) continue;
      exposure[t] = others ? Math.max(0, others[t]) : 1;
      if (exposure[t] > 0) pieces[t] = panel.demand[begin + t];
      if (logRelative[t] !== 0) moved = true;
    }
    if (!moved) continue;
    all.push({
      group: group[s],
      pieces,
      exposure,
      logRelative,
      promotion,
      pieceWeight: pieceWeight(panel, s),
    });
  }
  return all;
}

/**
 * Sums over the series, all and by group, and how much more the slopes of single series scatter than their
 * curvature says: demand strays for weeks, so steps are not as many witnesses as they are steps.
 */
function sumSeries(
  all: readonly PricedSeries[],
  reader: SeriesSums,
  at: (group: number) => Pair,
): { total: PairSums; byGroup: ReadonlyMap<number, PairSums>; dispersion: number } {
  const total = createPairSums();
  const byGroup = new Map<number, PairSums>();
  let scatter = 0;
  for (const series of all) {
    const sums = reader.read(series, at(series.group));
    if (!(sums.ee > 0)) continue;
    const weight = 1 / (1 + SERIES_APART.e ** 2 * sums.ee + SERIES_APART.p ** 2 * sums.pp);
    let own = byGroup.get(series.group);
    if (!own) {
      own = createPairSums();
      byGroup.set(series.group, own);
    }
    addPair(total, sums, weight);
    addPair(own, sums, weight);
    scatter += (weight * sums.slopeE) ** 2;
  }
  return { total, byGroup, dispersion: total.ee > 0 ? Math.max(1, scatter / total.ee) : 1 };
}

/** Variances of groups around the whole, by the method of moments. */
function groupsApart(
  byGroup: ReadonlyMap<number, PairSums>,
  values: readonly Pair[],
  overall: Pair,
  dispersion: number,
): Pair {
  const apart = (usual: number, of: (g: number, sums: PairSums) => [number, number]): number => {
    let squares = PRIOR_GROUPS * usual * usual;
    let groups = PRIOR_GROUPS;
    for (const [g, sums] of byGroup) {
      const [curvature, off] = of(g, sums);
      if (!(curvature > 0)) continue;
      // Groups that could not show a difference of the usual size hardly count.
      const weight = usual ** 2 / (usual ** 2 + dispersion / curvature);
      squares += weight * (off ** 2 - dispersion / curvature);
      groups += weight;
    }
    return Math.max((usual / 5) ** 2, squares / groups);
  };
  return {
    e: apart(GROUPS_APART.e, (g, s) => [s.ee, values[g].e - overall.e + s.slopeE / s.ee]),
    p: apart(GROUPS_APART.p, (g, s) => [s.pp, values[g].p - overall.p + s.slopeP / s.pp]),
  };
}

/** Newton's step, no longer than a doubtful one should be. */
const shortened = (from: Pair, to: Pair): Pair => ({
  e: from.e + Math.max(-2, Math.min(2, to.e - from.e)),
  p: from.p + Math.max(-0.5, Math.min(0.5, to.p - from.p)),
});

const effectOf = ({ e, p }: Pair, error: Pair): LearntPriceEffect => ({
  elasticity: e,
  elasticityError: error.e,
  promotion: Math.exp(p),
  promotionError: error.p,
});
