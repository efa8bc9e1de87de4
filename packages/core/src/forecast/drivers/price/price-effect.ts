/** What prices do to demand: demand = usual demand · (price / usual price)^elasticity · promotion, if it is one. */
export interface PriceEffect {
  /** Elasticity: −2 = a price a tenth lower sells about a fifth more; 0 = no effect. */
  readonly elasticity: number;
  /** Factor of a promotion beside its price: 1 = none. */
  readonly promotion: number;
}

/** A price further from the usual one than this (its logarithm) is believed to do no more: a factor of 3. */
const FURTHEST_PRICE = Math.log(3);
/** No price is believed to move demand by more (its logarithm): a factor of 10. */
const GREATEST_EFFECT = Math.log(10);

/** ln of the factor on demand. @param logRelative ln(price / usual price) @param promotion 0 or 1 */
export function logEffect(
  elasticity: number,
  logPromotion: number,
  logRelative: number,
  promotion: number,
): number {
  const effect = elasticity * boundedPrice(logRelative) + logPromotion * promotion;
  return Math.max(-GREATEST_EFFECT, Math.min(GREATEST_EFFECT, effect));
}

export const boundedPrice = (logRelative: number): number =>
  Math.max(-FURTHEST_PRICE, Math.min(FURTHEST_PRICE, logRelative));
