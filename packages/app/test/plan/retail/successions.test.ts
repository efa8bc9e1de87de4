import { expect, test } from 'vitest';
import type { ItemContext } from '../../../src/plan/run/forecast-context.js';
import type { BasisSeries } from '../../../src/plan/run/retail/retail-facts.js';
import { type SuccessionSource, successionAt } from '../../../src/plan/run/retail/successions.js';

const OLD = 1;
const NEW = 2;
const SHOP = 7;
const FIRST_DAY = 1000;

const flat = (from: number, to: number, pieces: number): BasisSeries => ({
  firstDay: from,
  demand: new Float64Array(to - from).fill(pieces),
  observed: new Uint8Array(to - from).fill(1),
});
const bare = {
  category: -1,
  brand: null,
  attributes: {},
  launchDay: null,
  endOfLifeDay: null,
  prices: [],
  drivers: [],
  overrides: [],
};
/** The old item sells 10 a day throughout; the new one as given. */
function shop(fromDay: number, share: number, young?: BasisSeries): SuccessionSource {
  const known = new Map<number, ItemContext>([
    [OLD, { ...bare, item: OLD, predecessors: [], successors: [{ item: NEW, fromDay, share }] }],
    [NEW, { ...bare, item: NEW, predecessors: [{ item: OLD, fromDay, share }], successors: [] }],
  ]);
  const series = new Map([
    [OLD, { ...flat(800, FIRST_DAY, 10), exposure: new Float64Array(210).fill(2) }],
    ...(young ? [[NEW, young] as const] : []),
  ]);
  return {
    known: (item) => known.get(item),
    codeOf: (item) => (item === OLD ? 'OLD' : 'NEW'),
    seriesAt: (item, place) => (place === SHOP ? series.get(item) : undefined),
    firstDay: FIRST_DAY,
    horizonDays: 10,
  };
}

test('a successor still to come has its share of the old history, and sells nothing before its day', () => {
  const facts = successionAt(NEW, SHOP, shop(FIRST_DAY + 4, 0.25));
  expect(facts?.basis?.firstDay).toBe(800);
  expect(new Set(facts?.basis?.demand)).toEqual(new Set([2.5]));
  expect([...(facts?.factors ?? [])]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
  expect(facts?.basis?.exposure?.length).toBe(210);
  expect(facts?.told).toEqual([
    { code: 'succeeds', facts: { items: 'OLD', day: '1972-10-01', percent: 25 } },
  ]);
  const old = successionAt(OLD, SHOP, shop(FIRST_DAY + 4, 0.25));
  expect([...(old?.factors ?? [])]).toEqual([1, 1, 1, 1, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75]);
  expect(old?.basis).toBeUndefined();
});

test('once the day has passed the successor goes on from the old history, and the old one expects nothing', () => {
  const source = shop(980, 1, flat(980, FIRST_DAY, 10));
  const young = successionAt(NEW, SHOP, source);
  // In the overlap customers had the choice: both count.
  expect(young?.basis?.demand[0]).toBe(10);
  expect(young?.basis?.demand[199]).toBe(20);
  expect(young?.factors).toBeUndefined();
  expect([...(successionAt(OLD, SHOP, source)?.factors ?? [])]).toEqual(new Array(10).fill(0));
});

test('a predecessor that kept a share is forecast from what it kept', () => {
  const old = successionAt(OLD, SHOP, shop(980, 0.4, flat(980, FIRST_DAY, 4)));
  expect(old?.basis?.demand[0]).toBeCloseTo(6, 12);
  expect(old?.basis?.demand[199]).toBe(10);
  expect(old?.factors).toBeUndefined();
});

test('a succession after the horizon or at another place says nothing', () => {
  expect(successionAt(NEW, SHOP, shop(FIRST_DAY + 10, 1))).toBeNull();
  expect(successionAt(NEW, 8, shop(980, 1))).toBeNull();
});
