import { join } from 'node:path';
import { type Duck, quoted } from '../history/duck.js';
import type { RejectReason } from '../messages/import-problems.js';
import {
  type DayDecision,
  daySurvey,
  daySurveySql,
  decideDays,
  timestampSql,
} from './day-columns.js';
import type { FieldColumn, Header } from './header.js';
import type { Field } from './kinds.js';
import { kinds } from './kinds.js';
import type { FileMapping } from './mapping.js';
import {
  decideNumbers,
  type NumberDecision,
  numberSql,
  numberSurveySql,
} from './number-columns.js';
import { STAGE } from './stage-table.js';
import {
  COUNTRY_CODES,
  CURRENCIES,
  LOCATION_KINDS,
  NO,
  NOTHING,
  WEEKDAY_NUMBERS,
  YES,
} from './words.js';

/** How each column of days and numbers is read: one decision per column. */
export interface ColumnDecisions {
  readonly days: ReadonlyMap<string, DayDecision>;
  readonly numbers: ReadonlyMap<string, NumberDecision>;
}

const isNumber = (field: Field) => ['pieces', 'money', 'number'].includes(field.type);

/** The text of a field, null where there is none, as SQL over the staged table. */
function textOf({ field, column, name }: FieldColumn): string {
  if (column === null) return `${quoted(name)}::varchar`;
  if (field.type === 'text') return `c${column}`;
  return `case when c${column} not in (${NOTHING.map(quoted).join(', ')}) then c${column} end`;
}

/**
 * Looks at every column of days and numbers as a whole and decides how it is read.
 *
 * @throws Problem `import.ambiguousDates` or `import.badDateFormat`
 */
export async function decideColumns(
  duck: Duck,
  header: Header,
  mapping: FileMapping,
  threshold: number,
  fileName: string,
): Promise<ColumnDecisions> {
  const days = new Map<string, DayDecision>();
  const numbers = new Map<string, NumberDecision>();
  for (const entry of header.columns) {
    const { field, name } = entry;
    const column = `${STAGE}_${field.name}`;
    const survey = `(select ${textOf(entry)} as ${column} from ${STAGE})`;
    if (field.type === 'day') {
      const row = await duck.row<Record<string, unknown>>(daySurveySql(column, survey));
      const where = { file: fileName, column: name };
      days.set(field.name, decideDays(daySurvey(row), mapping.dateFormat, threshold, where));
    } else if (isNumber(field)) {
      const row = await duck.row<{ points: number; commas: number }>(
        numberSurveySql(column, survey),
      );
      numbers.set(field.name, decideNumbers(row, mapping.decimalSign));
    }
  }
  return { days, numbers };
}

const map = (entries: Iterable<readonly [string, string]>) =>
  `map {${[...entries].map(([key, value]) => `${quoted(key)}: ${quoted(value)}`).join(', ')}}`;

/** First step: the parsed value `p_…` of a field's text `x_…`. */
function parsed(field: Field, decisions: ColumnDecisions, mapping: FileMapping): string {
  const x = `x_${field.name}`;
  switch (field.type) {
    case 'code':
      return field.name === 'item' && mapping.upperCaseItems ? `upper(${x})` : x;
    case 'text':
      return `left(${x}, 500)`;
    case 'pieces':
    case 'money':
    case 'number':
      return numberSql(x, decisions.numbers.get(field.name) ?? { sign: '.', why: 'only reading' });
    case 'day': {
      const decision = decisions.days.get(field.name);
      return decision ? timestampSql(x, decision) : 'null::timestamp';
    }
    case 'time':
      return `coalesce(try_cast(${x} as time), try_cast(try_strptime(${x}, ['%I:%M %p', '%I:%M:%S %p', '%H%M']) as time))`;
    case 'flag':
      return `case when lower(${x}) in (${YES.map(quoted).join(', ')}) then true
        when lower(${x}) in (${NO.map(quoted).join(', ')}) then false end`;
    case 'currency':
      return `case when regexp_full_match(upper(${x}), '[A-Z]{3}') and upper(${x}) <> 'RMB' then upper(${x})
        else ${map(Object.entries(CURRENCIES))}[upper(${x})] end`;
    case 'country':
      return `${map(COUNTRY_CODES)}[lower(${x})]`;
    case 'weekdays': {
      const names = [...WEEKDAY_NUMBERS.keys()].map(quoted).join(', ');
      const part = `case when regexp_full_match(part, '[a-z]{3,}') then left(part, 3) else part end`;
      return `case when len(list_filter(regexp_split_to_array(lower(${x}), '[\\s,;|/、，；]+'),
        lambda part: not list_contains([${names}], ${part}))) = 0 then ${x} end`;
    }
    case 'locationKind':
      return `${map(Object.entries(LOCATION_KINDS))}[lower(${x})]`;
  }
}

const NOT_READ: Readonly<Partial<Record<Field['type'], RejectReason>>> = {
  pieces: 'notANumber',
  money: 'notANumber',
  number: 'notANumber',
  day: 'notADay',
  time: 'notATime',
  flag: 'notAFlag',
  currency: 'notACurrency',
  country: 'notACountry',
  weekdays: 'notWeekdays',
  locationKind: 'notALocationKind',
};

const LONGEST_CODE = 200;

