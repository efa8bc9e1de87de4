import { fitProcess, learnParts, type VarianceParts } from './gaussian-process.js';
import type { ItemAttributes, KnownItem } from './known-item.js';
import { type LaunchCurve, launchCurve } from './launch-curve.js';
import { beliefOf, type LevelBelief } from './level-belief.js';
import { type LikenessMatrix, likenesses, type Respect } from './likeness.js';
import { chooseNearness, type Foretold, type Nearness, saysFor } from './nearness.js';

/** Settings of `forecastLaunches`. */
export interface LaunchSettings {
  /** First periods that are forecast, a whole number of at least 1. Default 8 (weeks). */
  readonly periods: number;
  /** Launches remembered, the newest, and established items beside them; whole. Default 450 and 350. */
  readonly mostLaunches: number;
  readonly mostEstablished: number;
  /** Items that the lessons are learnt from; whole, at least 2. Default 220. */
  readonly mostForLessons: number;
  /** What was learnt earlier, to save the search. */
  readonly lessons?: LaunchLessons;
}

/** What the known items teach of how alike items sell alike. */
export interface LaunchLessons {
  /** Variance of the target that each respect explains, and what none does; the target's is about 1. */
  readonly respects: Readonly<Partial<Record<Respect, number>>>;
  readonly noise: number;
  /** The target is pieces^power of the first periods, scaled; 0 = log(pieces + 1). */
  readonly power: number;
  readonly nearness: Nearness;
}

/** A known launch that a forecast leans on. */
export interface Analogue {
  /** Its place among the known items given. */
  readonly known: number;
  /** Likeness by the weights learnt, 0 to 1. */
  readonly likeness: number;
}

export interface LaunchForecast {
  /** Pieces that the first periods are believed to sell; see `learnFromSales`, `drawLaunchPaths`. */
  readonly belief: LevelBelief;
  /** The five known items most like it, most alike first. */
  readonly analogues: readonly Analogue[];
}

export interface LaunchForecasts {
  readonly curve: LaunchCurve;
  /** Null where there are too few launches to learn from. */
  readonly lessons: LaunchLessons | null;
  /** One for each item asked about. */
  readonly forecasts: readonly LaunchForecast[];
}

const DEFAULTS: LaunchSettings = {
  periods: 8,
  mostLaunches: 450,
  mostEstablished: 350,
  mostForLessons: 220,
};
const POWERS = [0, 0.5];
const ANALOGUES = 5;
/** A launch counts once this share of the first periods is over. */
const LEAST_SHARE = 0.25;
const FEWEST_LAUNCHES = 5;

/**
 * Forecasts items that have not sold yet from what is known of others: how launches like them went, and
 * how established items like them sell.
 *
 * A power of the pieces of the first periods is a Gaussian process over the items' attributes
 * (`learnParts`): category, location, price, words of the name, the same item elsewhere, neighbours in
 * the running series of codes and in time. Its mean is the hierarchical, shrunken estimate. The
 * distribution around it is that of the pieces of those known items of which the process, each left out,
 * foretold about the same (`saysFor`): no shape is assumed, and a dud is as possible as it was before. The
 * power and the nearness are those that forecast the known launches best. The curve over the periods is
 * pooled (`launchCurve`).
 *
 * With fewer than five known launches the belief is one piece, give or take a factor of ten: it says that
 * nothing is known.
 *
 * @param known launches with at least a quarter of the first periods over (younger ones are left alone),
 *   and established items with so many periods
 * @param asked items to forecast
 * @throws RangeError on settings out of range
 */
export function forecastLaunches(
  known: readonly KnownItem[],
  asked: readonly ItemAttributes[],
  given: Partial<LaunchSettings> = {},
): LaunchForecasts {
  const settings = checked({ ...DEFAULTS, ...given });
  const places = choose(known, settings);
  const launches = places.filter((i) => known[i].established !== true);
  const curve = launchCurve(
    launches.map((i) => known[i].sales).filter(({ length }) => length >= settings.periods),
    settings.periods,
  );
  if (launches.length < FEWEST_LAUNCHES)
    return {
      curve,
      lessons: null,
      forecasts: asked.map(() => ({ belief: widestBelief(), analogues: [] })),
    };

  const totals = Float64Array.from(places, (i) => firstPieces(known[i], curve));
  const likeness = likenesses([...places.map((i) => known[i]), ...asked]);
  const size = places.length + asked.length;
  const lessons =
    settings.lessons ??
    learnLessons(likeness, totals, size, launches.length, settings.mostForLessons);
  const { process, foretold } = foretell(likeness, lessons, totals, size);
  const says = new Float64Array(totals.length);
  const forecasts = asked.map((_, a): LaunchForecast => {
    const i = places.length + a;
    saysFor(process.mean(i), process.variance(i), foretold, lessons.nearness, says);
    return {
      belief: beliefOf(totals, says),
      analogues: analoguesOf(i, places, likeness, lessons, size),
    };
  });
  return { curve, lessons, forecasts };
}

