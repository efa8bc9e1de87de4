import { randomUUID } from 'node:crypto';
import { receiveOrder } from '@stockwright/core/order';
import { parseDay } from '@stockwright/core/units';
import type { Database, Tx } from '../postgres/index.js';
import { Problem } from '../problem.js';
import { changeSupplyOrder } from './change-supply-order.js';
import { lineOf, refuseBefore } from './move-supply-order.js';
import type { SupplyOrderDetail } from './supply-order-view.js';

export interface ReceiptRequest {
  /** YYYY-MM-DD */
  readonly receivedOn: string;
  readonly lines: readonly {
    readonly lineId: number;
    readonly accepted: number;
    readonly rejected?: number;
    readonly reason?: string;
  }[];
  readonly actor: string;
}

/**
 * Receives goods of an order: partly, all, or more than was ordered. The receipt is the record of the
 * supplier's true lead time and reliability.
 *
 * @throws Problem `supplyOrder.notFound`, `.notOpen`, `.lineNotFound`, `.badLine`, `.nothingReceived`,
 *   `.badDay`.
 */
export function receiveSupplyOrder(
  db: Database | Tx,
  id: number,
  { receivedOn, lines, actor }: ReceiptRequest,
): Promise<SupplyOrderDetail> {
  const day = parseDay(receivedOn);
  return changeSupplyOrder(
    db,
    id,
    { actor },
    (loaded) => {
      const received = lines.map(({ lineId, accepted, rejected = 0 }) => ({
        item: lineOf(loaded, lineId).item,
        accepted,
        rejected,
      }));
      const step = receiveOrder(loaded.order, received, day, loaded.giverBalance);
      if (!step.ok) return step;
      refuseBefore(loaded, receivedOn);
      if (received.every(({ accepted, rejected }) => accepted + rejected === 0))
        throw new Problem('supplyOrder.nothingReceived', { number: loaded.row.number });
      return step;
    },
    async (tx, _loaded, eventId) => {
      const receipt = await tx
        .insertInto('receipt')
        .values({
          order_id: id,
          // A receipt of rejected pieces alone may move no stock and still has happened.
          event_id: eventId ?? randomUUID(),
          received_on: receivedOn,
          actor,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx
        .insertInto('receipt_line')
        .values(
          lines
            .filter(({ accepted, rejected = 0 }) => accepted + rejected > 0)
            .map(({ lineId, accepted, rejected = 0, reason = null }) => ({
              receipt_id: receipt.id,
              order_line_id: lineId,
              accepted,
              rejected,
              reason,
            })),
        )
        .execute();
    },
  );
}
