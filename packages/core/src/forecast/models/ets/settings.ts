import { type EtsForm, formsOf } from './form.js';

/** Information criterion, the smaller the better. */
export type Criterion = 'aic' | 'aicc' | 'bic';

export interface EtsSettings {
  /**
   * Error (A, M, Z), trend (N, A, Ad, M, Md, Z, Zd) and season (N, A, M, Z), Z for any but a trend of M: "ZZZ" (the default),
   * "ANN" (simple exponential smoothing), "AAdN" (damped trend), "MAM" (Holt-Winters, multiplicative) …
   */
  readonly model: string;
  /** What chooses between several forms. Default: aicc. */
  readonly criterion: Criterion;
  /** Weight of the level, in (0, 1), where it is not to be fitted. */
  readonly alpha?: number;
  /**
   * Search the likelihood of each form from several starting points: three to four times as slow, for
   * a little more likelihood where it has several peaks. Default: false.
   */
  readonly thorough: boolean;
  /** Where the errors of sample paths come from: a normal distribution, or the errors of the fit. */
  readonly pathErrors: 'normal' | 'bootstrap';
}

/** Settings with defaults, and the forms that they allow. */
export interface CheckedEtsSettings extends EtsSettings {
  readonly forms: readonly EtsForm[];
}

/** @throws RangeError naming the setting and its range */
export function etsSettings(given: Partial<EtsSettings>): CheckedEtsSettings {
  const settings: EtsSettings = {
    model: 'ZZZ',
    criterion: 'aicc',
    thorough: false,
    pathErrors: 'normal',
    ...given,
  };
  const { alpha, criterion, pathErrors } = settings;
  if (alpha !== undefined && !(alpha > 0 && alpha < 1))
    throw new RangeError(`alpha is ${alpha}; it must lie in (0, 1)`);
  if (!['aic', 'aicc', 'bic'].includes(criterion))
    throw new RangeError(`criterion is "${criterion}"; it must be aic, aicc or bic`);
  if (!['normal', 'bootstrap'].includes(pathErrors))
    throw new RangeError(`pathErrors is "${pathErrors}"; it must be normal or bootstrap`);
  return { ...settings, forms: formsOf(settings.model) };
}
