import { type EtsFit, fitForm } from './fit-form.js';
import type { EtsForm } from './form.js';
import type { EtsProblem } from './problem.js';
import type { Criterion } from './settings.js';

/**
 * Relative errors of a larger variance would make more than one value in forty negative: multiplicative
 * errors are then no description of the series, however well they fit.
 */
const LARGEST_RELATIVE_VARIANCE = 0.25;

/**
 * Fits the forms that suit the series and takes the one of least information criterion. Values of 0 and
 * below rule multiplicative forms out; large relative errors do where there is another form to take.
 * Simpler forms come first and lend their weights to richer ones.
 *
 * @returns null where no form can be fitted: too few values
 */
export function chooseForm(
  forms: readonly EtsForm[],
  problem: EtsProblem,
  criterion: Criterion,
): EtsFit | null {
  const fits: EtsFit[] = [];
  for (const form of forms) {
    if (!problem.positive && form.error === 'M') continue;
    if (problem.period < 2 && form.season !== 'N') continue;
    const relatives = fits.filter((fit) => isRelated(fit.form, form));
    const fit = fitForm(form, problem, relatives);
    if (Number.isFinite(fit.likelihood.aicc)) fits.push(fit);
  }
  const sound = fits.filter(
    ({ form, variance }) => form.error === 'A' || variance <= LARGEST_RELATIVE_VARIANCE,
  );
  return leastOf(sound, criterion) ?? leastOf(fits, criterion);
}

function leastOf(fits: readonly EtsFit[], criterion: Criterion): EtsFit | null {
  let best: EtsFit | null = null;
  for (const fit of fits)
    if (best === null || fit.likelihood[criterion] < best.likelihood[criterion]) best = fit;
  return best;
}

/** Close enough for a warm start: the same season, or none yet. */
const isRelated = (simple: EtsForm, rich: EtsForm): boolean =>
  (simple.season === rich.season && (simple.trend === rich.trend || simple.error === rich.error)) ||
  (simple.season === 'N' && simple.trend === rich.trend && simple.damped === rich.damped);
