import { normalQuantile, requireNonNegative, requireShare } from '../maths/index.js';

/** Demand and lead time in the same unit of time, say days. */
export interface ProtectionTerms {
  /** Pieces per unit of time, >= 0. */
  readonly demandMean: number;
  /** Pieces, of the demand of one unit of time, >= 0. */
  readonly demandSd: number;
  /** L, units of time from order to receipt, review period not counted, >= 0. */
  readonly leadTimeMean: number;
  /** Units of time, >= 0. */
  readonly leadTimeSd: number;
  /** R, units of time from one order to the next, >= 0; 0 = continuous review. */
  readonly reviewPeriod: number;
}

/**
 * Standard deviation of the demand over lead time plus review period, when the lead time varies too:
 *
 *     sigma = sqrt((L + R) sd_D² + D² sd_L²)
 *
 * @returns pieces
 * @throws RangeError on a negative argument
 * @see Chopra & Meindl, Supply Chain Management, ch. 12
 */
export function protectionDemandSd({
  demandMean,
  demandSd,
  leadTimeMean,
  leadTimeSd,
  reviewPeriod,
}: ProtectionTerms): number {
  requireNonNegative('demandMean', demandMean);
  requireNonNegative('demandSd', demandSd);
  requireNonNegative('leadTimeMean', leadTimeMean);
  requireNonNegative('leadTimeSd', leadTimeSd);
  requireNonNegative('reviewPeriod', reviewPeriod);
  return Math.hypot(Math.sqrt(leadTimeMean + reviewPeriod) * demandSd, demandMean * leadTimeSd);
}

/**
 * Safety stock for a cycle service level, the probability that a cycle ends without a shortage, with
 * normal demand over the protection interval:
 *
 *     safety stock = z sigma, Φ(z) = service level          level = D (L + R) + safety stock
 *
 * @returns sigma, the safety stock, and the reorder point (R = 0) or order-up-to level (R > 0), pieces;
 *   the safety stock is negative for a service level below one half
 * @throws RangeError on a negative argument or a service level outside (0, 1)
 * @see Chopra & Meindl, Supply Chain Management, ch. 12
 * @example 2500 ± 500 a week, L 2 weeks, service 0.9: safety stock 906, reorder at 5906
 */
export function safetyStock({
  cycleServiceLevel,
  ...terms
}: ProtectionTerms & { readonly cycleServiceLevel: number }): {
  sigma: number;
  safetyStock: number;
  level: number;
} {
  const sigma = protectionDemandSd(terms);
  const stock = normalQuantile(requireShare('cycleServiceLevel', cycleServiceLevel)) * sigma;
  return {
    sigma,
    safetyStock: stock,
    level: terms.demandMean * (terms.leadTimeMean + terms.reviewPeriod) + stock,
  };
}
