import { cleanSales, demandPanel, type PanelSettings } from '@stockwright/core/demand';
import { expect, test } from 'vitest';
import { type Line, linesOf } from './lines.js';

function panelOf(rows: Line[], settings: PanelSettings) {
  const lines = linesOf(rows);
  const clean = cleanSales(lines, { asOf: settings.lastDay, serviceItems: new Uint8Array(10) });
  return demandPanel(lines, clean, settings);
}

test('series run from the first sale to the last day, sorted by item then location', () => {
  const panel = panelOf(
    [
      { item: 2, location: 0, day: 11, quantity: 4 },
      { item: 1, location: 1, day: 13, quantity: 1 },
      { item: 1, location: 0, day: 12, quantity: 5 },
      { item: 1, location: 0, day: 12, quantity: 2 },
      { item: 1, location: 0, day: 14, quantity: -3 },
    ],
    { lastDay: 14 },
  );
  expect(Array.from(panel.item)).toEqual([1, 1, 2]);
  expect(Array.from(panel.location)).toEqual([0, 1, 0]);
  expect(Array.from(panel.firstDay)).toEqual([12, 13, 11]);
  expect(Array.from(panel.offsets)).toEqual([0, 3, 5, 9]);
  expect(Array.from(panel.demand)).toEqual([7, 0, 0, 1, 0, 4, 0, 0, 0]);
  expect(Array.from(panel.returned)).toEqual([0, 0, 3, 0, 0, 0, 0, 0, 0]);
});

test('an item-location whose every sale was cancelled has no series', () => {
  const panel = panelOf(
    [
      { day: 1, quantity: 4 },
      { day: 2, quantity: -4, cancels: true },
    ],
    { lastDay: 5 },
  );
  expect(panel.seriesCount).toBe(0);
});

test('a known first day on sale lengthens a series, but a later one cuts nothing off', () => {
  const launch = (day: number) => ({
    item: new Int32Array([0]),
    location: new Int32Array([0]),
    day: new Int32Array([day]),
  });
  const rows = [{ day: 3, quantity: 1 }];
  expect(panelOf(rows, { lastDay: 5, firstDays: launch(1) }).firstDay[0]).toBe(1);
  expect(panelOf(rows, { lastDay: 5, firstDays: launch(4) }).firstDay[0]).toBe(3);
});

test('a day without stock at its close and without demand is unobserved, until stock is seen again', () => {
  const panel = panelOf(
    [
      { day: 0, quantity: 2 },
      { day: 2, quantity: 1 },
      { day: 7, quantity: 1 },
    ],
    {
      lastDay: 7,
      stockedDays: {
        item: new Int32Array([0, 0, 0, 0, 3]),
        location: new Int32Array([0, 0, 0, 1, 0]),
        day: new Int32Array([1, 2, 5, 0, 0]),
        onHand: new Int32Array([4, 0, 6, 0, 0]),
      },
    },
  );
  // Day 2 sold its last piece, so its demand was seen; days 3 and 4 had nothing to sell.
  expect(Array.from(panel.observed)).toEqual([1, 1, 1, 0, 0, 1, 1, 1]);
});
