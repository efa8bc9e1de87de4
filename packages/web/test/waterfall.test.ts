import type { PlanLineDetail } from '@stockwright/contract';
import type { LineExplanation } from '@stockwright/core/plan';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waterfall } from '../src/plan/explanation.js';

const pieces = fc.integer({ min: 0, max: 5000 });
const numbers = fc.record({
  level: pieces,
  position: fc.integer({ min: -500, max: 5000 }),
  stranded: pieces,
  lost: pieces,
  need: pieces,
  before: pieces,
  after: pieces,
  quantity: pieces,
  own: fc.option(pieces),
});

/** Only the fields that the steps are made of. */
const parts = (n: typeof numbers extends fc.Arbitrary<infer T> ? T : never) => {
  const explanation = {
    need: {
      stock: { position: n.position },
      demand: { quantile: n.level },
      need: { stranded: n.stranded, lostBeforeArrival: n.lost, need: n.need },
    },
    constraint: { kind: 'pack', piecesBefore: n.before, piecesAfter: n.after },
  } as unknown as LineExplanation;
  const line = {
    quantity: n.quantity,
    decision: n.own === null ? null : { quantity: n.own },
  } as unknown as PlanLineDetail;
  return waterfall(line, explanation);
};

test('whatever the numbers, the steps add up to every total and end at the quantity in force', () => {
  fc.assert(
    fc.property(numbers, (n) => {
      const steps = parts(n);
      let level = 0;
      steps.forEach((step, i) => {
        if (!step.isTotal) level += step.pieces;
        else if (i === 0) level = step.pieces;
        else expect(level).toBe(step.pieces);
      });
      expect(level).toBe(n.own ?? n.quantity);
    }),
  );
});
