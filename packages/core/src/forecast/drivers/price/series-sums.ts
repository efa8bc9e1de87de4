import { clearPair, type Pair, type PairSums } from './pair.js';
import { logEffect } from './price-effect.js';

/** A series as the response is learnt from it. */
export interface PricedSeries {
  readonly group: number;
  /** Pieces per step; 0 where unseen. */
  readonly pieces: Float64Array;
  /** What other things than the price let each step show of its demand; 0 = not observed. */
  readonly exposure: Float64Array;
  /** ln(price / usual price), within what is believed. */
  readonly logRelative: Float64Array;
  readonly promotion: Float64Array;
  /** What a piece says: one over variance over mean. */
  readonly pieceWeight: number;
}

/** Steps further than so many standard deviations from what is expected count as if they were so far. */
const FURTHEST = 4;

/** Slope and curvature of a series' quasi-likelihood, with its usual level told by the steps around. */
export class SeriesSums {
  readonly sums: PairSums;
  #pieces = new Float64Array(0);
  #open = new Float64Array(0);
  #prices = new Float64Array(0);
  #promotions = new Float64Array(0);
  #own = new Float64Array(0);
  readonly #keep: number;

  /** @param levelSteps steps on each side, about, that tell the level around a step */
  constructor(levelSteps: number, sums: PairSums) {
    this.#keep = 1 - 1 / levelSteps;
    this.sums = sums;
  }

  /**
   * The level around a step is what the other steps sold over what they could have, so with the coefficients
   * the level moves too: a step tells of them by how its price differs from the prices around it.
   *
   * @see Robinson (1988), "Root-N-consistent semiparametric regression", Econometrica 56
   */
  read(series: PricedSeries, at: Pair): PairSums {
    const { pieces, exposure, logRelative, promotion, pieceWeight } = series;
    const steps = pieces.length;
    this.#grow(steps);
    const keep = this.#keep;
    const soldAround = this.#pieces;
    const openAround = this.#open;
    const priceAround = this.#prices;
    const promotionAround = this.#promotions;
    const ownOpen = this.#own;
    let sold = 0;
    let open = 0;
    let price = 0;
    let promoted = 0;
    for (let t = 0; t < steps; t++) {
      soldAround[t] = sold;
      openAround[t] = open;
      priceAround[t] = price;
      promotionAround[t] = promoted;
      const relative = logRelative[t];
      const own =
        relative === 0
          ? exposure[t]
          : exposure[t] * Math.exp(logEffect(at.e, at.p, relative, promotion[t]));
      ownOpen[t] = own;
      sold = keep * (sold + pieces[t]);
      open = keep * (open + own);
      price = keep * (price + own * relative);
      promoted = keep * (promoted + own * promotion[t]);
    }
    clearPair(this.sums);
    sold = 0;
    open = 0;
    price = 0;
    promoted = 0;
    for (let t = steps - 1; t >= 0; t--) {
      const own = ownOpen[t];
      const mass = openAround[t] + open;
      if (exposure[t] > 0 && mass > 0) {
        const x = logRelative[t] - (priceAround[t] + price) / mass;
        const y = promotion[t] - (promotionAround[t] + promoted) / mass;
        const mean = ((soldAround[t] + sold) / mass) * own;
        const spread = Math.sqrt(mean / pieceWeight);
        const residual = Math.max(
          -FURTHEST * spread,
          Math.min(FURTHEST * spread, pieces[t] - mean),
        );
        // A level told by few steps is itself uncertain.
        const weight = (pieceWeight * mass) / (mass + own);
        this.sums.slopeE += weight * residual * x;
        this.sums.slopeP += weight * residual * y;
        this.sums.ee += weight * mean * x * x;
        this.sums.ep += weight * mean * x * y;
        this.sums.pp += weight * mean * y * y;
      }
      sold = keep * (sold + pieces[t]);
      open = keep * (open + own);
      price = keep * (price + own * logRelative[t]);
      promoted = keep * (promoted + own * promotion[t]);
    }
    return this.sums;
  }

  #grow(steps: number): void {
    if (this.#pieces.length >= steps) return;
    this.#pieces = new Float64Array(steps);
    this.#open = new Float64Array(steps);
    this.#prices = new Float64Array(steps);
    this.#promotions = new Float64Array(steps);
    this.#own = new Float64Array(steps);
  }
}
