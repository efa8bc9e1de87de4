import { z } from 'zod';
import {
  Amount,
  Currency,
  Day,
  Id,
  Instant,
  ItemRef,
  LocationRef,
  PageQuery,
  Pieces,
  pageOf,
} from './common.js';

/** What a plan came to, in numbers that the first line of every screen shows. */
export const PlanSummary = z.object({
  itemCount: z.number().int(),
  itemLocationCount: z.number().int(),
  buyLineCount: z.number().int(),
  transferLineCount: z.number().int(),
  purchaseOrderCount: z.number().int(),
  transferOrderCount: z.number().int(),
  buyCost: Amount,
  transferCost: Amount,
  valueAtRisk: z.number(),
  currency: Currency,
  /** Lines of history by what became of them: kept, set aside (with the reason), returned. */
  history: z.record(z.string(), z.object({ lines: z.number().int(), pieces: z.number() })),
  /** How many item-locations each forecasting method won. */
  methods: z.record(z.string(), z.number().int()),
  seconds: z.record(z.string(), z.number()),
});
export type PlanSummary = z.infer<typeof PlanSummary>;

/** The sources a plan read, each with its version. */
export const PlanInputs = z.object({
  sources: z.array(z.object({ name: z.string(), versionId: Id, isAssumption: z.boolean() })),
});

export const PlanRun = z.object({
  id: Id,
  asOf: Day,
  seed: z.string(),
  engineVersion: z.string(),
  inputsHash: z.string(),
  inputs: PlanInputs.loose(),
  settings: z.record(z.string(), z.unknown()),
  summary: PlanSummary,
  createdAt: Instant,
});
export type PlanRun = z.infer<typeof PlanRun>;
export const PlanRunList = z.object({ data: z.array(PlanRun) });

export const PlanRunRequest = z.object({
  /** Plan as it was known at the end of this day; default: the last day of history. */
  asOf: Day.optional(),
  seed: z.string().max(100).optional(),
});
export type PlanRunRequest = z.infer<typeof PlanRunRequest>;

export const DecisionState = z.enum(['open', 'approved', 'rejected', 'snoozed']);
export type DecisionState = z.infer<typeof DecisionState>;

/** What a person set on a line, apart from what was computed. */
export const Decision = z.object({
  state: DecisionState,
  /** Null: the computed quantity stands. */
  quantity: Pieces.nonnegative().nullable(),
  reason: z.string().nullable(),
  until: Day.nullable(),
  actor: z.string(),
  /** Earlier than the run for a hold carried over from an earlier one. */
  decidedAt: Instant,
});
export type Decision = z.infer<typeof Decision>;

export const PlanLine = z.object({
  id: Id,
  kind: z.enum(['buy', 'transfer']),
  item: ItemRef,
  from: LocationRef,
  to: LocationRef,
  /** Lines with one group number make one order. */
  orderGroup: z.number().int(),
  /** Computed; never overwritten. */
  quantity: Pieces.positive(),
  /** What the numbers alone ask for, before pack sizes, minimums and shortages. */
  need: Pieces,
  unitCost: Amount,
  lineCost: Amount,
  currency: Currency,
  orderOn: Day,
  shipOn: Day,
  arriveOn: Day,
  /** Probability of running out before the next chance, if this line is ignored. */
  stockOutRisk: z.number(),
  /** Expected lost margin if this line is ignored. */
  valueAtRisk: z.number(),
  decision: Decision.nullable(),
  /** The order this line became, if it did. */
  supplyOrderId: Id.nullable(),
  supplyOrderNumber: z.string().nullable().optional(),
});
export type PlanLine = z.infer<typeof PlanLine>;

export const PlanLineSort = z.enum([
  'valueAtRisk',
  'lineCost',
  'quantity',
  'stockOutRisk',
  'orderOn',
  'arriveOn',
  'item',
  'from',
  'to',
]);
export type PlanLineSort = z.infer<typeof PlanLineSort>;

export const PlanLineFilter = z.object({
  kind: z.enum(['buy', 'transfer']).optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  /** Part of the item's code or name. */
  search: z.string().optional(),
  state: DecisionState.optional(),
  sort: PlanLineSort.default('valueAtRisk'),
  descending: z.stringbool().default(true),
});
export type PlanLineFilter = z.infer<typeof PlanLineFilter>;

export const PlanLineQuery = PlanLineFilter.extend(PageQuery.shape);
export type PlanLineQuery = z.infer<typeof PlanLineQuery>;
export const PlanLinePage = pageOf(PlanLine);
export type PlanLinePage = z.infer<typeof PlanLinePage>;

