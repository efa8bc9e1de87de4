import { Problem } from './problem.js';

/**
 * Where a page of a list ended, as opaque text: base64url of the last row's sort key and id. The id
 * breaks ties, so rows of one key are neither skipped nor shown twice, and rows that come or go
 * between two pages do not shift the ones not yet seen, as an offset would.
 */
export const writeCursor = (parts: readonly string[]): string =>
  Buffer.from(JSON.stringify(parts), 'utf8').toString('base64url');

/**
 * Reads a cursor made by `writeCursor`.
 *
 * @param shape one pattern per part; a part that does not match makes the cursor unusable
 * @throws Problem `page.cursorUnusable` for text that this list with this order has not handed out.
 */
export function readCursor(cursor: string, shape: readonly RegExp[]): string[] {
  const parts = parse(cursor);
  if (
    Array.isArray(parts) &&
    parts.length === shape.length &&
    parts.every((part, i): part is string => typeof part === 'string' && shape[i].test(part))
  )
    return parts;
  throw new Problem('page.cursorUnusable');
}

/** The rows of a page asked for with one row more than wanted, which tells whether a next page exists. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (last: Row) => string,
): { data: Row[]; nextCursor: string | null } {
  const data = rows.slice(0, limit);
  return { data, nextCursor: rows.length > limit ? cursorOf(data[limit - 1]) : null };
}

/** Rows on a page when the caller does not say. */
export const PAGE_SIZE = 200;

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
