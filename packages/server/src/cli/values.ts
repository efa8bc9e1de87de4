import { parseDay } from '@stockwright/core/units';
import { UsageError } from './usage.js';

/** Readers of option values: each says in one line what it takes. */

export function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError('usage.port', { value: text });
  return port;
}

export function idOf(text: string): number {
  const id = Number(text);
  if (!/^\d+$/.test(text) || id < 1 || !Number.isSafeInteger(id))
    throw new UsageError('usage.id', { value: text });
  return id;
}

export function piecesOf(text: string): number {
  const pieces = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(pieces))
    throw new UsageError('usage.pieces', { value: text });
  return pieces;
}

export function dayOf(text: string): string {
  try {
    parseDay(text);
  } catch {
    throw new UsageError('usage.day', { value: text });
  }
  return text;
}

export function limitOf(text: string): number {
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > 1000)
    throw new UsageError('usage.limit', { value: text });
  return limit;
}

/** A reader that takes one of a few words. */
export const oneOf =
  <Word extends string>(words: readonly Word[]) =>
  (text: string): Word => {
    const word = words.find((candidate) => candidate === text);
    if (!word) throw new UsageError('usage.oneOf', { value: text, words: words.join(', ') });
    return word;
  };

/** A share in [0, 1], also written as a percentage: `0.05` or `5%`. */
export function shareOf(text: string): number {
  const share = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (text.trim() === '' || !(share >= 0 && share <= 1))
    throw new UsageError('usage.share', { value: text });
  return share;
}

/** Gathers the ids of an argument that may occur many times. */
export const collectIds = (text: string, former: readonly number[] = []): readonly number[] => [
  ...former,
  idOf(text),
];

export function numberOf(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && Number.isFinite(value)))
    throw new UsageError('usage.number', { value: text });
  return value;
}

/** A change of demand: `0.5`, `50%` or `-20%`. */
export function upliftOf(text: string): number {
  const value = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (text.trim() === '' || !(value >= -1 && value <= 100))
    throw new UsageError('usage.uplift', { value: text });
  return value;
}

export function horizonOf(text: string): number {
  const days = Number(text);
  if (!/^\d+$/.test(text) || days < 1 || days > 365)
    throw new UsageError('usage.horizon', { value: text });
  return days;
}

export function countryOf(text: string): string {
  if (!/^[a-z]{2}$/i.test(text)) throw new UsageError('usage.country', { value: text });
  return text.toUpperCase();
}

/** Gathers the countries of an argument that may occur many times. */
export const collectCountries = (
  text: string,
  former: readonly string[] = [],
): readonly string[] => [...former, countryOf(text)];
