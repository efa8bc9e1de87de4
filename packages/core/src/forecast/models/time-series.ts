/** A column known ahead: price, promotion, a feast, the weather. */
export interface Driver {
  readonly name: string;
  /** One value per step of the history and then of the future, at least as far as is forecast; finite. */
  readonly values: Float64Array;
}

/** What a model is fitted to: one series of equal steps (days, weeks, months …), oldest first. */
export interface TimeSeries {
  /** NaN = not observed (no stock, closed, lost). Such a step is not a zero. */
  readonly values: Float64Array;
  /** Steps in one season, shortest first, each above 1; fractions such as 365.25 are allowed. Default: none. */
  readonly periods?: readonly number[];
  /** Columns known ahead. Models that cannot use them leave them alone. */
  readonly drivers?: readonly Driver[];
  /** 'demand' (the default) is never negative, and no forecast of it is; 'real' may be anything. */
  readonly domain?: 'demand' | 'real';
}
