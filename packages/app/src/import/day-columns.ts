import { quoted } from '../history/duck.js';
import { Problem } from '../problem.js';

/** The ways a day may be written. */
export type DayForm =
  | 'yearFirst'
  | 'dotted'
  | 'chinese'
  | 'compact'
  | 'parts'
  | 'named'
  | 'serial'
  | 'other';

/** What the whole column shows. */
export interface DaySurvey {
  readonly forms: Readonly<Record<DayForm, number>>;
  /** Rows of `parts` whose first number is above 12: only a day can be. */
  readonly firstAbove12: number;
  readonly secondAbove12: number;
  readonly dotParts: number;
  /** Signs between the numbers, per form: `-`, `/`, `.` or a space, the commonest first. */
  readonly signs: { readonly yearFirst: readonly string[]; readonly parts: readonly string[] };
  readonly example: string | null;
}

/** The one decision about a column of days. */
export interface DayDecision {
  readonly forms: readonly DayForm[];
  /** Order of the numbers in `parts`. */
  readonly order: 'dmy' | 'mdy' | null;
  /** A pattern given by the user; it alone counts. */
  readonly pattern: string | null;
  /** Signs that stand between the numbers of `yearFirst` and `parts`, to tell what was seen. */
  readonly signs: DaySurvey['signs'];
  readonly why: 'only reading' | 'decided by the column' | 'dots mean day first' | 'given';
}

const ISO_LIKE = (x: string) =>
  `(substr(${x}, 5, 1) in ('-', '/') and try_cast(${x} as timestamp) is not null)`;
const SIGNS = ['-', '/', '.', ' '] as const;
const PARTS = '^(\\d{1,2})[/.\\- ](\\d{1,2})[/.\\- ](\\d{4}|\\d{2})([ T].*)?$';

/** The form of a text, as SQL. The commonest form is tried first and by itself. */
const formOf = (x: string) => `case
  when ${x} is null then null
  when ${ISO_LIKE(x)} then 'yearFirst'
  when regexp_full_match(${x}, '(19|20)\\d{6}(\\d{6})?') then 'compact'
  when regexp_full_match(${x}, '\\d{5}([.]\\d+)?') and try_cast(${x} as double) between 20000 and 80000 then 'serial'
  when regexp_matches(${x}, '^\\d{4}[.]\\d{1,2}[.]\\d{1,2}') then 'dotted'
  when regexp_matches(${x}, '^\\d{4}年\\d{1,2}月\\d{1,2}') then 'chinese'
  when regexp_matches(${x}, '${PARTS}') then 'parts'
  when regexp_matches(${x}, '[A-Za-z]{3}') and ${namedDay(x)} is not null then 'named'
  else 'other' end`;

/** SQL that surveys a column of the staged table; `row` of it is a DaySurvey once parsed. */
export function daySurveySql(column: string, stage: string): string {
  const count = (form: DayForm) => `count(*) filter (form = '${form}') as ${form}`;
  const sign = (form: DayForm, text: string) =>
    `count(*) filter (form = '${form}' and sign = '${text}') as "${form}${text}"`;
  const signs = (form: 'yearFirst' | 'parts') => SIGNS.map((text) => sign(form, text)).join(', ');
  return `select ${(['yearFirst', 'dotted', 'chinese', 'compact', 'parts', 'named', 'serial', 'other'] as const).map(count).join(', ')},
      count(*) filter (a > 12) as "firstAbove12", count(*) filter (b > 12) as "secondAbove12",
      count(*) filter (form = 'parts' and contains(left(x, 6), '.')) as "dotParts",
      ${signs('yearFirst')}, ${signs('parts')},
      any_value(x) filter (form = 'parts') as example
    from (select x, form,
        case when form = 'yearFirst' then substr(x, 5, 1)
          when form = 'parts' then left(ltrim(x, '0123456789'), 1) end as sign,
        case when form = 'parts' then regexp_extract(x, '${PARTS}', 1)::integer end as a,
        case when form = 'parts' then regexp_extract(x, '${PARTS}', 2)::integer end as b
      from (select ${column} as x, ${formOf(column)} as form from ${stage}))`;
}

