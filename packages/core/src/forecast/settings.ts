import { FORECAST_METHODS, type ForecastMethod } from './series-forecast.js';
import { STEP_PROFILES, TIME_STEPS, type TimeStep } from './steps.js';

/** Settings of a forecast. Ranges are checked once, by `forecastSettings`. */
export interface ForecastSettings {
  /** How long a step is; 'day' by default. Where other settings say days, they mean steps. */
  readonly step: TimeStep;
  /** Days ahead, a whole number from 1 to 1,000. */
  readonly horizonDays: number;
  /** Sample paths, a whole number from 1 to 10,000. */
  readonly pathCount: number;
  /** Ascending, each in (0, 1). */
  readonly probabilities: readonly number[];
  /** Days whose total the rolling-origin test forecasts, at most the horizon's; 1 to 365. */
  readonly testDays: number;
  /** Most origins tested; 0 tests none and takes the default method. */
  readonly originCount: number;
  /** Days between origins, at least 1. */
  readonly originStepDays: number;
  /** Observed days that an origin needs before it. */
  readonly minHistoryDays: number;
  /** Methods that may be chosen, at least one; all by default. */
  readonly methods: readonly ForecastMethod[];
}

const DEFAULTS = {
  horizonDays: 28,
  pathCount: 200,
  probabilities: [0.1, 0.25, 0.5, 0.75, 0.9],
  methods: FORECAST_METHODS,
};

/**
 * The settings with defaults filled in; `testDays` is cut to the horizon.
 *
 * @throws RangeError naming the setting, its value and the range it must lie in.
 */
export function forecastSettings(given: Partial<ForecastSettings> = {}): ForecastSettings {
  const step = given.step ?? 'day';
  if (!TIME_STEPS.includes(step))
    throw new RangeError(`step is "${step}"; it may be ${TIME_STEPS.join(', ')}`);
  const profile = STEP_PROFILES[step];
  const settings: ForecastSettings = {
    ...DEFAULTS,
    step,
    testDays: profile.testSteps,
    originCount: profile.originCount,
    originStepDays: profile.originStep,
    minHistoryDays: profile.minHistory,
    ...given,
  };
  whole('horizonDays', settings.horizonDays, 1, 1000);
  whole('pathCount', settings.pathCount, 1, 10_000);
  whole('testDays', settings.testDays, 1, 365);
  whole('originCount', settings.originCount, 0, 1000);
  whole('originStepDays', settings.originStepDays, 1, 365);
  whole('minHistoryDays', settings.minHistoryDays, 1, 10_000);
  const { probabilities, methods } = settings;
  if (methods.length === 0) throw new RangeError('methods is empty; name at least one');
  for (const method of methods)
    if (!FORECAST_METHODS.includes(method))
      throw new RangeError(`methods has "${method}"; it may hold ${FORECAST_METHODS.join(', ')}`);
  if (probabilities.length === 0) throw new RangeError('probabilities is empty; give at least one');
  for (let i = 0; i < probabilities.length; i++) {
    const p = probabilities[i];
    if (!(p > 0 && p < 1))
      throw new RangeError(`probabilities[${i}] is ${p}; it must lie between 0 and 1`);
    if (i > 0 && !(p > probabilities[i - 1]))
      throw new RangeError(`probabilities must ascend, but ${p} follows ${probabilities[i - 1]}`);
  }
  return { ...settings, testDays: Math.min(settings.testDays, settings.horizonDays) };
}

function whole(name: string, value: number, least: number, most: number): void {
  if (!(Number.isInteger(value) && value >= least && value <= most))
    throw new RangeError(`${name} is ${value}; it must be a whole number from ${least} to ${most}`);
}
