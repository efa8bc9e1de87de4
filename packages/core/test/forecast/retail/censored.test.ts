import {
  DAY_STATE,
  statesOfClosingStock,
  statesOfOpeningStock,
  uncensorDemand,
} from '@stockwright/core/forecast';
import { createDice, drawNegativeBinomial, drawPoisson } from '@stockwright/core/maths';
import { expect, test } from 'vitest';
import {
  type BeyondMoments,
  momentsBeyond,
} from '../../../src/forecast/retail/censored/count-tail.js';

const context = { firstDay: 0 };
const total = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

test('Poisson demand of mean 1 that is at least 1 has mean 1/(1 − 1/e), by hand', () => {
  const out: BeyondMoments = { mean: 0, variance: 0 };
  momentsBeyond(1, 0, 1, out);
  expect(out.mean).toBeCloseTo(1 / (1 - Math.exp(-1)), 10);
  momentsBeyond(3, 0.5, 0, out);
  expect(out).toEqual({ mean: 3, variance: 7.5 });
});

test('a geometric demand has no memory: beyond any number it goes on as from the start', () => {
  const out: BeyondMoments = { mean: 0, variance: 0 };
  for (const least of [0, 1, 7, 200]) {
    momentsBeyond(4, 1, least, out);
    expect(out.mean).toBeCloseTo(least + 4, 6);
    expect(out.variance).toBeCloseTo(20, 4);
  }
});

test('the gamma that stands in for large means joins the counts without a step', () => {
  const counts: BeyondMoments = { mean: 0, variance: 0 };
  const gamma: BeyondMoments = { mean: 0, variance: 0 };
  momentsBeyond(500, 0.3, 700, counts);
  momentsBeyond(500.0001, 0.3, 700, gamma);
  expect(gamma.mean / counts.mean).toBeCloseTo(1, 3);
  expect(gamma.variance / counts.variance).toBeCloseTo(1, 2);
});

test('demand cut at three pieces a day is recovered within 3 %, where sales miss a fifth of it', () => {
  const dice = createDice('cut');
  const demand = Float64Array.from({ length: 4000 }, () => drawNegativeBinomial(dice, 2, 2));
  const stock = Float64Array.from(demand, () => 3);
  const sales = demand.map((pieces) => Math.min(pieces, 3));
  const states = statesOfOpeningStock(sales, stock);
  const found = uncensorDemand(sales, states, context, { keeps: [0.99] });
  expect(total(sales) / total(demand)).toBeLessThan(0.85);
  expect(Math.abs(total(found.expected) / total(demand) - 1)).toBeLessThan(0.03);
  const lost = total(demand) - total(sales);
  expect(Math.abs(found.lostPieces - lost)).toBeLessThan(3 * found.lostPiecesSd);
});

test('with all days shown nothing is changed and nothing is lost', () => {
  const sales = Float64Array.of(0, 2, 5, 0, 1, 1);
  const found = uncensorDemand(sales, new Uint8Array(6).fill(DAY_STATE.shown), context);
  expect([...found.expected]).toEqual([...sales]);
  expect([found.lostPieces, found.lostPiecesSd]).toEqual([0, 0]);
});

test('a day in stock until noon is expected to have wanted about as much again', () => {
  const dice = createDice('noon');
  const sales = Float64Array.from({ length: 400 }, () => drawPoisson(dice, 10));
  const states = new Uint8Array(400).fill(DAY_STATE.shown);
  const inStockShare = new Float64Array(400).fill(1);
  states[200] = DAY_STATE.partly;
  inStockShare[200] = 0.5;
  sales[200] = 5;
  const found = uncensorDemand(sales, states, { ...context, inStockShare });
  expect(Math.abs(found.expected[200] - 10)).toBeLessThan(1);
});

test('expected demand is finite and never below the sales, whatever the history', () => {
  const histories: [number[], number[]][] = [
    [[], []],
    [[3], [DAY_STATE.atLeast]],
    [[0], [DAY_STATE.hidden]],
    [
      [0, 0, 0],
      [1, 1, 1],
    ],
    [Array(60).fill(5), Array(60).fill(DAY_STATE.atLeast)],
    [
      [1e6, Number.NaN, -3, 1e6, 2e6],
      [1, 1, 1, 2, 2],
    ],
    [Array(60).fill(0), Array(60).fill(DAY_STATE.atLeast)],
  ];
  for (const [sales, states] of histories) {
    const found = uncensorDemand(Float64Array.from(sales), Uint8Array.from(states), context);
    found.expected.forEach((pieces, t) => {
      const sold = Number.isFinite(sales[t]) ? Math.max(0, sales[t]) : 0;
      expect(pieces).toBeGreaterThanOrEqual(states[t] === DAY_STATE.hidden ? 0 : sold);
      expect(pieces).toBeLessThan(1e8);
      expect(found.variance[t]).toBeGreaterThanOrEqual(0);
    });
    expect(Number.isFinite(found.lostPiecesSd)).toBe(true);
  }
});

test('states are told from stock at open and at close', () => {
  const { hidden, shown, atLeast } = DAY_STATE;
  expect([...statesOfOpeningStock([2, 0, 3, 1], [5, 0, 3, Number.NaN])]).toEqual([
    shown,
    hidden,
    atLeast,
    shown,
  ]);
  expect([...statesOfClosingStock([2, 0, 3], [5, 0, 0])]).toEqual([shown, hidden, atLeast]);
});

test('what cannot be is refused by name', () => {
  const one = Float64Array.of(1);
  expect(() => uncensorDemand(one, new Uint8Array(2), context)).toThrow('states');
  expect(() => uncensorDemand(one, Uint8Array.of(9), context)).toThrow('states[0] is 9');
  expect(() => uncensorDemand(one, Uint8Array.of(3), context)).toThrow('inStockShare[0]');
  expect(() => uncensorDemand(one, Uint8Array.of(1), context, { keeps: [1] })).toThrow('keeps');
});
