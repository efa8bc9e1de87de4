import { expect, test } from 'vitest';
import { readDay, readPieces, readState, scalarOf, UNREAD } from '../../src/plan/read-cell.js';

test('whole pieces are read however people and spreadsheets write them, and nothing else is', () => {
  for (const [cell, pieces] of [
    [12, 12],
    ['12', 12],
    [' 1,200 ', 1200],
    ['１２', 12],
    ['12.0', 12],
    [0, 0],
    ['', null],
    [null, null],
  ] as const)
    expect(readPieces(cell)).toBe(pieces);
  for (const cell of [1.5, -1, '1,2', '12 pcs', '一', '1e3', 2_147_483_648, true, new Date(0)])
    expect(readPieces(cell), String(cell)).toBe(UNREAD);
});

test('a day is a date cell, a serial number, or text with the year first', () => {
  for (const cell of [
    new Date('2026-11-05T00:00:00Z'),
    46_331, // what Excel shows for 2026-11-05 when the cell loses its date format
    '2026-11-05',
    '2026/11/5',
    '2026.11.5',
    '2026年11月5日',
    '２０２６-11-05',
    '20261105',
    '2026-11-05 00:00:00',
  ])
    expect(readDay(cell), String(cell)).toBe('2026-11-05');
  expect(readDay(46_331 - 1462, true)).toBe('2026-11-05'); // the 1904 calendar lags 1,462 days
  expect(readDay('')).toBeNull();
});

test('a day that two countries read differently, or that no calendar has, is not guessed', () => {
  for (const cell of ['5/11/2026', '11-05-26', '2026-02-30', 'tomorrow', -3, true])
    expect(readDay(cell), String(cell)).toBe(UNREAD);
});

test('states are known by English and Chinese words; an empty cell is open', () => {
  expect(['Approved', ' approve ', '已批准', '批准', '同意'].map(readState)).toEqual(
    Array(5).fill('approved'),
  );
  expect(['暂缓', 'snooze', '驳回', '', null].map(readState)).toEqual([
    'snoozed',
    'snoozed',
    'rejected',
    'open',
    'open',
  ]);
  expect(readState('maybe')).toBe(UNREAD);
});

test('formulas come down to their result and rich text to its text', () => {
  expect(scalarOf({ formula: 'A1*2', result: 24 } as never)).toBe(24);
  expect(scalarOf({ richText: [{ text: 'not ' }, { text: 'now' }] })).toBe('not now');
  expect(scalarOf({ text: 'see', hyperlink: 'http://example.test' })).toBe('see');
  expect(scalarOf({ error: '#N/A' })).toEqual({ error: '#N/A' });
});
