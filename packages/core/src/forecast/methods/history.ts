/**
 * One series as the methods see it. `exposure[t]` is how much of a mean day's demand day t could show:
 * the weekday's share, and 0 for a day that was closed or could not be observed. A method learns a
 * **rate**, pieces per unit of exposure, so a quiet Sunday or a day without stock teaches no wrong zero.
 */
export interface History {
  /** Days; the arrays may be longer (they are reused from series to series). */
  readonly length: number;
  /** Pieces wanted per day, finite and not negative. */
  readonly pieces: Float64Array;
  /** Not negative; averages about 1. */
  readonly exposure: Float64Array;
  /** The series begins on the day of its first sale, and because of it (see `GUESS_DAYS`). */
  readonly beginsWithSale: boolean;
  /** Demands per mean day that one would guess of an item there before looking at it, in (0, 1]. */
  readonly demandShare: number;
}

/**
 * A guess about an item counts as this many days of history. It is made in two places.
 *
 * A series that begins with its first sale shows a demand on its first day for certain, which says nothing
 * of how often demand comes. Counted as any other day it made forecasts of items one week old 40 % too
 * high on real sales, so it is counted as this many days with the demands guessed, of the size seen.
 * The other place is `trackGuess`.
 */
export const GUESS_DAYS = 2;

/**
 * What a method says at the close of each day t, knowing days 0..t: the day h days later is expected to
 * want max(0, rate[t] + slope[t] · h) pieces per unit of its exposure. Both arrays are at least as long as
 * the history; a method writes every entry up to its length.
 */
export interface Track {
  readonly rate: Float64Array;
  readonly slope: Float64Array;
}

/*
 * Smoothing is done by a discounted mean, Σ δᵏ x / Σ δᵏ with δ = 1 − weight, kept as its two sums: it is
 * exponential smoothing without the arbitrary first level. The first value has no more say than its age
 * gives it, and while the sums fill, the mean is the plain mean (Brown 1963, Smoothing, Forecasting and
 * Prediction of Discrete Time Series, discounted least squares of a constant). Starting the sums at
 * level / weight and 1 / weight gives textbook smoothing from that level, since the second sum then stays.
 */

/** The first sum of a discounted mean that starts empty, or from a given level. */
export const startSum = (level: number | undefined, weight: number): number =>
  level === undefined ? 0 : level / weight;

/** The second sum of a discounted mean that starts empty, or from a given level. */
export const startMass = (level: number | undefined, weight: number): number =>
  level === undefined ? 0 : 1 / weight;
