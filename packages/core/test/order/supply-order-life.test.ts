import {
  isTerminal,
  lifeCycleFaults,
  moveSupplyOrder,
  SUPPLY_ORDER_STATES,
  supplyOrderMoves,
} from '@stockwright/core/order';
import { expect, test } from 'vitest';

test('every state of a supply order can be reached and every state comes to an end', () => {
  expect(lifeCycleFaults(supplyOrderMoves, 'proposed')).toEqual([]);
  expect(SUPPLY_ORDER_STATES.filter(isTerminal)).toEqual(['closed', 'cancelled']);
  expect(Object.keys(supplyOrderMoves)).toEqual([...SUPPLY_ORDER_STATES]);
});

test('the check of life cycles finds an island, a trap and a state that follows itself', () => {
  const faults = lifeCycleFaults<string>(
    { start: ['loop'], loop: ['loop', 'back'], back: ['loop'], island: [] },
    'start',
  );
  expect(faults).toContain('island cannot be reached from start');
  expect(faults).toContain('loop follows itself');
  expect(faults).toContain('back never comes to an end');
});

test('a move that the table does not hold is refused with what is allowed instead', () => {
  expect(moveSupplyOrder('proposed', 'sent')).toEqual({
    ok: false,
    error: {
      code: 'MOVE_REFUSED',
      from: 'proposed',
      to: 'sent',
      allowed: ['approved', 'cancelled'],
    },
  });
  for (const end of ['closed', 'cancelled'] as const)
    for (const to of SUPPLY_ORDER_STATES) expect(moveSupplyOrder(end, to).ok).toBe(false);
});
