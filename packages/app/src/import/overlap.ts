import { type Duck, quoted, quotedList } from '../history/duck.js';

/** Sales of a source that hold, or are about to hold, beside a new one. */
export interface OtherSales {
  readonly source: string;
  readonly path: string;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

/** How many rows of a new source are found in others. */
export interface Overlap {
  /** The sources that hold them, the one with most of them first. */
  readonly sources: readonly string[];
  readonly matching: number;
  /** Of the new rows, in [0, 1]. */
  readonly share: number;
}

/** From this share of the rows on, and this many rows, a source is taken for a copy of others. */
const COPY_SHARE = 0.9;
const COPY_ROWS = 20;
/** From this share on, an overlap is worth telling. */
const TOLD_SHARE = 0.2;

export const isCopy = ({ share }: Overlap, rows: number): boolean =>
  rows >= COPY_ROWS && share >= COPY_SHARE;

/**
 * Compares a new source's sales with those of other sources, row by row and each row once: the same day,
 * item, location and quantity, and the same unit price where both know one. Documents and customers do
 * not count, since two exports of one ledger often differ in them.
 *
 * @param fresh Parquet file of the new source, with its days and its number of rows
 * @returns null where fewer rows are found again than is worth telling
 */
export async function overlapWith(
  duck: Duck,
  fresh: Pick<OtherSales, 'path' | 'firstDay' | 'lastDay'> & { readonly rows: number },
  others: readonly OtherSales[],
): Promise<Overlap | null> {
  const { firstDay, lastDay, rows } = fresh;
  if (firstDay === null || lastDay === null || rows === 0) return null;
  const near = others.filter(
    (other) =>
      other.firstDay !== null &&
      other.lastDay !== null &&
      other.firstDay <= lastDay &&
      other.lastDay >= firstDay,
  );
  if (near.length === 0) return null;
  const matching = await rowsInCommon(duck, fresh.path, near);
  if (matching < TOLD_SHARE * rows) return null;
  const found: { source: string; matching: number }[] = [];
  if (near.length === 1) found.push({ source: near[0].source, matching });
  else
    for (const other of near)
      found.push({ source: other.source, matching: await rowsInCommon(duck, fresh.path, [other]) });
  found.sort((a, b) => b.matching - a.matching);
  // Where one source explains it, the others that share a row or two are beside the point.
  const explains = found[0].matching >= COPY_SHARE * matching;
  const sources = explains ? found.slice(0, 1) : found.filter((entry) => entry.matching > 0);
  return { sources: sources.map(({ source }) => source), matching, share: matching / rows };
}

/** Rows of one file that can be paired off with rows of others. */
async function rowsInCommon(
  duck: Duck,
  path: string,
  others: readonly OtherSales[],
): Promise<number> {
  const first = others.map(({ firstDay }) => firstDay ?? '').sort()[0];
  const last =
    others
      .map(({ lastDay }) => lastDay ?? '')
      .sort()
      .at(-1) ?? '';
  const files = quotedList(others.map((other) => other.path));
  const side = (list: string, isFresh: boolean, days: string) =>
    `select day, item, location, quantity, unit_price, ${isFresh ? '1 as a, 0 as b' : '0 as a, 1 as b'}
     from read_parquet(${list}) where day between ${days}`;
  const epoch = (day: string) => `(date ${quoted(day)} - date '1970-01-01')`;
  const theirs = `${epoch(first)} and ${epoch(last)}`;
  const ours = `(select min(day) from read_parquet(${quoted(path)})) and (select max(day) from read_parquet(${quoted(path)}))`;
  // Rows of the same price pair off first; of the rest, one that names no price fits any.
  const { matching } = await duck.row<{ matching: number | null }>(`
    select sum(same + least(a_none, b_some) + least(a_some, b_none))::bigint as matching from (
      select sum(least(a, b)) as same,
        coalesce(sum(greatest(a - b, 0)) filter (unit_price is null), 0) as a_none,
        coalesce(sum(greatest(a - b, 0)) filter (unit_price is not null), 0) as a_some,
        coalesce(sum(greatest(b - a, 0)) filter (unit_price is null), 0) as b_none,
        coalesce(sum(greatest(b - a, 0)) filter (unit_price is not null), 0) as b_some
      from (
        select day, item, location, quantity, unit_price, sum(a) as a, sum(b) as b
        from (${side(quoted(path), true, theirs)} union all ${side(files, false, ours)})
        group by day, item, location, quantity, unit_price)
      group by day, item, location, quantity)`);
  return matching ?? 0;
}
