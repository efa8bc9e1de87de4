export type ErrorForm = 'A' | 'M';
export type TrendForm = 'N' | 'A';
export type SeasonForm = 'N' | 'A' | 'M';

/** Which of the exponential smoothing state space models: ETS(error, trend, season). */
export interface EtsForm {
  readonly error: ErrorForm;
  readonly trend: TrendForm;
  /** The trend fades by φ a step. Only with a trend. */
  readonly damped: boolean;
  readonly season: SeasonForm;
}

/** "AAdN" as the literature writes it: ETS(A,Ad,N). */
export const formName = (form: EtsForm): string =>
  `ETS(${form.error},${form.trend}${form.damped ? 'd' : ''},${form.season})`;

/** Smoothing weights and damping that a form has. */
export const weightCount = (form: EtsForm): number =>
  1 + (form.trend === 'N' ? 0 : 1) + (form.season === 'N' ? 0 : 1) + (form.damped ? 1 : 0);

/** All that is estimated: weights, start states (one season follows from the others) and the variance. */
export const parameterCount = (form: EtsForm, period: number): number =>
  weightCount(form) + 1 + (form.trend === 'N' ? 0 : 1) + (form.season === 'N' ? 0 : period - 1) + 1;

const SPEC = /^([AMZ])(N|Ad?|Zd?)([NAMZ])$/;

/**
 * The forms that a specification such as "ZZZ", "ANN", "AAdN" or "MZM" allows; Z stands for any, and a
 * trend of Z for none, additive and damped ("Zd": damped). The forms with additive errors and a
 * multiplicative season are left out: their variance has no bound.
 *
 * @throws RangeError where the specification is not one, or only asks for forms left out
 * @see Hyndman & Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), section 8.6
 */
export function formsOf(spec: string): readonly EtsForm[] {
  const parts = SPEC.exec(spec);
  if (!parts)
    throw new RangeError(
      `model is "${spec}"; it must be three of error A, M, Z, trend N, A, Ad, Z, Zd and season N, A, M, Z`,
    );
  const [, error, trend, season] = parts;
  const errors: readonly ErrorForm[] = error === 'Z' ? ['A', 'M'] : [error === 'A' ? 'A' : 'M'];
  const trends = TRENDS.filter(
    ([form, damped]) => trend === 'Z' || `${form}${damped ? 'd' : ''}` === trend.replace('Z', 'A'),
  );
  const seasons = SEASONS.filter((form) => season === 'Z' || season === form);
  const forms: EtsForm[] = [];
  for (const seasonForm of seasons)
    for (const errorForm of errors)
      for (const [trendForm, damped] of trends)
        if (!(errorForm === 'A' && seasonForm === 'M'))
          forms.push({ error: errorForm, trend: trendForm, damped, season: seasonForm });
  if (forms.length === 0)
    throw new RangeError(
      `model is "${spec}"; additive errors with a multiplicative season are unstable`,
    );
  return forms;
}

const TRENDS: readonly (readonly [TrendForm, boolean])[] = [
  ['N', false],
  ['A', false],
  ['A', true],
];

const SEASONS: readonly SeasonForm[] = ['N', 'A', 'M'];