/** Pieces of the first periods; those not known yet are filled in by the curve. */
const firstPieces = ({ sales }: KnownItem, { shares }: LaunchCurve): number => {
  let sum = 0;
  let share = 0;
  for (let k = 0; k < shares.length && k < sales.length; k++) {
    sum += Math.max(0, sales[k]);
    share += shares[k];
  }
  return sum / share;
};

/** Places of the newest launches, then of established items, with enough periods. */
function choose(known: readonly KnownItem[], settings: LaunchSettings): number[] {
  const least = Math.max(1, settings.periods * LEAST_SHARE);
  const enough = known.flatMap(({ sales }, i) => (sales.length >= least ? [i] : []));
  const launches = enough
    .filter((i) => known[i].established !== true)
    .sort((a, b) => (known[b].launchDay ?? 0) - (known[a].launchDay ?? 0) || a - b)
    .slice(0, settings.mostLaunches);
  const established = enough.filter((i) => known[i].established === true);
  return [
    ...launches,
    ...evenly(established.length, settings.mostEstablished).map((e) => established[e]),
  ];
}

/** At most `most` whole numbers below `count`, evenly spaced. */
const evenly = (count: number, most: number): number[] =>
  Array.from({ length: Math.min(count, most) }, (_, k) =>
    Math.floor((k * count) / Math.min(count, most)),
  );

/** Tries each power and keeps what forecasts the known launches best. */
function learnLessons(
  likeness: readonly LikenessMatrix[],
  totals: Float64Array,
  size: number,
  launches: number,
  most: number,
): LaunchLessons {
  let best: LaunchLessons | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const power of POWERS) {
    const { target } = targetOf(totals, power);
    const parts = learnParts(likeness, evenly(totals.length, most), size, target);
    const respects = Object.fromEntries(
      likeness.map(({ respect }, p) => [respect, parts.respects[p]]),
    );
    const start = { respects, noise: parts.noise, power, nearness: { width: 1, any: 0.02 } };
    const { foretold } = foretell(likeness, start, totals, size);
    const { nearness, score } = chooseNearness(foretold, launches);
    if (best !== undefined && score >= least) continue;
    least = score;
    best = { ...start, nearness };
  }
  if (best === undefined) throw new Error('Invariant broken: there is a power to try');
  return best;
}

/** What the process says of each known item from the others. */
function foretell(
  likeness: readonly LikenessMatrix[],
  lessons: LaunchLessons,
  totals: Float64Array,
  size: number,
): { process: ReturnType<typeof fitProcess>; foretold: Foretold } {
  const { target } = targetOf(totals, lessons.power);
  const parts = partsOf(lessons, likeness);
  const process = fitProcess(likeness, parts, totals.length, size, target);
  const foretold = {
    mean: Float64Array.from(totals, (_, j) => process.mean(j)),
    variance: Float64Array.from(totals, (_, j) => process.variance(j)),
    totals,
  };
  return { process, foretold };
}

/** The powers of the totals, scaled to mean 0 and variance 1. */
function targetOf(totals: Float64Array, power: number): { target: Float64Array } {
  const raw = totals.map((pieces) => (power > 0 ? pieces ** power : Math.log1p(pieces)));
  const mean = raw.reduce((a, b) => a + b, 0) / raw.length;
  const scale = Math.sqrt(raw.reduce((s, y) => s + (y - mean) ** 2, 0) / raw.length) || 1;
  return { target: raw.map((y) => (y - mean) / scale) };
}

const partsOf = (
  { respects, noise }: LaunchLessons,
  likeness: readonly LikenessMatrix[],
): VarianceParts => ({
  respects: Float64Array.from(likeness, ({ respect }) => respects[respect] ?? 1e-4),
  noise,
});

function analoguesOf(
  item: number,
  places: readonly number[],
  likeness: readonly LikenessMatrix[],
  { respects }: LaunchLessons,
  size: number,
): Analogue[] {
  const near = new Float64Array(places.length);
  let parts = 0;
  for (const { respect, values } of likeness) {
    const part = respects[respect] ?? 0;
    parts += part;
    for (let j = 0; j < near.length; j++) near[j] += part * values[item * size + j];
  }
  return Array.from(places, (known, j) => ({ known, likeness: parts > 0 ? near[j] / parts : 0 }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, ANALOGUES);
}

const widestBelief = (): LevelBelief =>
  beliefOf(Float64Array.of(0.1, 1, 10), Float64Array.of(1, 1, 1));

function checked(settings: LaunchSettings): LaunchSettings {
  for (const [name, least] of [
    ['periods', 1],
    ['mostLaunches', 2],
    ['mostEstablished', 0],
    ['mostForLessons', 2],
  ] as const)
    if (!(Number.isInteger(settings[name]) && settings[name] >= least))
      throw new RangeError(
        `${name} is ${settings[name]}; it must be a whole number of at least ${least}`,
      );
  return settings;
}
