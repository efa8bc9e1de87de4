import { requirePositive, requireShare, requireWhole } from '../../../maths/index.js';

/** The Prophet-style model's settings. Spreads are of a series scaled to 1 at its largest absolute value. */
export interface TrendSeasonsSettings {
  /** 'linear' with changepoints, 'flat', or 'logistic': linear with changepoints, bent towards 0 and `cap`. Default 'linear'. */
  readonly growth: 'linear' | 'flat' | 'logistic';
  /** The most that can be sold in a step, above 0; only for logistic growth, which needs it. */
  readonly cap: number | undefined;
  /** Places where the slope may change, 0 or more; fewer for a short series. Default 25. */
  readonly changepoints: number;
  /** First share of the history that holds them, in (0, 1); the newest steps show no change for sure. Default 0.8. */
  readonly changepointRange: number;
  /** Scale of the Laplace prior of the changes of slope, above 0; smaller = stiffer. Default 0.05. */
  readonly changepointSpread: number;
  /** Standard deviation of the normal prior of the seasons' coefficients, above 0. Default 10. */
  readonly seasonSpread: number;
  /** The same of the drivers' coefficients, a driver counted in its own standard deviations. Default 10. */
  readonly driverSpread: number;
  /** Whether seasons and drivers add to the trend or are shares of it. Default 'add'. */
  readonly seasonMode: 'add' | 'multiply';
  /** Fourier terms per period of the series, each ≥ 0. Default: the period's half, at most 10 (week 3, year 10). */
  readonly orders: readonly number[] | undefined;
  /** Paths that quantiles are taken from, 1 or more. Default 1000. */
  readonly quantilePaths: number;
}

/** The settings, complete. @throws RangeError on one out of its range */
export function trendSeasonsSettings(
  given: Partial<TrendSeasonsSettings> = {},
): TrendSeasonsSettings {
  const settings: TrendSeasonsSettings = {
    growth: 'linear',
    cap: undefined,
    changepoints: 25,
    changepointRange: 0.8,
    changepointSpread: 0.05,
    seasonSpread: 10,
    driverSpread: 10,
    seasonMode: 'add',
    orders: undefined,
    quantilePaths: 1000,
    ...given,
  };
  requireOneOf('growth', settings.growth, ['linear', 'flat', 'logistic']);
  requireOneOf('seasonMode', settings.seasonMode, ['add', 'multiply']);
  if (settings.growth === 'logistic') requirePositive('cap', settings.cap ?? Number.NaN);
  else if (settings.cap !== undefined)
    throw new RangeError(`cap is ${settings.cap}; only logistic growth has one`);
  requireWhole('changepoints', settings.changepoints);
  requireShare('changepointRange', settings.changepointRange);
  requirePositive('changepointSpread', settings.changepointSpread);
  requirePositive('seasonSpread', settings.seasonSpread);
  requirePositive('driverSpread', settings.driverSpread);
  for (const order of settings.orders ?? []) requireWhole('an entry of orders', order);
  requireWhole('quantilePaths', settings.quantilePaths, 1);
  return settings;
}

function requireOneOf(name: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value))
    throw new RangeError(`${name} is ${value}; it must be one of ${allowed.join(', ')}`);
}
