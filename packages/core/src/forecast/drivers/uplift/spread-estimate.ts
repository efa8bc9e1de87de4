/** Saturated observations that the default spread counts as. */
const PRIOR_OBSERVATIONS = 5;

/**
 * How much true ratios (actual over expected) scatter around 1 beyond counting noise, as a relative variance,
 * by the method of moments: E[(actual − expected)²] = noise + variance · expected². An observation counts the
 * more the larger it is, up to where its own noise no longer matters; a default stands in for missing ones.
 */
export class SpreadEstimate {
  readonly #usual: number;
  #squares: number;
  #expected: number;

  /** @param usual relative variance that is believed before anything is known, > 0 */
  constructor(usual: number) {
    this.#usual = usual;
    this.#expected = PRIOR_OBSERVATIONS / (usual * usual);
    this.#squares = this.#expected * usual;
  }

  /** @param degrees share of the squared difference left after fitting, in (0, 1] */
  add(actual: number, expected: number, noise: number, degrees = 1): void {
    const weight = (1 + this.#usual * expected) ** -2;
    this.#squares += weight * ((actual - expected) ** 2 / degrees - noise);
    this.#expected += weight * expected * expected;
  }

  /** The relative variance, kept between a hundredth and ten times the default. */
  get variance(): number {
    const found = this.#squares / this.#expected;
    return Math.min(10 * this.#usual, Math.max(this.#usual / 100, found));
  }
}
