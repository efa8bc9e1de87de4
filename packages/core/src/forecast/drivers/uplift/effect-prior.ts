import type { FittedFactors } from './fit-factors.js';

/** Degrees of freedom of Student's t: tails heavy enough for a feast that closes the shop. */
const DEGREES = 3;
/** Events that the settings' belief about usual effects counts as, beside those seen. */
const PRIOR_EVENTS = 10;
/** Rounds in which the usual size of effects settles. */
const ROUNDS = 20;

/**
 * What is believed of events' effects before their days are looked at. Most days around feasts are much as
 * others and a few are not at all, so the logarithms of factors are thought to follow Student's t around 0:
 * an effect that stands out is let go, one that does not is held the closer. How large effects usually are
 * is learnt from all events (EM algorithm).
 *
 * @see Lange, Little & Taylor (1989), "Robust statistical modeling using the t distribution", JASA 84
 */
export class EffectPrior {
  /** Per event: variance of the normal that the t is for it, as far as its effect shows. */
  readonly variances: Float64Array;
  readonly #usual: number;
  #scale: number;

  /** @param spread usual size of effects, as the scale of ln factor */
  constructor(events: number, spread: number) {
    this.#usual = spread * spread;
    this.#scale = this.#usual;
    this.variances = new Float64Array(events).fill(this.overallVariance);
  }

  /** Variance of an event's ln factor of which nothing is known. */
  get overallVariance(): number {
    return (DEGREES / (DEGREES - 2)) * this.#scale;
  }

  /** Brings the beliefs up to date with factors that were fitted under them. */
  learn({ factor, information }: Pick<FittedFactors, 'factor' | 'information'>): void {
    const { variances } = this;
    const squares = factor.map(
      (value, e) => Math.log(value) ** 2 + 1 / (1 / variances[e] + information[e]),
    );
    for (let round = 0; round < ROUNDS; round++) {
      let sum = PRIOR_EVENTS * this.#usual;
      for (const square of squares)
        sum += ((DEGREES + 1) * square) / (DEGREES + square / this.#scale);
      this.#scale = sum / (PRIOR_EVENTS + squares.length);
    }
    for (let e = 0; e < variances.length; e++)
      variances[e] = (DEGREES * this.#scale + squares[e]) / (DEGREES + 1);
  }
}