/** The row of `daySurveySql` as a survey. */
export function daySurvey(row: Readonly<Record<string, unknown>>): DaySurvey {
  const number = (name: string) => Number(row[name]);
  const signs = (form: 'yearFirst' | 'parts') =>
    SIGNS.filter((sign) => number(`${form}${sign}`) > 0).sort(
      (a, b) => number(`${form}${b}`) - number(`${form}${a}`),
    );
  return {
    forms: {
      yearFirst: number('yearFirst'),
      dotted: number('dotted'),
      chinese: number('chinese'),
      compact: number('compact'),
      parts: number('parts'),
      named: number('named'),
      serial: number('serial'),
      other: number('other'),
    },
    firstAbove12: number('firstAbove12'),
    secondAbove12: number('secondAbove12'),
    dotParts: number('dotParts'),
    signs: { yearFirst: signs('yearFirst'), parts: signs('parts') },
    example: typeof row.example === 'string' ? row.example : null,
  };
}

/**
 * Decides once for a column how its days are read. A form counts when it makes up at least `threshold`
 * of the column; the strays of another form are set aside row by row, since guessing a single
 * "03/04/2011" among ISO dates would be a coin toss. Day or month first follows from numbers above 12.
 *
 * @throws Problem `import.ambiguousDates` when nothing decides between day and month first, or
 *   `import.badDateFormat`
 */
export function decideDays(
  survey: DaySurvey,
  given: string | undefined,
  threshold: number,
  where: { readonly file: string; readonly column: string },
): DayDecision {
  const { signs } = survey;
  const asked = given === undefined ? null : dateFormat(given);
  if (asked?.pattern)
    return { forms: ['other'], order: null, pattern: asked.pattern, signs, why: 'given' };
  const total = Object.values(survey.forms).reduce((a, b) => a + b, 0);
  const forms = (Object.keys(survey.forms) as DayForm[]).filter(
    (form) => form !== 'other' && survey.forms[form] > 0 && survey.forms[form] >= threshold * total,
  );
  if (!forms.includes('parts'))
    return { forms, order: asked?.order ?? null, pattern: null, signs, why: 'only reading' };
  if (asked?.order) return { forms, order: asked.order, pattern: null, signs, why: 'given' };
  const { firstAbove12, secondAbove12 } = survey;
  const parts = survey.forms.parts;
  if (Math.max(firstAbove12, secondAbove12) > 0) {
    const order = firstAbove12 >= secondAbove12 ? 'dmy' : 'mdy';
    if (Math.min(firstAbove12, secondAbove12) <= threshold * parts)
      return { forms, order, pattern: null, signs, why: 'decided by the column' };
  } else if (survey.dotParts === parts)
    return { forms, order: 'dmy', pattern: null, signs, why: 'dots mean day first' };
  throw new Problem('import.ambiguousDates', { ...where, example: survey.example ?? '' });
}

/** Reads `dmy`, `DD/MM/YYYY`, `m-d-y` or a strptime pattern. @throws Problem `import.badDateFormat` */
export function dateFormat(text: string): { order: 'dmy' | 'mdy' | null; pattern: string | null } {
  if (text.includes('%')) {
    if (/%[YymdBbjHMSpIfz]/.test(text)) return { order: null, pattern: text };
  } else {
    const order = text
      .toLowerCase()
      .replace(/[^dmy]/g, '')
      .replace(/(.)\1+/g, '$1');
    if (order === 'dmy' || order === 'mdy') return { order, pattern: null };
    if (order === 'ymd') return { order: null, pattern: null };
  }
  throw new Problem('import.badDateFormat', { format: text });
}

