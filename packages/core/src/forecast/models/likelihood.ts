import type { Likelihood } from './forecast-model.js';

/**
 * Information criteria of a fit: AIC = −2ℓ + 2k, AICc = AIC + 2k(k + 1)/(n − k − 1), BIC = −2ℓ + k ln n.
 * AICc is infinite where there are too few values for k parameters.
 *
 * @param parameterCount k, the variance of the errors included
 * @param valueCount     n, values that the likelihood was taken over
 * @see Burnham & Anderson (2002), Model Selection and Multimodel Inference, chapter 2
 */
export function likelihoodOf(
  logLikelihood: number,
  parameterCount: number,
  valueCount: number,
): Likelihood {
  const aic = -2 * logLikelihood + 2 * parameterCount;
  const room = valueCount - parameterCount - 1;
  const aicc =
    room > 0 ? aic + (2 * parameterCount * (parameterCount + 1)) / room : Number.POSITIVE_INFINITY;
  const bic = -2 * logLikelihood + parameterCount * Math.log(valueCount);
  return { logLikelihood, parameterCount, aic, aicc, bic };
}
