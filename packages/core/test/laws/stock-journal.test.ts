import {
  balanceFaults,
  balancesFrom,
  cancelOrder,
  closeOrder,
  confirmOrder,
  countMovements,
  EMPTY_BALANCE,
  type Movement,
  moveSupplyOrder,
  openingMovements,
  outstanding,
  placeKey,
  type RowKey,
  receiveOrder,
  type StockBalance,
  type SupplyOrder,
  sendOrder,
  shipOrder,
} from '@stockwright/core/order';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const PLACES = ['centre', 'shop', 'kiosk'];
const ITEMS = ['bear', 'duck'];

/** A shop floor that applies events one after the other and keeps the journal. */
class Floor {
  readonly journal: Movement[] = [];
  readonly orders: SupplyOrder[] = [];
  readonly lastCount = new Map<string, number>();
  balances = new Map<string, StockBalance>();
  day = 100;
  /** Accepted from suppliers so far. */
  supplied = 0;

  balance = (item: RowKey, location: RowKey): StockBalance =>
    this.balances.get(placeKey({ item, location })) ?? EMPTY_BALANCE;

  write(movements: readonly Movement[]): void {
    this.journal.push(...movements);
    this.balances = balancesFrom(movements, this.balances);
  }

  /** Lets an event happen to an order where the rules allow it. */
  step(index: number, happen: (order: SupplyOrder) => ReturnType<typeof closeOrder>): void {
    const order = this.orders[index];
    if (!order) return;
    const result = happen(order);
    if (!result.ok) return;
    this.orders[index] = result.value.order;
    this.write(result.value.movements);
  }
}

const pieces = fc.nat({ max: 12 });
const event = fc.record({
  what: fc.constantFrom(
    'order',
    'approve',
    'send',
    'send',
    'confirm',
    'ship',
    'receive',
    'receive',
    'close',
    'cancel',
    'count',
    'hold',
  ),
  a: fc.nat({ max: 50 }),
  b: fc.nat({ max: 50 }),
  accepted: pieces,
  rejected: fc.nat({ max: 3 }),
});

type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

function happen(floor: Floor, { what, a, b, accepted, rejected }: Event) {
  floor.day++;
  const at = a % Math.max(1, floor.orders.length);
  const order = floor.orders[at];
  const giver = (item: RowKey) => floor.balance(item, order.from);
  const item = ITEMS[b % ITEMS.length];
  const location = PLACES[a % PLACES.length];
  const place = { item, location };
  switch (what) {
    case 'order': {
      const from = ['supplier', ...PLACES][b % 4];
      if (from === location || accepted + rejected === 0) return;
      floor.orders.push({
        kind: from === 'supplier' ? 'purchase' : 'transfer',
        state: 'proposed',
        from,
        to: location,
        lines: ITEMS.map((name, i) => ({
          item: name,
          ordered: i === 0 ? accepted + 1 : rejected + 1,
          inTransit: 0,
          received: 0,
        })),
      });
      return;
    }
    case 'approve':
      return floor.step(at, (o) => {
        const state = moveSupplyOrder(o.state, 'approved');
        return state.ok
          ? { ok: true, value: { order: { ...o, state: state.value }, movements: [] } }
          : state;
      });
    case 'send':
      return floor.step(at, (o) => sendOrder(o, floor.day, giver));
    case 'confirm':
      return floor.step(at, confirmOrder);
    case 'ship':
      return floor.step(at, (o) => shipOrder(o, [{ item, pieces: accepted }], floor.day, giver));
    case 'receive':
      return floor.step(at, (o) => {
        const received = receiveOrder(o, [{ item, accepted, rejected }], floor.day, giver);
        if (received.ok && o.kind === 'purchase') floor.supplied += accepted;
        return received;
      });
    case 'close':
      return floor.step(at, (o) => closeOrder(o, floor.day, giver));
    case 'cancel':
      return floor.step(at, (o) => cancelOrder(o, floor.day, giver));
    case 'count': {
      const key = placeKey(place);
      const counted = countMovements(
        place,
        accepted,
        floor.day,
        floor.balance(item, location),
        0,
        floor.lastCount.get(key) ?? null,
      );
      floor.lastCount.set(key, floor.day);
      return floor.write(counted.movements);
    }
    case 'hold': {
      const { onHand, held, reserved } = floor.balance(item, location);
      const quantity = Math.min(rejected, onHand - held - reserved);
      if (quantity > 0)
        floor.write([{ ...place, bucket: 'held', kind: 'hold', quantity, occurredOn: floor.day }]);
      return;
    }
  }
}

const pick = (movements: readonly Movement[], bucket: string, ...kinds: string[]) =>
  movements
    .filter((m) => m.bucket === bucket && kinds.includes(m.kind))
    .reduce((sum, m) => sum + m.quantity, 0);

test('I1, I2, I9: no walk of events makes a balance unsound, and pieces are conserved', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(pieces, pieces), { minLength: 3, maxLength: 3 }),
      fc.array(event, { minLength: 30, maxLength: 90, size: 'max' }),
      (openings, events) => {
        const floor = new Floor();
        openings.forEach(([bears, ducks], i) => {
          floor.write(
            openingMovements({ item: 'bear', location: PLACES[i] }, 1, { onHand: bears }),
          );
          floor.write(
            openingMovements({ item: 'duck', location: PLACES[i] }, 1, { onHand: ducks }),
          );
        });
        for (const one of events) {
          happen(floor, one);
          for (const [key, balance] of floor.balances)
            expect(balanceFaults(balance), `${key} after ${JSON.stringify(one)}`).toEqual([]);
        }
        expect(balancesFrom(floor.journal)).toEqual(floor.balances);

        // What lies at places or travels between them changes only by the world: openings, counts,
        // adjustments, and what suppliers bring. A transfer alone neither makes nor loses a piece.
        const travelling = floor.orders
          .filter(({ kind }) => kind === 'transfer')
          .flatMap(({ lines }) => lines)
          .reduce((sum, { inTransit }) => sum + inTransit, 0);
        const world =
          pick(floor.journal, 'on_hand', 'opening', 'count', 'adjustment') +
          pick(floor.journal, 'in_transit', 'adjustment');
        let owned = 0;
        for (const m of floor.journal) if (m.bucket === 'on_hand') owned += m.quantity;
        expect(owned + travelling).toBe(world + floor.supplied);

        // What is on order at each place is what its open orders still expect.
        for (const location of PLACES)
          for (const item of ITEMS) {
            const open = floor.orders.filter(
              ({ state, to }) =>
                to === location && ['sent', 'confirmed', 'partly_received'].includes(state),
            );
            const lines = open.flatMap((o) => o.lines.filter((l) => l.item === item));
            expect(floor.balance(item, location)).toMatchObject({
              onOrder: lines.reduce((sum, l) => sum + outstanding(l), 0),
              inTransit: lines.reduce((sum, l) => sum + l.inTransit, 0),
            });
          }
      },
    ),
    { seed: 20111031, numRuns: 300 },
  );
});
