import {
  DAY_STATE,
  joinSuccession,
  substitution,
  suggestSuccessions,
} from '@stockwright/core/forecast';
import { createDice, drawPoisson } from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const days = (count: number, write: (t: number) => number) =>
  Float64Array.from({ length: count }, (_, t) => write(t));

test('a successor that takes over without a gap makes one level history', () => {
  const old = { firstDay: 0, demand: days(100, (t) => (t < 80 ? 10 : 0)), observed: null };
  const young = { firstDay: 80, demand: days(60, () => 10), observed: null };
  const joined = joinSuccession(old, young);
  expect(joined.scale).toBeCloseTo(1, 6);
  expect([...joined.demand]).toEqual(Array(140).fill(10));
  expect(joined.observed.every((flag) => flag === 1)).toBe(true);
});

test('a successor that sells double doubles its past, nearly; a given scale is taken as it is', () => {
  const old = { firstDay: 0, demand: days(80, () => 10), observed: null };
  const young = { firstDay: 80, demand: days(60, () => 20), observed: null };
  const joined = joinSuccession(old, young);
  expect(joined.scale).toBeGreaterThan(1.9);
  expect(joined.scale).toBeLessThan(2);
  expect(joinSuccession(old, young, { scale: 3 }).demand[0]).toBe(30);
});

test('while both are sold their demands are added; days without stock stay unobserved', () => {
  const observed = new Uint8Array(40).fill(1);
  observed[5] = 0;
  const old = { firstDay: 0, demand: days(40, () => 4), observed };
  const young = { firstDay: 30, demand: days(40, () => 6), observed: null };
  const joined = joinSuccession(old, young, { scale: 1 });
  expect(joined.overlapDays).toBe(10);
  expect(joined.demand[35]).toBe(10);
  expect(joined.observed[5]).toBe(0);
  expect(joinSuccession({ ...old, demand: new Float64Array(40) }, young).demand.length).toBe(70);
});

test('the new red bear is suggested for the old red bear, and not the kite', () => {
  const suggestions = suggestSuccessions([
    { name: 'Red teddy bear 30 cm', firstDay: 0, lastDay: 200, price: 10 },
    { name: 'Red teddy bear 32 cm', firstDay: 205, lastDay: 400, price: 11 },
    { name: 'Dragon kite', firstDay: 203, lastDay: 400, price: 10 },
    { name: 'Red teddy bear giant', firstDay: 210, lastDay: 400, price: 99 },
    { name: 'Blue car', firstDay: 0, lastDay: 400, price: 10 },
  ]);
  expect(suggestions).toHaveLength(1);
  expect(suggestions[0]).toMatchObject({ predecessor: 0, successor: 1, gapDays: 5 });
});

test('a share of lost demand that went to a neighbour is found, and none where none went', () => {
  const dice = createDice('substitution');
  const states = new Uint8Array(365).fill(DAY_STATE.shown);
  for (let t = 0; t < 365; t++) if (t % 30 >= 24) states[t] = DAY_STATE.hidden;
  const out = (t: number) => states[t] === DAY_STATE.hidden;
  const hit = days(365, (t) => (out(t) ? 0 : drawPoisson(dice, 20)));
  const taker = days(365, (t) => drawPoisson(dice, out(t) ? 8 + 6 : 8));
  const stranger = days(365, () => drawPoisson(dice, 8));
  const found = substitution({ sales: hit, states }, [taker, stranger]);
  expect(found.outDays).toBe(72);
  expect(Math.abs(found.lostPieces / (72 * 20) - 1)).toBeLessThan(0.1);
  expect(Math.abs(found.takers[0].share - 0.3)).toBeLessThan(0.06);
  expect(found.takers[0].clear).toBe(true);
  expect(found.takers[1].share).toBeLessThan(0.06);
  expect(found.takers[1].clear).toBe(false);
});

test('without a day out of stock nothing is claimed', () => {
  const sales = days(30, () => 3);
  const states = new Uint8Array(30).fill(DAY_STATE.shown);
  const found = substitution({ sales, states }, [sales]);
  expect(found.takers[0]).toMatchObject({ share: 0, clear: false });
  expect(found.recaptured).toBe(0);
  expect(() => substitution({ sales, states }, [new Float64Array(3)])).toThrow('others[0]');
});