/** One item at one place as the plan saw it. */
export const PlanPosition = z.object({
  onHand: Pieces,
  onOrder: Pieces,
  inventoryPosition: Pieces,
  protectionDays: z.number().int(),
  demandMean: z.number(),
  demandSd: z.number(),
  criticalRatio: z.number(),
  orderUpTo: Pieces,
  stockOutRisk: z.number(),
  forecastMethod: z.string(),
  explanation: z.record(z.string(), z.unknown()),
});
export type PlanPosition = z.infer<typeof PlanPosition>;

/** A line with everything that explains it. */
export const PlanLineDetail = PlanLine.extend({
  explanation: z.record(z.string(), z.unknown()),
  position: PlanPosition.nullable(),
  decisions: z.array(Decision),
});
export type PlanLineDetail = z.infer<typeof PlanLineDetail>;

/** History, forecast fan and stock of one item at one place. Arrays of one block have one length. */
export const PlanSeries = z.object({
  item: ItemRef,
  location: LocationRef,
  history: z.object({
    firstDay: Day,
    demand: z.array(z.number()),
    returned: z.array(z.number()),
    observed: z.array(z.boolean()),
  }),
  forecast: z.object({
    firstDay: Day,
    probabilities: z.array(z.number()),
    /** As computed; people's overrides never reach it. */
    mean: z.array(z.number()),
    /** quantiles[p][d] */
    quantiles: z.array(z.array(z.number())),
    /** As people set it, which is what the plan goes by; null where nobody did. */
    overridden: z
      .object({ mean: z.array(z.number()), quantiles: z.array(z.array(z.number())) })
      .nullable()
      .optional(),
  }),
  /** Expected stock at the end of each forecast day, without and with the plan's lines. */
  stock: z.object({
    firstDay: Day,
    withoutPlan: z.array(z.number()),
    withPlan: z.array(z.number()),
    receipts: z.array(z.object({ day: Day, quantity: Pieces, planned: z.boolean() })),
  }),
});
export type PlanSeries = z.infer<typeof PlanSeries>;

export const DecisionInput = z.object({
  lineId: Id,
  state: DecisionState,
  quantity: Pieces.nonnegative().nullable().default(null),
  reason: z.string().max(500).nullable().default(null),
  until: Day.nullable().default(null),
});
export type DecisionInput = z.infer<typeof DecisionInput>;
export const DecisionRequest = z.object({
  decisions: z.array(DecisionInput).min(1).max(10_000),
  actor: z.string().min(1).max(100).default('planner'),
});
/** A quantity that stands although it does not fit the supplier's terms; worded by the code's message. */
export const DecisionWarning = z.object({
  lineId: Id,
  code: z.enum(['plan.belowMinimumOrder', 'plan.notWholePacks']),
  facts: z.record(z.string(), z.number()),
});
export type DecisionWarning = z.infer<typeof DecisionWarning>;
export const DecisionReply = z.object({
  data: z.array(PlanLine),
  warnings: z.array(DecisionWarning).optional(),
});

/** Turns approved lines into purchase and transfer orders; a line that already has one is left alone. */
export const OrderLinesRequest = z.object({
  lineIds: z.array(Id).min(1).max(10_000),
  actor: z.string().min(1).max(100).default('planner'),
});
export const OrderLinesReply = z.object({
  orderIds: z.array(Id),
  orderedLineCount: z.number().int(),
  alreadyOrderedLineCount: z.number().int(),
});
export type OrderLinesReply = z.infer<typeof OrderLinesReply>;

export const ExportFormat = z.enum(['csv', 'xlsx', 'json']);
export type ExportFormat = z.infer<typeof ExportFormat>;
export const ExportQuery = PlanLineFilter.extend({
  format: ExportFormat,
  language: z.enum(['en', 'zh-CN']).default('en'),
});

/** What an edited workbook would change: base = as exported, theirs = in the system now, mine = in the file. */
export const WorkbookChange = z.object({
  lineId: Id,
  row: z.number().int(),
  itemCode: z.string(),
  field: z.enum(['state', 'quantity', 'reason', 'until']),
  base: z.string().nullable(),
  theirs: z.string().nullable(),
  mine: z.string().nullable(),
  /** True when the system moved meanwhile to something else than the file says. */
  conflict: z.boolean(),
});
export type WorkbookChange = z.infer<typeof WorkbookChange>;
export const WorkbookPreview = z.object({
  runId: Id,
  applied: z.boolean(),
  changes: z.array(WorkbookChange),
  conflicts: z.number().int(),
  rejects: z.array(z.object({ row: z.number().int(), field: z.string(), reason: z.string() })),
});
export type WorkbookPreview = z.infer<typeof WorkbookPreview>;
export const WorkbookQuery = z.object({
  apply: z.stringbool().default(false),
  /** What to do with conflicts: keep what the system has, or take the file's. */
  onConflict: z.enum(['keep', 'take']).default('keep'),
  actor: z.string().min(1).max(100).default('planner'),
});
