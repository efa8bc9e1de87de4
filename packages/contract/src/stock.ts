import { z } from 'zod';
import { Day, Id, Instant, ItemRef, LocationRef, PageQuery, Pieces, pageOf } from './common.js';

export const StockBalance = z.object({
  item: ItemRef,
  location: LocationRef,
  onHand: Pieces,
  held: Pieces,
  reserved: Pieces,
  /** Includes what is in transit. */
  onOrder: Pieces,
  inTransit: Pieces,
});
export const StockQuery = PageQuery.extend({
  item: z.string().optional(),
  location: z.string().optional(),
});
export const StockPage = pageOf(StockBalance);

export const Movement = z.object({
  id: Id,
  bucket: z.enum(['on_hand', 'held', 'reserved', 'on_order', 'in_transit']),
  kind: z.string(),
  quantity: Pieces,
  occurredOn: Day,
  recordedAt: Instant,
  actor: z.string(),
  reason: z.string().nullable(),
  supplyOrderId: Id.nullable(),
});
export const MovementQuery = PageQuery.extend({ item: z.string(), location: z.string() });
/** The newest first. */
export const MovementList = pageOf(Movement);
