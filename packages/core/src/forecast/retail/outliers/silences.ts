/** A run of days without demand that is too long for the item: out of stock, or not recorded. */
export interface Silence {
  /** First day and the day after the last, from 0. */
  readonly from: number;
  readonly to: number;
  /** Pieces expected over the run at the lower of the levels before and after it. */
  readonly expected: number;
  readonly probability: number;
}

/** Days of a series: observed or not, and ordinary or found to be an outlier. */
export interface MarkedDays {
  readonly pieces: Float64Array;
  readonly open: Uint8Array;
  readonly ordinary: Uint8Array;
}

/** The level of the whole series counts as so many days. */
const PRIOR_DAYS = 3;

/** Runs of observed days without demand, judged by the lower of the levels on their two sides. */
export function silencesOf(
  { pieces, open, ordinary }: MarkedDays,
  dispersion: number,
  { keep, probability }: { readonly keep: number; readonly probability: number },
): Silence[] {
  const days = pieces.length;
  const before = oneSided(pieces, ordinary, keep, false);
  const after = oneSided(pieces, ordinary, keep, true);
  const silences: Silence[] = [];
  let from = -1;
  let shown = 0;
  for (let t = 0; t <= days; t++) {
    if (t < days && (open[t] === 0 || pieces[t] === 0)) {
      if (from < 0) {
        from = t;
        shown = 0;
      }
      shown += open[t];
      continue;
    }
    if (from > 0 && shown > 0) {
      const level = t < days ? Math.min(before[from - 1], after[t]) : before[from - 1];
      const none = dispersion > 0 ? Math.log1p(dispersion * level) / dispersion : level;
      const chance = Math.exp(-shown * none);
      if (chance < probability)
        silences.push({ from, to: t, expected: shown * level, probability: chance });
    }
    from = -1;
  }
  return silences;
}

/** Level of the days up to (or from) each day, shrunk to that of the whole series. */
function oneSided(
  pieces: Float64Array,
  ordinary: Uint8Array,
  keep: number,
  backwards: boolean,
): Float64Array {
  const days = pieces.length;
  const level = new Float64Array(days);
  let total = 0;
  let shown = 0;
  for (let t = 0; t < days; t++) {
    total += ordinary[t] * pieces[t];
    shown += ordinary[t];
  }
  const overall = shown > 0 ? total / shown : 0;
  let sum = 0;
  let mass = 0;
  for (let i = 0; i < days; i++) {
    const t = backwards ? days - 1 - i : i;
    sum = keep * sum + ordinary[t] * pieces[t];
    mass = keep * mass + ordinary[t];
    level[t] = (sum + PRIOR_DAYS * overall) / (mass + PRIOR_DAYS);
  }
  return level;
}
