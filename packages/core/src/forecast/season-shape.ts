/** A season that nobody expected is doubted: so many steps without one are counted beside it. */
const DOUBT_STEPS = 30;
/** Seasons that a series needs to be asked for its own shape. */
const FEWEST_SEASONS = 3;
const FEWEST_VALUES = 24;

/**
 * The seasonal shape of one series: its own shares, each the pieces of that place of the season over what
 * the moving average of a season around them would have been, shrunk to its pool's by how noisy they
 * are. Ten sales a year leave the pool's shape as it is; a steady seller gets its own (empirical Bayes,
 * as in James & Stein 1961).
 *
 * @param pieces    pieces per step, finite and not negative
 * @param usable    1 = the step was observed
 * @param length    steps
 * @param first     place in the season of entry 0
 * @param priorSpread how far an item's true shares lie around its pool's, as a standard deviation, before it
 *   is looked at
 * @param pooled    shape of the pool; averages 1; 0 = closed
 * @param window    work space of at least `length`
 * @param shape     receives the result, as long as the season
 * @see Makridakis, Wheelwright & Hyndman (1998), Forecasting: Methods and Applications, section 3/4
 *   (ratio to moving average)
 */
export function seasonShape(
  pieces: Float64Array,
  usable: Uint8Array,
  length: number,
  first: number,
  pooled: ArrayLike<number>,
  priorSpread: number,
  window: Float64Array,
  shape: Float64Array,
): void {
  const season = shape.length;
  for (let s = 0; s < season; s++) shape[s] = pooled[s];
  if (season === 1 || length < Math.max(FEWEST_SEASONS * season, FEWEST_VALUES)) return;
  // A shape nobody expects must show itself; noise alone would give a season to every second short series.
  const hasPool = priorSpread > 0;
  if (!hasPool && !repeats(pieces, usable, length, season)) return;
  movingRates(pieces, usable, length, first, pooled, season, window);

  const own = new Float64Array(season);
  const mass = new Float64Array(season);
  let demands = 0;
  for (let t = 0, s = first; t < length; t++, s = s === season - 1 ? 0 : s + 1) {
    if (usable[t] === 0 || pooled[s] === 0) continue;
    own[s] += pieces[t];
    mass[s] += window[t];
    if (pieces[t] > 0) demands += 1;
  }
  for (let s = 0; s < season; s++) own[s] = mass[s] > 0 ? own[s] / mass[s] : pooled[s];
  // Noise of a share: squares around the own shares and, as far as so few demands let those fit by chance,
  // around the pool's.
  const chance = hasPool ? Math.min(1, (2 * season) / Math.max(1, demands)) : 0;
  const noise = new Float64Array(season);
  for (let t = 0, s = first; t < length; t++, s = s === season - 1 ? 0 : s + 1) {
    if (usable[t] === 0 || pooled[s] === 0) continue;
    const aroundOwn = (pieces[t] - own[s] * window[t]) ** 2;
    const aroundPool = (pieces[t] - pooled[s] * window[t]) ** 2;
    noise[s] += aroundOwn + chance * (aroundPool - aroundOwn);
  }
  let excess = 0;
  let open = 0;
  for (let s = 0; s < season; s++) {
    if (!(mass[s] > 0)) continue;
    noise[s] /= mass[s] * mass[s];
    excess += (own[s] - pooled[s]) ** 2 - noise[s];
    open += 1;
  }
  const spread = hasPool ? priorSpread ** 2 : Math.max(0, excess) / (DOUBT_STEPS + open);
  let sum = 0;
  for (let s = 0; s < season; s++) {
    if (mass[s] > 0) {
      const trust = spread / (spread + noise[s]);
      shape[s] = Math.max(0, trust * own[s] + (1 - trust) * pooled[s]);
    }
    sum += shape[s];
  }
  for (let s = 0; s < season; s++) shape[s] = sum > 0 ? (shape[s] * season) / sum : 1;
}

/**
 * Whether a season shows: the autocorrelation a season apart is positive beyond 90 % of chance, given the
 * autocorrelations at shorter distances.
 *
 * @see Assimakopoulos & Nikolopoulos (2000), "The theta model", IJF 16 (the test of the M3 and M4 benchmarks)
 */
function repeats(
  pieces: Float64Array,
  usable: Uint8Array,
  length: number,
  season: number,
): boolean {
  let count = 0;
  let mean = 0;
  for (let t = 0; t < length; t++) {
    mean += pieces[t];
    count += usable[t];
  }
  if (count === 0) return false;
  mean /= count;
  let variance = 0;
  for (let t = 0; t < length; t++) if (usable[t] === 1) variance += (pieces[t] - mean) ** 2;
  if (!(variance > 0)) return false;
  let squares = 0;
  let atSeason = 0;
  for (let lag = 1; lag <= season; lag++) {
    let sum = 0;
    for (let t = lag; t < length; t++)
      if (usable[t] === 1 && usable[t - lag] === 1)
        sum += (pieces[t] - mean) * (pieces[t - lag] - mean);
    atSeason = sum / variance;
    if (lag < season) squares += atSeason * atSeason;
  }
  return atSeason > 1.645 * Math.sqrt((1 + 2 * squares) / count);
}

/** Pieces per unit of the pool's shape over about a season around each step. */
function movingRates(
  pieces: Float64Array,
  usable: Uint8Array,
  length: number,
  first: number,
  pooled: ArrayLike<number>,
  season: number,
  window: Float64Array,
): void {
  const half = Math.floor(season / 2);
  const ends = season % 2 === 0 ? [-half, half] : [];
  let sum = 0;
  let mass = 0;
  const add = (t: number, sign: number) => {
    if (usable[t] === 0) return;
    sum += sign * pieces[t];
    mass += sign * pooled[(first + t) % season];
  };
  for (let t = 0; t < Math.min(half, length); t++) add(t, 1);
  for (let t = 0; t < length; t++) {
    if (t + half < length) add(t + half, 1);
    if (t - half - 1 >= 0) add(t - half - 1, -1);
    // A window of an even season holds the same place at both ends: half of each counts.
    let own = sum;
    let ownMass = mass;
    for (const end of ends) {
      if (t + end < 0 || t + end >= length || usable[t + end] === 0) continue;
      own -= 0.5 * pieces[t + end];
      ownMass -= 0.5 * pooled[(first + t + end) % season];
    }
    window[t] = ownMass > 1e-9 ? Math.max(0, own / ownMass) : 0;
  }
}
