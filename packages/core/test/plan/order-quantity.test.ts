import { chooseQuantity, expectedCost, type GapCosts, shareByValue } from '@stockwright/core/plan';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const gapCosts = (least: number, most: number) =>
  fc.record({
    gaps: fc
      .array(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 12 })
      .map((gaps) => Float64Array.from(gaps).sort()),
    underageCost: fc.integer({ min: 0, max: 40 }),
    overageCost: fc.integer({ min: 1, max: 20 }),
  });

test('the worked case: packs of 3 for a need of 5 end at 3', () => {
  const costs: GapCosts = {
    gaps: Float64Array.of(-1, 2, 2, 5),
    underageCost: 4,
    overageCost: 1,
  };
  expect(expectedCost(costs, 2)).toBe(3.75);
  expect(chooseQuantity(costs, 1, 3)).toEqual({
    need: 5,
    quantity: 3,
    constraint: 'pack',
    costs: { none: 9.25, onePackLess: 9.25, chosen: 3.5, onePackMore: 4 },
  });
});

test('no feasible quantity costs less than the chosen one (all of them tried)', () => {
  fc.assert(
    fc.property(
      gapCosts(-20, 40),
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 1, max: 12 }),
      (costs, minimum, pack) => {
        const chosen = chooseQuantity(costs, minimum, pack);
        let best = expectedCost(costs, 0);
        for (let q = pack; q <= 90; q += pack)
          if (q >= minimum) best = Math.min(best, expectedCost(costs, q));
        expect(chosen.quantity % pack).toBe(0);
        expect(chosen.quantity === 0 || chosen.quantity >= minimum).toBe(true);
        expect(expectedCost(costs, chosen.quantity)).toBeCloseTo(best, 9);
        expect(chosen.costs.chosen).toBeLessThanOrEqual(chosen.costs.onePackMore);
      },
    ),
    { seed: 1, numRuns: 500 },
  );
});

test('the worked case of sharing: 4 pieces go 3 and 1', () => {
  const asking: GapCosts[] = [
    { gaps: Float64Array.of(2, 4), underageCost: 10, overageCost: 0 },
    { gaps: Float64Array.of(1, 5), underageCost: 6, overageCost: 0 },
  ];
  expect(shareByValue(asking, 4)).toEqual([3, 1]);
});

test('no other split of a short stock costs less (all of them tried)', () => {
  fc.assert(
    fc.property(
      fc.tuple(gapCosts(-3, 9), gapCosts(-3, 9), gapCosts(-3, 9)),
      fc.nat({ max: 14 }),
      (asking, pieces) => {
        const total = (shares: readonly number[]) =>
          shares.reduce((sum, share, a) => sum + expectedCost(asking[a], share), 0);
        const shares = shareByValue(asking, pieces);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(pieces);
        let best = Number.POSITIVE_INFINITY;
        for (let a = 0; a <= pieces; a++)
          for (let b = 0; a + b <= pieces; b++)
            for (let c = 0; a + b + c <= pieces; c++) best = Math.min(best, total([a, b, c]));
        expect(total(shares)).toBeCloseTo(best, 9);
      },
    ),
    { seed: 2, numRuns: 200 },
  );
});
