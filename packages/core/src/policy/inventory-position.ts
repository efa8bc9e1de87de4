/** The stock of one item-location as far as ordering is concerned, pieces. */
export interface StockPosition {
  readonly onHand: number;
  /** Promised to orders, still here. */
  readonly reserved?: number;
  /** Damaged, in quality control, recalled: here but not for sale. */
  readonly held?: number;
  /** Ordered and not yet received, in transit included. */
  readonly onOrder?: number;
  /** Demand accepted and not yet served. */
  readonly backlog?: number;
}

/**
 * What ordering decisions look at:
 *
 *     inventory position = on hand − reserved − held + on order − backlog
 *
 * It may be negative. Parts that are left out count as 0.
 *
 * @throws RangeError when a part is not a finite number
 * @see Snyder & Shen (2019), Fundamentals of Supply Chain Theory
 * @example 10 on hand, 2 reserved, 1 held, 6 on order, 3 in backlog: 10
 */
export function inventoryPosition(stock: StockPosition): number {
  const { onHand, reserved = 0, held = 0, onOrder = 0, backlog = 0 } = stock;
  const position = onHand - reserved - held + onOrder - backlog;
  if (!Number.isFinite(position))
    throw new RangeError(
      `inventoryPosition: every part must be finite, got ${JSON.stringify(stock)}`,
    );
  return position;
}
