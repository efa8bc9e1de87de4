export type ErrorForm = 'A' | 'M';
export type TrendForm = 'N' | 'A' | 'M';
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

const SPEC = /^([AMZ])(N|[AMZ]d?)([NAMZ])$/;

/**
 * The forms that a specification such as "ZZZ", "ANN", "AAdN" or "MZM" allows; Z stands for any. A trend of
 * Z is none, additive or damped ("Zd": damped); one that multiplies has to be asked for, since it grows
 * without measure ("M", "Md"). Forms with additive errors and another part that multiplies are left out,
 * because their variance has no bound, and those that multiply a trend and add a season.
 *
 * @throws RangeError where the specification is not one, or only asks for forms left out
 * @see Hyndman & Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), section 8.6
 */
export function formsOf(spec: string): readonly EtsForm[] {
  const parts = SPEC.exec(spec);
  if (!parts)
    throw new RangeError(
      `model is "${spec}"; it must be error A, M, Z, then trend N, A, Ad, M, Md, Z, Zd, then season N, A, M, Z`,
    );
  const [, error, trend, season] = parts;
  const errors = ERRORS.filter((form) => error === 'Z' || error === form);
  const trends = TRENDS.filter(({ name }) =>
    trend === 'Z' ? !name.startsWith('M') : name === trend.replace('Z', 'A'),
  );
  const seasons = SEASONS.filter((form) => season === 'Z' || season === form);
  const forms: EtsForm[] = [];
  for (const seasonForm of seasons)
    for (const errorForm of errors)
      for (const { form, damped } of trends)
        if (isAdmissible(errorForm, form, seasonForm))
          forms.push({ error: errorForm, trend: form, damped, season: seasonForm });
  if (forms.length === 0)
    throw new RangeError(`model is "${spec}"; this mixture of adding and multiplying is unstable`);
  return forms;
}

const isAdmissible = (error: ErrorForm, trend: TrendForm, season: SeasonForm): boolean =>
  error === 'A' ? trend !== 'M' && season !== 'M' : !(trend === 'M' && season === 'A');

const ERRORS: readonly ErrorForm[] = ['A', 'M'];

const TRENDS: readonly { name: string; form: TrendForm; damped: boolean }[] = [
  { name: 'N', form: 'N', damped: false },
  { name: 'A', form: 'A', damped: false },
  { name: 'Ad', form: 'A', damped: true },
  { name: 'M', form: 'M', damped: false },
  { name: 'Md', form: 'M', damped: true },
];

const SEASONS: readonly SeasonForm[] = ['N', 'A', 'M'];
