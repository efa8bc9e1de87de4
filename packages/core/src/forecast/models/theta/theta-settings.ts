export interface ThetaSettings {
  /**
   * 'auto' takes the shortest season out where the autocorrelation shows one (see `isSeasonal`), 'never' leaves
   * the series as it is.
   */
  readonly season: 'auto' | 'never';
  /** Least smoothing weight α, in (0, 1); where the method was published with bounds, those are the default. */
  readonly leastWeight: number;
  /** Greatest smoothing weight α, in [leastWeight, 1). */
  readonly greatestWeight: number;
}

/** @throws RangeError naming the setting, its value and its range */
export function thetaSettings(
  given: Partial<ThetaSettings>,
  defaults: Pick<ThetaSettings, 'leastWeight' | 'greatestWeight'>,
): ThetaSettings {
  const settings: ThetaSettings = { season: 'auto', ...defaults, ...given };
  const { season, leastWeight: least, greatestWeight: greatest } = settings;
  if (season !== 'auto' && season !== 'never')
    throw new RangeError(`season is ${season}; it must be 'auto' or 'never'`);
  if (!(least > 0 && least < 1))
    throw new RangeError(`leastWeight is ${least}; it must lie in (0, 1)`);
  if (!(greatest >= least && greatest < 1))
    throw new RangeError(`greatestWeight is ${greatest}; it must lie in [${least}, 1)`);
  return settings;
}
