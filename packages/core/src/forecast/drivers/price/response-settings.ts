import { requirePositive, requireWhole } from '../../../maths/index.js';
import type { PriceSettings } from './price-columns.js';

/** How the response to prices is learnt. */
export interface PriceResponseSettings extends PriceSettings {
  /** Steps on each side, about, that tell the usual level of demand around a step; 1 or more. Default 28. */
  readonly levelSteps: number;
  /** Standard deviation of elasticities around 0 before anything is known; above 0. Default 2. */
  readonly priorElasticity: number;
  /** Standard deviation of the logarithm of promotions' factors before anything is known; above 0. Default 0.3. */
  readonly priorPromotion: number;
}

/** The settings, complete. @throws RangeError on one out of its range */
export function priceResponseSettings(
  given: Partial<PriceResponseSettings> = {},
): PriceResponseSettings {
  const settings = {
    usualSteps: 91,
    promotionDepth: 0.05,
    levelSteps: 28,
    priorElasticity: 2,
    priorPromotion: 0.3,
    ...given,
  };
  requireWhole('levelSteps', settings.levelSteps, 1);
  requirePositive('priorElasticity', settings.priorElasticity);
  requirePositive('priorPromotion', settings.priorPromotion);
  return settings;
}
