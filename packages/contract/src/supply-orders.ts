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

export const SupplyOrderState = z.enum([
  'proposed',
  'approved',
  'sent',
  'confirmed',
  'partly_received',
  'received',
  'closed',
  'cancelled',
]);
export type SupplyOrderState = z.infer<typeof SupplyOrderState>;

/** A purchase order from a supplier, or a transfer order between our own places. */
export const SupplyOrder = z.object({
  id: Id,
  number: z.string(),
  kind: z.enum(['purchase', 'transfer']),
  from: LocationRef,
  to: LocationRef,
  state: SupplyOrderState,
  orderOn: Day,
  shipOn: Day,
  arriveOn: Day,
  sentOn: Day.nullable(),
  currency: Currency,
  lineCount: z.number().int(),
  orderedPieces: Pieces,
  receivedPieces: Pieces,
  cost: Amount,
  planRunId: Id.nullable(),
  createdAt: Instant,
  createdBy: z.string(),
});
export type SupplyOrder = z.infer<typeof SupplyOrder>;

export const SupplyOrderLine = z.object({
  id: Id,
  item: ItemRef,
  ordered: Pieces,
  confirmed: Pieces.nullable(),
  received: Pieces,
  unitCost: Amount,
  planLineId: Id.nullable(),
});

export const SupplyOrderDetail = SupplyOrder.extend({
  lines: z.array(SupplyOrderLine),
  transitions: z.array(
    z.object({
      from: SupplyOrderState.nullable(),
      to: SupplyOrderState,
      at: Instant,
      actor: z.string(),
      reason: z.string().nullable(),
    }),
  ),
  /** The states this order may go to next. */
  nextStates: z.array(SupplyOrderState),
});
export type SupplyOrderDetail = z.infer<typeof SupplyOrderDetail>;

export const SupplyOrderQuery = PageQuery.extend({
  kind: z.enum(['purchase', 'transfer']).optional(),
  state: SupplyOrderState.optional(),
});
export const SupplyOrderPage = pageOf(SupplyOrder);

export const TransitionRequest = z.object({
  to: z.enum(['approved', 'sent', 'confirmed', 'closed', 'cancelled']),
  /** Day on which it happened; default today. */
  on: Day.optional(),
  /** With `confirmed`: the day the giver promises; left out = as ordered. */
  arriveOn: Day.optional(),
  reason: z.string().max(500).optional(),
  actor: z.string().min(1).max(100).default('planner'),
});

/** Goods left the giver and are in transit. */
export const ShipmentRequest = z.object({
  shippedOn: Day.optional(),
  /** Pieces by line; left out = all that has not left yet. */
  lines: z
    .array(z.object({ lineId: Id, pieces: Pieces.positive() }))
    .min(1)
    .optional(),
  actor: z.string().min(1).max(100).default('planner'),
});

export const ReceiptRequest = z.object({
  receivedOn: Day.optional(),
  lines: z
    .array(
      z.object({
        lineId: Id,
        accepted: Pieces.nonnegative(),
        rejected: Pieces.nonnegative().default(0),
        reason: z.string().max(500).optional(),
      }),
    )
    .min(1),
  actor: z.string().min(1).max(100).default('planner'),
});

/** How a lane really performs, from receipts. */
export const LaneReliability = z.object({
  from: LocationRef,
  to: LocationRef,
  receiptCount: z.number().int(),
  leadTimeMeanDays: z.number(),
  leadTimeSdDays: z.number(),
  onTimeShare: z.number(),
  fillShare: z.number(),
});
export const LaneReliabilityList = z.object({ data: z.array(LaneReliability) });
