import type { Dice } from '../../maths/index.js';
import { randomisedPit } from './calibration.js';
import { crpsOfSamples } from './crps.js';
import { mase, requireSameLength, rmsse, smape } from './point-errors.js';
import { M5_PROBABILITIES, meanPinball, msis, requireQuantiles } from './quantile-losses.js';
import { absoluteScale, type ScaleSettings } from './scale.js';

/** A forecast to be judged: the mean of each step, and, where the method has them, how sure it is. */
export interface JudgedForecast {
  readonly mean: ArrayLike<number>;
  /** Ascending, in (0, 1). */
  readonly probabilities?: readonly number[];
  /** quantiles[p * horizon + h] */
  readonly quantiles?: ArrayLike<number>;
  /** paths[k * horizon + h] */
  readonly paths?: ArrayLike<number>;
}

/** What one forecast came to. Scores that need quantiles or paths that were not given are NaN or empty. */
export interface WindowErrors {
  readonly rmsse: number;
  readonly mase: number;
  readonly smape: number;
  /** Scaled pinball loss over M5's nine probabilities; NaN where one of them was not forecast. */
  readonly spl: number;
  /** Scaled interval score of the 95 % interval. */
  readonly msis: number;
  /** Continuous ranked probability score of the paths, scaled as the MASE. */
  readonly crps: number;
  readonly forecastTotal: number;
  readonly actualTotal: number;
  /** Steps judged: those observed. */
  readonly steps: number;
  /** Steps that came out below each quantile, and at or below it; empty without quantiles. */
  readonly below: readonly number[];
  readonly atOrBelow: readonly number[];
  /** Steps within the 80 % and the 95 % interval, ends included; NaN without those quantiles. */
  readonly within80: number;
  readonly within95: number;
  /** Randomised PIT of each step; empty without paths. */
  readonly pit: readonly number[];
}

/**
 * Judges the forecast of one series from one origin by all measures that its parts allow.
 *
 * @param history  what the forecast knew, oldest first; gives the scale
 * @param actual   the steps that came; NaN = not observed, not judged
 * @param dice     breaks the ties of the randomised PIT
 * @param settings of the scale: one-step naive from the first sale by default
 * @throws RangeError when the forecast has another number of steps
 */
export function windowErrors(
  history: ArrayLike<number>,
  actual: ArrayLike<number>,
  forecast: JudgedForecast,
  dice: Dice,
  settings: ScaleSettings = {},
): WindowErrors {
  const { mean } = forecast;
  requireSameLength(actual, mean);
  let forecastTotal = 0;
  let actualTotal = 0;
  let steps = 0;
  for (let h = 0; h < actual.length; h++) {
    if (Number.isNaN(actual[h])) continue;
    steps += 1;
    forecastTotal += mean[h];
    actualTotal += actual[h];
  }
  return {
    rmsse: rmsse(history, actual, mean, settings),
    mase: mase(history, actual, mean, settings),
    smape: smape(actual, mean),
    forecastTotal,
    actualTotal,
    steps,
    ...quantileErrors(history, actual, forecast, settings),
    ...pathErrors(history, actual, forecast, dice, settings),
  };
}

type QuantileErrors = Pick<
  WindowErrors,
  'spl' | 'msis' | 'below' | 'atOrBelow' | 'within80' | 'within95'
>;

function quantileErrors(
  history: ArrayLike<number>,
  actual: ArrayLike<number>,
  { probabilities, quantiles }: JudgedForecast,
  settings: ScaleSettings,
): QuantileErrors {
  const none = Number.NaN;
  if (!probabilities || !quantiles)
    return { spl: none, msis: none, below: [], atOrBelow: [], within80: none, within95: none };
  const horizon = actual.length;
  requireQuantiles(horizon, quantiles, probabilities);
  const values = Float64Array.from(quantiles);
  const of = (probability: number): Float64Array | null => {
    const p = probabilities.indexOf(probability);
    return p < 0 ? null : values.subarray(p * horizon, (p + 1) * horizon);
  };
  const count = (holds: (value: number, h: number) => boolean): number => {
    let hits = 0;
    for (let h = 0; h < horizon; h++) if (holds(actual[h], h)) hits += 1;
    return hits;
  };
  const [low80, high80, low95, high95] = [0.1, 0.9, 0.025, 0.975].map(of);
  const within = (low: Float64Array | null, high: Float64Array | null): number =>
    low && high ? count((value, h) => low[h] <= value && value <= high[h]) : none;
  const nine = M5_PROBABILITIES.map(of).filter((part) => part !== null);
  const loss =
    nine.length === M5_PROBABILITIES.length
      ? meanPinball(actual, join(nine, horizon), M5_PROBABILITIES)
      : none;
  return {
    spl: loss / absoluteScale(history, settings),
    msis: low95 && high95 ? msis(history, actual, low95, high95, 0.05, settings) : none,
    below: probabilities.map((_, p) => count((value, h) => value < values[p * horizon + h])),
    atOrBelow: probabilities.map((_, p) => count((value, h) => value <= values[p * horizon + h])),
    within80: within(low80, high80),
    within95: within(low95, high95),
  };
}

function join(parts: readonly Float64Array[], horizon: number): Float64Array {
  const whole = new Float64Array(parts.length * horizon);
  parts.forEach((part, p) => {
    whole.set(part, p * horizon);
  });
  return whole;
}

function pathErrors(
  history: ArrayLike<number>,
  actual: ArrayLike<number>,
  { paths }: JudgedForecast,
  dice: Dice,
  settings: ScaleSettings,
): Pick<WindowErrors, 'crps' | 'pit'> {
  if (!paths) return { crps: Number.NaN, pit: [] };
  const horizon = actual.length;
  const samples = new Float64Array(paths.length / horizon);
  const pit: number[] = [];
  let score = 0;
  for (let h = 0; h < horizon; h++) {
    if (Number.isNaN(actual[h])) continue;
    for (let k = 0; k < samples.length; k++) samples[k] = paths[k * horizon + h];
    pit.push(randomisedPit(actual[h], samples, dice));
    score += crpsOfSamples(actual[h], samples);
  }
  return { crps: score / pit.length / absoluteScale(history, settings), pit };
}
