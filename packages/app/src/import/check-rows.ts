import { formatDay } from '@stockwright/core/units';
import { type Duck, quoted } from '../history/duck.js';
import { type RejectReason, rejectReasons } from '../messages/import-problems.js';
import type { Language } from '../messages/language.js';
import type { FileReport, ReportedReject } from './import-report.js';
import { TYPED } from './typed-rows.js';

export interface RowCheck {
  /** Rows below the header that are not blank. */
  readonly rows: number;
  readonly rejected: number;
  readonly repeated: number;
  readonly rejects: readonly ReportedReject[];
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

/** Field of a kind that dates its rows, where it has one. */
export const DATED: Readonly<Record<string, string | undefined>> = {
  sales: 'day',
  stock: 'day',
  prices: 'validFrom',
  events: 'fromDay',
  promotions: 'fromDay',
  drivers: 'day',
  successions: 'fromDay',
  onOrder: 'arriveOn',
};

/** Goes over all typed rows once and counts what is good and what is not, and why. */
export async function checkRows(duck: Duck, dayField: string | undefined): Promise<RowCheck> {
  const day = dayField ? `"${dayField}"` : 'null::integer';
  const groups = await duck.rows<{
    error: string | null;
    count: number;
    repeated: number;
    row: number;
    wrong: string | null;
    first: number | null;
    last: number | null;
  }>(`
    select error, count(*) as count, count(*) filter ("isRepeated") as repeated, min("row") as "row",
      arg_min(wrong, "row") as wrong, min(${day}) as first, max(${day}) as last
    from ${TYPED} group by error`);
  const good = groups.find((group) => group.error === null);
  const rejects = groups
    .filter((group) => group.error !== null)
    .map((group): ReportedReject => {
      const [field, reason] = (group.error ?? '').split('|');
      return {
        field,
        reason: reason as RejectReason,
        count: group.count,
        firstRow: group.row,
        value: group.wrong,
      };
    })
    .sort((a, b) => b.count - a.count || a.firstRow - b.firstRow);
  const rejected = rejects.reduce((sum, { count }) => sum + count, 0);
  return {
    rows: rejected + (good?.count ?? 0),
    rejected,
    repeated: good?.repeated ?? 0,
    rejects,
    firstDay: good?.first == null ? null : formatDay(good.first),
    lastDay: good?.last == null ? null : formatDay(good.last),
  };
}

/**
 * Writes the rows set aside as CSV: file row, field, reason in words, the text at fault and the raw row,
 * in the order of the file.
 *
 * @param most rows written at most
 */
export async function writeRejects(
  duck: Duck,
  path: string,
  language: Language,
  most: number,
): Promise<void> {
  const words = Object.entries(rejectReasons).map(
    ([reason, text]) => `${quoted(reason)}: ${quoted(text[language])}`,
  );
  await duck.run(`copy (
      select "row", split_part(error, '|', 1) as field, map {${words.join(', ')}}[split_part(error, '|', 2)] as reason,
        wrong as value, raw
      from ${TYPED} where error is not null order by "row" limit ${most}
    ) to ${quoted(path)} (format csv, header true)`);
}

/** The first good rows as read, for a person to look at. */
export async function firstRows(
  duck: Duck,
  names: readonly string[],
  dayFields: ReadonlySet<string>,
): Promise<FileReport['firstRows']> {
  const shown = names.map((name) =>
    dayFields.has(name)
      ? `(date '1970-01-01' + "${name}")::varchar as "${name}"`
      : `case when "${name}" is not null then "${name}"::varchar end as "${name}"`,
  );
  return duck.rows(
    `select "row", ${shown.join(', ')} from ${TYPED} where error is null order by "row" limit 5`,
  );
}
