/** How long one step of a series is. */
export const TIME_STEPS = ['hour', 'day', 'week', 'month', 'quarter', 'year', 'other'] as const;
export type TimeStep = (typeof TIME_STEPS)[number];

/** What a step means for the default forecaster: its season, memories and tests, in steps. */
export interface StepProfile {
  /** Steps of the season that is repeated soonest; 1 = none. */
  readonly season: number;
  /** How far an item's seasonal shares are thought to lie around its pool's before it is looked at (standard deviation). */
  readonly seasonSpread: number;
  /** Newest values that the pooled regression reads one by one: a season and one. */
  readonly lags: number;
  /** Weights of the smoothings of the combination, the first where there is too little to test. */
  readonly smoothing: readonly number[];
  readonly intermittent: readonly number[];
  readonly trend: readonly number[];
  /** Steps of the total tested, the most origins, the steps between them and what one needs before it. */
  readonly testSteps: number;
  readonly originCount: number;
  readonly originStep: number;
  readonly minHistory: number;
  /** What an origin of the pooled regression needs before it. */
  readonly pooledHistory: number;
}

/** Daily weights: 0.05 remembers about three weeks (mean age 1/α − 1 steps), 0.01 three months. */
const DAILY = {
  smoothing: [0.05, 0.01, 0.02, 0.035, 0.1, 0.2],
  intermittent: [0.05, 0.02, 0.1],
  trend: [0.05, 0.02, 0.1],
};

/** A week or more sums up many days, so its noise is less and its memory, counted in steps, shorter. */
const COARSER = {
  smoothing: [0.2, 0.1, 0.3, 0.45, 0.65, 0.9],
  intermittent: [0.1, 0.2],
  trend: [0.3, 0.1, 0.6],
};

export const STEP_PROFILES: Readonly<Record<TimeStep, StepProfile>> = {
  hour: {
    season: 24,
    seasonSpread: 0.15,
    lags: 25,
    ...COARSER,
    testSteps: 24,
    originCount: 52,
    originStep: 7,
    minHistory: 72,
    pooledHistory: 72,
  },
  day: {
    season: 7,
    seasonSpread: 0.15,
    lags: 28,
    ...DAILY,
    testSteps: 28,
    originCount: 52,
    originStep: 7,
    minHistory: 56,
    pooledHistory: 56,
  },
  week: {
    season: 52,
    seasonSpread: 0,
    lags: 53,
    ...COARSER,
    testSteps: 13,
    originCount: 52,
    originStep: 3,
    minHistory: 30,
    pooledHistory: 54,
  },
  month: {
    season: 12,
    seasonSpread: 0,
    lags: 13,
    ...COARSER,
    testSteps: 6,
    originCount: 36,
    originStep: 1,
    minHistory: 12,
    pooledHistory: 24,
  },
  quarter: {
    season: 4,
    seasonSpread: 0,
    lags: 5,
    ...COARSER,
    testSteps: 4,
    originCount: 24,
    originStep: 1,
    minHistory: 8,
    pooledHistory: 8,
  },
  year: {
    season: 1,
    seasonSpread: 0,
    lags: 3,
    ...COARSER,
    testSteps: 3,
    originCount: 24,
    originStep: 1,
    minHistory: 6,
    pooledHistory: 6,
  },
  other: {
    season: 1,
    seasonSpread: 0,
    lags: 8,
    ...COARSER,
    testSteps: 3,
    originCount: 24,
    originStep: 1,
    minHistory: 6,
    pooledHistory: 6,
  },
};
