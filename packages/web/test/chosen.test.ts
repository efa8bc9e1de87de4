import type { PlanLine } from '@stockwright/contract';
import { expect, test } from 'vitest';
import {
  chosenCost,
  chosenQuantity,
  decisionOn,
  readQuantity,
  totalCost,
} from '../src/plan/chosen.js';

const location = { id: 1, code: 'A', name: 'A', nameZh: null, kind: 'warehouse' } as const;
const line = (decision: PlanLine['decision']): PlanLine => ({
  id: 5,
  kind: 'buy',
  item: { id: 1, code: 'X', name: 'X', nameZh: null },
  from: location,
  to: location,
  orderGroup: 1,
  quantity: 48,
  need: 45,
  unitCost: '0.1000',
  lineCost: '4.8000',
  currency: 'GBP',
  orderOn: '2011-11-01',
  shipOn: '2011-11-02',
  arriveOn: '2011-11-08',
  stockOutRisk: 0.5,
  valueAtRisk: 10,
  decision,
  supplyOrderId: null,
});
const decided = line({
  state: 'approved',
  quantity: 60,
  reason: 'Promotion',
  until: '2011-12-01',
  actor: 'ann',
  decidedAt: '2011-11-01T08:00:00Z',
});

test('a person’s quantity rules, and the computed one stays beside it', () => {
  expect(chosenQuantity(line(null))).toBe(48);
  expect(chosenQuantity(decided)).toBe(60);
  expect(decided.quantity).toBe(48);
});

test('zero pieces set by a person are not the same as nothing set', () => {
  const none = line({ ...decided.decision!, quantity: 0 });
  expect(chosenQuantity(none)).toBe(0);
  expect(chosenCost(none)).toBe('0.0000');
});

test('money is summed exactly: 0.1 × 60 + 4.8 is 10.8, not 10.799999…', () => {
  expect(totalCost([decided, line(null)])).toBe('10.8000');
});

test('changing the state keeps quantity, reason and end: the newest decision rules alone', () => {
  expect(decisionOn(decided, { state: 'rejected' })).toEqual({
    lineId: 5,
    state: 'rejected',
    quantity: 60,
    reason: 'Promotion',
    until: '2011-12-01',
  });
});

test.each([
  ['36', 36],
  [' 0 ', 0],
  ['=12', 12],
  ['+10%', 53], // 52.8
  ['-25%', 36],
  ['*1.5', 72],
  ['×2', 96],
  ['+12', 60],
  ['-48', 0],
  ['-49', null], // fewer than none
  ['50%', null], // of what?
  ['a few', null],
  ['', null],
  ['1e3', null],
])('“%s” typed over 48 computed pieces means %s', (text, expected) => {
  expect(readQuantity(text, 48)).toBe(expected);
});
