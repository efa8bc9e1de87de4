import type ExcelJS from 'exceljs';
import type { DecisionState } from '../postgres/index.js';
import { isDay, isPieces } from './decision-rules.js';
import { stateWords } from './plan-columns.js';

/** What a cell comes down to: formulas to their result, rich text and links to their text. */
export type Scalar = string | number | Date | boolean | null | { readonly error: string };

export function scalarOf(value: ExcelJS.CellValue | undefined): Scalar {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object' || value instanceof Date) return value;
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('hyperlink' in value) return scalarOf(value.text);
  if ('formula' in value || 'sharedFormula' in value) return scalarOf(value.result);
  if ('error' in value) return { error: value.error };
  return null;
}

export const isError = (value: Scalar): value is { readonly error: string } =>
  typeof value === 'object' && value !== null && 'error' in value;

/** A cell as text, full-width letters and digits made plain; '' for an empty one. */
export function plainText(value: Scalar): string {
  if (value === null || isError(value)) return '';
  if (value instanceof Date) return dayOfDate(value) ?? '';
  return String(value).normalize('NFKC').trim();
}

/** Nothing was read: what stands there is not of the kind asked for. */
export const UNREAD = Symbol('unread');
export type Read<T> = T | typeof UNREAD;

const ACCEPTED: readonly (readonly [DecisionState, readonly string[]])[] = [
  ['open', ['pending', 'undecided', '-', '未定', '未决定', '待处理']],
  ['approved', ['approve', 'yes', 'ok', '批准', '同意', '通过']],
  ['rejected', ['reject', 'no', '拒绝', '驳回', '不同意']],
  ['snoozed', ['snooze', 'later', '暂缓', '推迟', '稍后']],
];

const stateByWord = new Map(
  ACCEPTED.flatMap(([state, more]) =>
    [stateWords.en[state], stateWords['zh-CN'][state], ...more].map(
      (word) => [word, state] as const,
    ),
  ),
);

/** A state by its word in either language; an empty cell is open. */
export function readState(value: Scalar): Read<DecisionState> {
  const word = plainText(value).toLowerCase();
  return word === '' ? 'open' : (stateByWord.get(word) ?? UNREAD);
}

/** Whole pieces, also where the number was typed as text (`1,200`, `１２`, `12.0`); null = empty. */
export function readPieces(value: Scalar): Read<number | null> {
  if (typeof value === 'boolean' || value instanceof Date) return UNREAD;
  const text = plainText(value).replace(/[\s']/g, '');
  if (text === '') return null;
  const match = /^\+?(\d+|\d{1,3}(?:,\d{3})+)(?:\.0*)?$/.exec(text);
  const pieces = match ? Number(match[1].replaceAll(',', '')) : Number.NaN;
  return isPieces(pieces) ? pieces : UNREAD;
}

/**
 * A day: a date cell, a date's serial number where the format was lost, or text with the year first
 * (`2026-11-05`, `2026/11/5`, `2026年11月5日`, `20261105`). Text with the year last is not read: 5/11
 * is May in one country and November in another.
 */
export function readDay(value: Scalar, is1904 = false): Read<string | null> {
  if (value instanceof Date) return dayOfDate(value) ?? UNREAD;
  if (typeof value === 'boolean') return UNREAD;
  const text = plainText(value);
  if (text === '') return null;
  const match =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+00:00(?::00(?:\.0+)?)?Z?)?$/.exec(
      text,
    ) ?? /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text);
  if (match) {
    const day = `${match[1]}-${match[2].padStart(2, '0')}-${match[3].padStart(2, '0')}`;
    return isDay(day) ? day : UNREAD;
  }
  const serial = typeof value === 'number' ? value : Number.NaN;
  return serial >= 1 && serial < LAST_SERIAL ? dayOfSerial(serial, is1904) : UNREAD;
}

/** 9999-12-31 as a spreadsheet counts days. */
const LAST_SERIAL = 2_958_466;
const MILLISECONDS_PER_DAY = 86_400_000;
/** Days from 1899-12-30, where serial numbers start, to 1970-01-01; and from 1904-01-01. */
const SERIAL_OF_1970 = 25_569;
const SERIAL_OF_1970_FROM_1904 = 24_107;

const dayOfSerial = (serial: number, is1904: boolean): string =>
  new Date(
    (Math.floor(serial) - (is1904 ? SERIAL_OF_1970_FROM_1904 : SERIAL_OF_1970)) *
      MILLISECONDS_PER_DAY,
  )
    .toISOString()
    .slice(0, 10);

const dayOfDate = (date: Date): string | null =>
  Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10);
