/** SQLSTATE of a database error, e.g. 23514 for a broken CHECK. */
export const sqlState = (error: unknown): string | undefined => textIn(error, 'code');

/** Name of the constraint that a statement broke. */
export const brokenConstraint = (error: unknown): string | undefined => textIn(error, 'constraint');

/** SQLSTATE of a full disk. */
const DISK_FULL = '53100';

/** A full disk, whoever noticed it: the file system, PostgreSQL, or DuckDB in words. */
export const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', DISK_FULL].includes(textIn(error, 'code') ?? '') ||
  (error instanceof Error && /no space left on device|ENOSPC/i.test(error.message));

function textIn(error: unknown, name: 'code' | 'constraint'): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : undefined;
}
