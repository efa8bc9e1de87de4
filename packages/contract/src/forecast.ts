import { z } from 'zod';
import { Day, Id, Instant, ItemRef, LocationRef, PageQuery, pageOf } from './common.js';

const Actor = z.string().min(1).max(100).default('planner');

export const OverrideKind = z.enum(['factor', 'level']);
export type OverrideKind = z.infer<typeof OverrideKind>;

/** What a person set on a forecast, apart from what is computed. It never changes; it may be withdrawn. */
export const ForecastOverride = z.object({
  id: Id,
  /** A part of the scope that is null means all. */
  item: ItemRef.nullable(),
  category: z.string().nullable(),
  location: LocationRef.nullable(),
  fromDay: Day,
  toDay: Day,
  /** `factor` multiplies the computed pieces; `level` is pieces a day on the mean of the days. */
  kind: OverrideKind,
  value: z.number(),
  reason: z.string(),
  actor: z.string(),
  setAt: Instant,
  withdrawal: z
    .object({ reason: z.string().nullable(), actor: z.string(), withdrawnAt: Instant })
    .nullable(),
});
export type ForecastOverride = z.infer<typeof ForecastOverride>;
export const ForecastOverridePage = pageOf(ForecastOverride);
export type ForecastOverridePage = z.infer<typeof ForecastOverridePage>;

export const ForecastOverrideQuery = PageQuery.extend({
  /** Codes: overrides that concern the item, the location. */
  item: z.string().optional(),
  location: z.string().optional(),
  /** Overrides that touch these days. */
  from: Day.optional(),
  to: Day.optional(),
  /** False: withdrawn ones too. */
  inForce: z.stringbool().default(true),
});
export type ForecastOverrideQuery = z.infer<typeof ForecastOverrideQuery>;

/** Item and location by their codes. A level needs both; a factor needs an item, a category or a location. */
export const ForecastOverrideInput = z.object({
  item: z.string().nullable().default(null),
  category: z.string().nullable().default(null),
  location: z.string().nullable().default(null),
  fromDay: Day,
  /** Default: the first day. */
  toDay: Day.optional(),
  kind: OverrideKind,
  value: z.number().min(0),
  reason: z.string().min(1).max(500),
  actor: Actor,
});
export type ForecastOverrideInput = z.input<typeof ForecastOverrideInput>;

export const OverrideWithdrawal = z.object({
  reason: z.string().max(500).nullable().default(null),
  actor: Actor,
});
export type OverrideWithdrawal = z.input<typeof OverrideWithdrawal>;

/** Who was nearer to what was sold, the computed forecast or the person. */
export const OverrideJudgement = z.object({
  override: ForecastOverride,
  /** The plan that is judged: the last one before the override's days, else the first that used it. */
  runId: Id,
  asOf: Day,
  firstDay: Day,
  lastDay: Day,
  /** False while days of the override are still to come. */
  isComplete: z.boolean(),
  seriesCount: z.number().int(),
  computedPieces: z.number(),
  overriddenPieces: z.number(),
  actualPieces: z.number(),
  /** Sum over item-locations of the pieces by which the total was missed. */
  computedError: z.number(),
  overriddenError: z.number(),
  /** computedError − overriddenError: above 0 the person knew better. */
  gain: z.number(),
});
export type OverrideJudgement = z.infer<typeof OverrideJudgement>;