function namedDay(x: string): string {
  const formats = [
    '%d %b %Y',
    '%d-%b-%Y',
    '%d %B %Y',
    '%b %d, %Y',
    '%B %d, %Y',
    '%d-%b-%y',
    '%b %d %Y',
    '%d %b %Y %H:%M',
    '%d-%b-%Y %H:%M',
    '%d-%b-%Y %H:%M:%S',
  ];
  return `try_strptime(${x}, [${formats.map(quoted).join(', ')}])`;
}

/** A timestamp (local time as written; an offset behind it is dropped), or null, as SQL. */
export function timestampSql(x: string, { forms, order, pattern }: DayDecision): string {
  if (pattern) return `try_strptime(${x}, ${quoted(pattern)})`;
  const readings: Partial<Record<DayForm, string>> = {
    yearFirst: `case when substr(${x}, 5, 1) in ('-', '/') then try_cast(${x} as timestamp) end`,
    compact: `case when regexp_full_match(${x}, '(19|20)\\d{6}(\\d{6})?') then coalesce(try_strptime(${x}, '%Y%m%d'), try_strptime(${x}, '%Y%m%d%H%M%S')) end`,
    serial: `case when regexp_full_match(${x}, '\\d{5}([.]\\d+)?') then timestamp '1899-12-30' + to_seconds(round(try_cast(${x} as double) * 86400)) end`,
    dotted: `try_cast(regexp_replace(${x}, '^(\\d{4})[.](\\d{1,2})[.](\\d{1,2})', '\\1-\\2-\\3') as timestamp)`,
    chinese: withTime(
      `trim(regexp_replace(${x}, '^(\\d{4})年(\\d{1,2})月(\\d{1,2})[日号]?\\s*', '\\1-\\2-\\3 '))`,
    ),
    parts: withTime(partsToIso(x, order ?? 'dmy')),
    named: namedDay(x),
  };
  const chain = forms.map((form) => readings[form]).filter((sql) => sql !== undefined);
  return chain.length === 0 ? 'null::timestamp' : `coalesce(${chain.join(', ')})`;
}

/** Two-digit years are of this century. */
function partsToIso(x: string, order: 'dmy' | 'mdy'): string {
  const [day, month] = order === 'dmy' ? ['\\1', '\\2'] : ['\\2', '\\1'];
  const long = `regexp_replace(${x}, '^(\\d{1,2})[/.\\- ](\\d{1,2})[/.\\- ](\\d{4})', '\\3-${month}-${day}')`;
  return `case when substr(${long}, 5, 1) = '-' then ${long}
    else regexp_replace(${x}, '^(\\d{1,2})[/.\\- ](\\d{1,2})[/.\\- ](\\d{2})', '20\\3-${month}-${day}') end`;
}

/** An ISO day with a time of day in one of the ways people write it. */
function withTime(iso: string): string {
  const clock = `regexp_replace(${iso}, '(\\d{1,2})[时点](\\d{1,2})分?((\\d{1,2})秒)?', '\\1:\\2')`;
  return `coalesce(try_cast(${clock} as timestamp),
    try_strptime(${iso}, ['%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I:%M %p']))`;
}

const FORM_WORDS: Readonly<Record<Exclude<DayForm, 'yearFirst' | 'parts' | 'other'>, string>> = {
  dotted: 'YYYY.MM.DD',
  chinese: 'YYYY年MM月DD日',
  compact: 'YYYYMMDD',
  named: 'D Mon YYYY',
  serial: 'Excel serial number',
};

/** The decision in a few words that need no translation, for reports: every way of writing that is read. */
export function dayForms({ forms, order, pattern, signs }: DayDecision): string[] {
  if (pattern) return [pattern];
  const parts = order === 'mdy' ? ['MM', 'DD', 'YYYY'] : ['DD', 'MM', 'YYYY'];
  return forms.flatMap((form) => {
    if (form === 'other') return [];
    if (form === 'yearFirst') return signs.yearFirst.map((sign) => ['YYYY', 'MM', 'DD'].join(sign));
    if (form === 'parts') return signs.parts.map((sign) => parts.join(sign));
    return [FORM_WORDS[form]];
  });
}
