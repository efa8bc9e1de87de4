import type { FittedModel, ForecastModel } from '../forecast-model.js';
import { fillGaps } from '../gaps.js';
import { fitMean } from '../naive/mean.js';
import { floorOf } from '../spread.js';
import type { TimeSeries } from '../time-series.js';
import { type CesFit, type CesProblem, fitCes } from './fit-ces.js';
import { FittedCes } from './fitted-ces.js';
import type { CesSeason } from './pass.js';

export interface CesSettings {
  /** The kind of season, or 'auto' (the default) for the one of least AICc. */
  readonly season: CesSeason | 'auto';
}

const KINDS: readonly CesSeason[] = ['none', 'simple', 'partial', 'full'];

/** Longer seasons are left out, as in ets(). */
const LONGEST_SEASON = 24;

/** Fewer values than this many seasons tell no season from chance. */
const LEAST_SEASONS = 2;

/**
 * Complex exponential smoothing: a level and an "information potential" that smooth each other by a complex
 * weight, which covers level and trend in one model without a choice between them; with a season in the level
 * itself (simple), beside it (partial), or beside it and smoothed by a complex weight of its own (full).
 * Steps that were not observed carry the states on.
 *
 * The season is the first whole period of the series, up to 24 steps. A series with too few values is
 * forecast by its mean.
 *
 * @throws RangeError where the kind of season does not exist
 * @see Svetunkov, Kourentzes & Ord (2022), "Complex exponential smoothing", Naval Research Logistics 69(8)
 * @example ces({ season: 'none' }).fit({ values }).mean(12)
 */
export function ces(given: Partial<CesSettings> = {}): ForecastModel {
  const { season } = { season: 'auto' as const, ...given };
  if (season !== 'auto' && !KINDS.includes(season))
    throw new RangeError(`season is "${season}"; it must be auto, ${KINDS.join(', ')}`);
  return {
    name: 'ces',
    laws: { scale: true, shift: false, counts: false },
    fit: (series) => fitSeries(series, season),
  };
}

function fitSeries(series: TimeSeries, season: CesSettings['season']): FittedModel {
  const { begin, values: filled, observedCount } = fillGaps(series.values);
  const wanted = series.periods?.find(Number.isInteger) ?? 1;
  const seasonal = wanted <= LONGEST_SEASON && observedCount >= LEAST_SEASONS * wanted;
  const period = season !== 'none' && seasonal ? wanted : 1;
  let unit = 0;
  for (const value of filled) unit += Math.abs(value) / filled.length;
  const inUnits = (value: number) => (unit > 0 ? value / unit : 0);
  const problem: CesProblem = {
    values: series.values.slice(begin).map(inUnits),
    filled: filled.map(inUnits),
    observedCount,
    period,
    unit: unit > 0 ? unit : 1,
  };
  let best: CesFit | null = null;
  for (const kind of KINDS) {
    const asked = season === 'auto' || kind === season;
    if (!(period === 1 ? kind === 'none' : asked)) continue;
    if (observedCount < 5) break;
    const fit = fitCes(kind, problem);
    if (!Number.isFinite(fit.likelihood.aicc)) continue;
    if (best === null || fit.likelihood.aicc < best.likelihood.aicc) best = fit;
  }
  if (best === null)
    return fitMean(series, 'mean (too few values for complex exponential smoothing)');
  return new FittedCes(series, problem, best, begin, floorOf(series));
}
