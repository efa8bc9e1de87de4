import { createDice } from '../../maths/index.js';
import type { FittedModel, ForecastModel, TimeSeries } from '../models/index.js';
import type { ScaleSettings } from './scale.js';
import { type WindowErrors, windowErrors } from './window-errors.js';

/** Which forecasts of the past are made and judged. */
export interface RollingSettings {
  /** Steps forecast from each origin, at least 1. */
  readonly horizon: number;
  /** Most origins, at least 1; the newest has a whole horizon of history after it. Default 4. */
  readonly windowCount: number;
  /** Steps between origins, at least 1. Default: the horizon, so that no step is judged twice. */
  readonly step: number;
  /** Steps that an origin needs before it, at least 1. Default: twice the horizon. */
  readonly minHistory: number;
  /**
   * Origins that one fit serves, at least 1, oldest first. 1 (the default) fits anew at each; 3 lets a fit
   * forecast its own origin and the two after it, from farther away, as a planner does who refits rarely.
   */
  readonly refitEvery: number;
  /** Quantiles forecast and judged, ascending, in (0, 1); none skips them. Default: none. */
  readonly probabilities: readonly number[];
  /** Sample paths judged by CRPS and PIT; 0 (the default) skips them. */
  readonly pathCount: number;
  /** Of the errors' scale. */
  readonly scale: ScaleSettings;
  /** What the dice are seeded with. */
  readonly seed: string | number;
}

/** The errors of one series from one origin. */
export interface EvaluatedWindow extends WindowErrors {
  /** Index of the series. */
  readonly series: number;
  /** 0 = the newest origin. */
  readonly window: number;
  /** Steps that the forecast knew. */
  readonly origin: number;
}

/**
 * How good a model would have been: forecasts of each series from several origins of its past, each
 * knowing only the steps before, judged by the steps after. Series too short for an origin have no row for
 * it.
 *
 * @param series histories with their drivers, which may reach to the end of the history (they are known
 *   ahead, and cut nowhere)
 * @returns a row per series and origin, series by series, oldest origin first
 * @throws RangeError naming the setting that is out of range
 * @see Tashman (2000), "Out-of-sample tests of forecasting accuracy", IJF 16
 */
export function rollingEvaluation(
  model: ForecastModel,
  series: readonly TimeSeries[],
  given: Partial<RollingSettings> & Pick<RollingSettings, 'horizon'>,
): EvaluatedWindow[] {
  const settings = rollingSettings(given);
  return series.flatMap((one, index) => evaluateSeries(model, one, index, settings));
}

function evaluateSeries(
  model: ForecastModel,
  series: TimeSeries,
  index: number,
  settings: RollingSettings,
): EvaluatedWindow[] {
  const { horizon, windowCount, step, minHistory, refitEvery } = settings;
  const rows: EvaluatedWindow[] = [];
  const newest = series.values.length - horizon;
  const fits = Math.floor((newest - minHistory) / step) + 1;
  let fit: { readonly model: FittedModel; readonly origin: number } | null = null;
  let served = 0;
  for (let window = Math.min(windowCount, fits) - 1; window >= 0; window--) {
    const origin = newest - window * step;
    if (fit === null || served === refitEvery) {
      fit = { model: model.fit({ ...series, values: series.values.slice(0, origin) }), origin };
      served = 0;
    }
    served += 1;
    const errors = windowErrors(
      series.values.subarray(0, origin),
      series.values.subarray(origin, origin + horizon),
      forecastFrom(fit.model, origin - fit.origin, index, window, settings),
      createDice('pit', settings.seed, index, window),
      settings.scale,
    );
    rows.push({ ...errors, series: index, window, origin });
  }
  return rows;
}

/** The forecast of a fit for the horizon that begins `late` steps after its own origin. */
function forecastFrom(
  fitted: FittedModel,
  late: number,
  index: number,
  window: number,
  { horizon, probabilities, pathCount, seed }: RollingSettings,
) {
  const reach = late + horizon;
  const dice = createDice('rolling', seed, index, window);
  const tail = (table: Float64Array): Float64Array => {
    if (late === 0) return table;
    const rowCount = table.length / reach;
    const cut = new Float64Array(rowCount * horizon);
    for (let r = 0; r < rowCount; r++)
      cut.set(table.subarray(r * reach + late, (r + 1) * reach), r * horizon);
    return cut;
  };
  return {
    mean: tail(fitted.mean(reach)),
    ...(probabilities.length > 0 && {
      probabilities,
      quantiles: tail(fitted.quantiles(reach, probabilities, dice)),
    }),
    ...(pathCount > 0 && { paths: tail(fitted.paths(reach, pathCount, dice)) }),
  };
}

function rollingSettings(
  given: Partial<RollingSettings> & Pick<RollingSettings, 'horizon'>,
): RollingSettings {
  const settings: RollingSettings = {
    windowCount: 4,
    step: given.horizon,
    minHistory: 2 * given.horizon,
    refitEvery: 1,
    probabilities: [],
    pathCount: 0,
    scale: {},
    seed: 1,
    ...given,
  };
  for (const name of ['horizon', 'windowCount', 'step', 'minHistory', 'refitEvery'] as const)
    requireAtLeast(name, settings[name], 1);
  requireAtLeast('pathCount', settings.pathCount, 0);
  return settings;
}

function requireAtLeast(name: string, value: number, least: number): void {
  if (!(Number.isInteger(value) && value >= least))
    throw new RangeError(`${name} is ${value}; it must be a whole number of at least ${least}`);
}