/** Conditions under which a row is set aside because of a field, as SQL, with their reasons. */
function checks(field: Field): [condition: string, reason: RejectReason][] {
  const x = `x_${field.name}`;
  const p = `p_${field.name}`;
  const list: [string, RejectReason][] = [];
  if (field.required) list.push([`${x} is null`, 'missing']);
  if (isNumber(field))
    list.push([`${p} is null and regexp_full_match(${x}, '[-+]?\\d{15,}')`, 'outOfRange']);
  const notRead = NOT_READ[field.type];
  if (notRead) list.push([`${x} is not null and ${p} is null`, notRead]);
  if (field.type === 'code') list.push([`length(${x}) > ${LONGEST_CODE}`, 'tooLong']);
  if (field.type === 'pieces') {
    list.push([`${p} <> trunc(${p})`, 'notWhole']);
    list.push([`abs(${p}) > 2147483647`, 'outOfRange']);
  }
  if (field.type === 'day') list.push([`year(${p}) not between 1900 and 2200`, 'outOfRange']);
  if (field.min !== undefined) list.push([`${p} < ${field.min}`, 'tooSmall']);
  return list;
}

/** A field's value in its final type; a day becomes an epoch day. */
function value(field: Field): string {
  const p = `p_${field.name}`;
  if (field.type === 'pieces') return `try_cast(${p} as integer)`;
  if (field.type === 'day') return `date_diff('day', date '1970-01-01', ${p}::date)::integer`;
  return p;
}

/** What a kind adds to the plain reading of fields. */
export interface Extras {
  /** Steps on the way to values, so that each is computed once: name → SQL over `x_…`, read as `p_…`. */
  readonly parsed?: Readonly<Record<string, string>>;
  /** Further values: name → SQL over `x_…` and `p_…`. */
  readonly values?: Readonly<Record<string, string>>;
  /** Further conditions: SQL over the finished values, field and reason. */
  readonly checks?: readonly (readonly [condition: string, field: string, reason: RejectReason])[];
}

export const TYPED = 'typed';

/** Name of the finished values: the fields that have a column, then the kind's extras. */
export function valueNames(header: Header, extras: Extras): string[] {
  return [
    ...new Set([
      ...header.columns.map(({ field }) => field.name),
      ...Object.keys(extras.values ?? {}),
    ]),
  ];
}

/**
 * Reads all staged rows into the view `typed`: "row", a column per value, `error` ("field|reason", null
 * for a good row), `wrong` (the text at fault), `raw` (a bad row as it stood) and `isRepeated` (says the
 * same as an earlier row of the same key, and is passed over). Its rows lie in a Parquet file in `folder`,
 * in the order of the file: reading text is the dear part, and several looks follow.
 */
export async function typeRows(
  duck: Duck,
  header: Header,
  decisions: ColumnDecisions,
  mapping: FileMapping,
  extras: Extras,
  folder: string,
): Promise<void> {
  const fields = header.columns.map(({ field }) => field);
  const own = fields.filter((field) => extras.values?.[field.name] === undefined);
  const values = [
    ...own.map((field) => `${value(field)} as "${field.name}"`),
    ...Object.entries(extras.values ?? {}).map(([name, sql]) => `${sql} as "${name}"`),
  ];
  const broken = [
    ...fields.flatMap((field) =>
      checks(field).map(
        ([condition, reason]) => `when ${condition} then '${field.name}|${reason}'`,
      ),
    ),
  ];
  const wrong = fields.map((field) => `when '${field.name}' then x_${field.name}`);
  const further = (extras.checks ?? []).map(
    ([condition, field, reason]) => `when ${condition} then '${field}|${reason}'`,
  );
  const steps = [
    ...fields.map((field) => `${parsed(field, decisions, mapping)} as p_${field.name}`),
    ...Object.entries(extras.parsed ?? {}).map(([name, sql]) => `${sql} as p_${name}`),
  ];
  const chained = (first: string, branches: readonly string[]) =>
    branches.length === 0 ? first : `coalesce(${first}, case ${branches.join(' ')} end)`;
  const body = `
    select *, case split_part(error, '|', 1) ${wrong.join(' ')} end as wrong from (
      select * exclude (error), ${chained('error', further)} as error from (
        select *, ${values.join(', ')} from (
          select *, ${chained("'row|' || fault", broken)} as error from (
            select *, ${steps.join(', ')} from (
              select *, ${header.columns.map((entry) => `${textOf(entry)} as x_${entry.field.name}`).join(', ')}
              from ${STAGE})))))`;
  const names = valueNames(header, extras);
  const key = kinds[header.kind].key.filter((name) => names.includes(name));
  const raw = header.names.map((_, i) => `coalesce(c${i}, '')`).join(', ');
  const finished =
    key.length === 0
      ? `select *, false as "isRepeated" from (${body})`
      : onceEach(body, key, names);
  const path = quoted(join(folder, 'typed.parquet'));
  await duck.run(`copy (
      select "row", ${names.map((name) => `"${name}"`).join(', ')}, error, "isRepeated",
        case when error is not null then wrong end as wrong,
        case when error is not null then concat_ws(',', ${raw}) end as raw
      from (${finished})
    ) to ${path} (format parquet, compression lz4_raw)`);
  await duck.run(`create or replace view ${TYPED} as select * from read_parquet(${path})`);
}

/** Of rows with the same key the first counts: others say the same and are passed over, or are wrong. */
function onceEach(body: string, key: readonly string[], names: readonly string[]): string {
  const all = `row(${names.map((name) => `"${name}"`).join(', ')})`;
  const window = `(partition by error is null, ${key.map((name) => `"${name}"`).join(', ')} order by "row")`;
  return `
    select * exclude (error, wrong, nth, says, said),
      coalesce(error, case when nth > 1 and says <> said then '${key[0]}|sameTwice' end) as error,
      coalesce(wrong, case when nth > 1 and says <> said then "${key[0]}"::varchar end) as wrong,
      error is null and nth > 1 and says = said as "isRepeated"
    from (select *, row_number() over ${window} as nth, ${all}::varchar as says,
        first_value(${all}::varchar) over ${window} as said from (${body}))`;
}