/** Judgements, and what each person's overrides gained in sum, the greatest gain first. */
export const OverrideJudgementList = z.object({
  data: z.array(OverrideJudgement),
  byActor: z.array(
    z.object({
      actor: z.string(),
      overrideCount: z.number().int(),
      betterCount: z.number().int(),
      worseCount: z.number().int(),
      computedError: z.number(),
      overriddenError: z.number(),
      gain: z.number(),
    }),
  ),
});
export type OverrideJudgementList = z.infer<typeof OverrideJudgementList>;
export const OverrideJudgementQuery = z.object({
  item: z.string().optional(),
  location: z.string().optional(),
  from: Day.optional(),
  to: Day.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

/** How near a forecast came to what was sold, over the days whose demand is known. */
export const Accuracy = z.object({
  /** Item-location-days judged. */
  days: z.number().int(),
  /** In force (overrides included), and as computed. */
  forecastPieces: z.number(),
  computedPieces: z.number(),
  actualPieces: z.number(),
  /** (forecast − actual) ÷ actual; null where nothing was sold. */
  bias: z.number().nullable(),
  /** Pieces by which totals of item-locations were missed, in force and as computed. */
  error: z.number(),
  computedError: z.number(),
  relativeError: z.number().nullable(),
  /** Root mean squared scaled error of the days; the mean of item-locations. */
  rmsse: z.number().nullable(),
  /** Share of days between the 10 % and the 90 % quantile. */
  coverage80: z.number().nullable(),
});
export type Accuracy = z.infer<typeof Accuracy>;

/** The forecast of a plan beside the sales since; item-locations the most wrong first. */
export const ForecastAccuracy = pageOf(
  Accuracy.extend({ item: ItemRef, location: LocationRef }),
).extend({
  runId: Id,
  asOf: Day,
  firstDay: Day,
  lastDay: Day,
  seriesCount: z.number().int(),
  overall: Accuracy,
});
export type ForecastAccuracy = z.infer<typeof ForecastAccuracy>;
export const ForecastAccuracyQuery = PageQuery.extend({
  item: z.string().optional(),
  location: z.string().optional(),
});

const Facts = z.record(z.string(), z.union([z.string(), z.number()]));

/** Why a forecast's method is what it is; worded by the screen from the code, with the facts in it. */
export const WhyCode = z.enum([
  'noHistory',
  'untested',
  'combinationStands',
  'clearlyBetter',
  'intermittent',
  'lumpy',
  'stockOutDays',
  'biased',
  'launch',
  'succeeds',
  'succeeded',
  'endOfLife',
  'soldOutDays',
  'outliers',
  'quiet',
]);
export type WhyCode = z.infer<typeof WhyCode>;

/** What changed since the plan before; worded by the screen from the code, with the facts in it. */
export const ForecastChangeCode = z.enum([
  'engineChanged',
  'historyGrew',
  'historyCorrected',
  'methodChanged',
  'levelChanged',
  'eventsAdded',
  'eventsRemoved',
  'overridesAdded',
  'overridesEnded',
  'forecastChanged',
]);
export type ForecastChangeCode = z.infer<typeof ForecastChangeCode>;

/** Everything that explains a forecast of one item at one place. */
export const ForecastExplanation = z.object({
  runId: Id,
  asOf: Day,
  item: ItemRef,
  location: LocationRef,
  method: z.string(),
  /** The most important reason first. */
  why: z.array(z.object({ code: WhyCode, facts: Facts })),
  /** Error of each method in the test on the past (pieces), the least first. */
  errors: z.array(z.object({ method: z.string(), error: z.number() })),
  /** Pieces a mean day, its change per day, and how far it may stray (share of it). */
  level: z.number().nullable(),
  slope: z.number().nullable(),
  levelSpread: z.number().nullable(),
  /** Share of a mean day per ISO weekday, Monday first. */
  weekdayShape: z.array(z.number()).nullable(),
  /** What drivers known ahead do to the forecast, as relative changes of its pieces. */
  drivers: z.array(z.object({ name: z.string(), effect: z.number() })),
  /** Events that touch the days forecast, as the plan knew them. */
  events: z.array(
    z.object({
      id: Id,
      version: Id,
      name: z.string(),
      nameZh: z.string().nullable(),
      /** What drivers name it by. */
      recursAs: z.string(),
      kind: z.string(),
      fromDay: Day,
      toDay: Day,
      expectedUplift: z.number().nullable(),
    }),
  ),
  /** Overrides that reached the forecast, the one that counts first. */
  overrides: z.array(
    z.object({
      override: ForecastOverride,
      days: z.number().int(),
      computedPieces: z.number(),
      pieces: z.number(),
    }),
  ),
  /** Expected over the days forecast, as computed and as in force. */
  horizonDays: z.number().int(),
  computedPieces: z.number(),
  pieces: z.number(),
  /** Null where no plan came before. */
  changes: z
    .object({
      runId: Id,
      asOf: Day,
      told: z.array(z.object({ code: ForecastChangeCode, facts: Facts })),
    })
    .nullable(),
});
export type ForecastExplanation = z.infer<typeof ForecastExplanation>;

/** A guess that one item replaced another; it counts once a person imports it as a succession. */
export const SuggestedSuccession = z.object({
  predecessor: ItemRef,
  successor: ItemRef,
  /** Last day that the predecessor sold and first day that the successor did, anywhere. */
  lastDay: Day,
  firstDay: Day,
  /** Days between; negative: they overlapped. */
  gapDays: z.number().int(),
  /** Product of the likenesses of name, time and price, 0 to 1. */
  score: z.number(),
  nameLikeness: z.number(),
});
export type SuggestedSuccession = z.infer<typeof SuggestedSuccession>;
export const SuggestedSuccessionList = z.object({ data: z.array(SuggestedSuccession) });
export type SuggestedSuccessionList = z.infer<typeof SuggestedSuccessionList>;
export const SuggestedSuccessionQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** Asks for a file with the forecast of every item-location. */
export const CatalogueForecastRequest = z.object({
  format: z.enum(['csv', 'parquet']).default('csv'),
  /** Forecast as it was known at the end of this day; default: the last day of history. */
  asOf: Day.optional(),
  horizonDays: z.number().int().min(1).max(365).default(28),
  seed: z.string().max(100).optional(),
});
export type CatalogueForecastRequest = z.input<typeof CatalogueForecastRequest>;
