/** The decimal sign of a column of numbers. */
export type DecimalSign = '.' | ',';

/** What the whole column shows. */
export interface NumberSurvey {
  /** Values that can only have a decimal point: "2.5", "1,234.50". */
  readonly points: number;
  /** Values that can only have a decimal comma: "2,5", "1.234,50". */
  readonly commas: number;
}

export interface NumberDecision {
  readonly sign: DecimalSign;
  readonly why: 'only reading' | 'decided by the column' | 'given';
}

const FULL_WIDTH = '０１２３４５６７８９．，－';
const PLAIN = '0123456789.,-';
const MARKS =
  "[\\s\\x{a0}\\x{202f}'’£$€¥￥₹元円]|^(USD|GBP|EUR|CNY|RMB|JPY)|(USD|GBP|EUR|CNY|RMB|JPY)$";

/** Signs of money, spaces and full-width digits gone; (5) and 5- are −5. */
function cleaned(x: string): string {
  const bare = `regexp_replace(translate(${x}, '${FULL_WIDTH}', '${PLAIN}'), '${MARKS.replaceAll("'", "''")}', '', 'g')`;
  return `regexp_replace(regexp_replace(${bare}, '^[(](.*)[)]$', '-\\1'), '^([^-]+)-$', '-\\1')`;
}

const isPlainNumber = (x: string) => `regexp_full_match(${x}, '[-+]?\\d+')`;

/** SQL that surveys a column of the staged table. Whole numbers, the commonest case, say nothing. */
export function numberSurveySql(column: string, stage: string): string {
  return `select
      count(*) filter (regexp_full_match(y, '[-+]?\\d*[.](\\d{1,2}|\\d{4,})') or regexp_full_match(y, '[-+]?\\d{1,3}(,\\d{3})+[.]\\d+')) as points,
      count(*) filter (regexp_full_match(y, '[-+]?\\d*,(\\d{1,2}|\\d{4,})') or regexp_full_match(y, '[-+]?\\d{1,3}([.]\\d{3})+,\\d+')) as commas
    from (select case when contains(${column}, ',') then ${cleaned(column)} else ${column} end as y from ${stage}
      where contains(${column}, '.') or contains(${column}, ','))`;
}

export function decideNumbers(
  survey: NumberSurvey,
  given: DecimalSign | undefined,
): NumberDecision {
  if (given) return { sign: given, why: 'given' };
  if (survey.commas > survey.points) return { sign: ',', why: 'decided by the column' };
  return { sign: '.', why: survey.commas > 0 ? 'decided by the column' : 'only reading' };
}

/**
 * A number with four decimals, or null, as SQL. Groups of thousands are taken out only where they are
 * groups of three: "1,5" under a decimal point is no number rather than 15.
 */
export function numberSql(x: string, { sign }: NumberDecision): string {
  const [group, point] = sign === '.' ? [',', '[.]'] : ['[.]', ','];
  const y = cleaned(x);
  const grouped = `case
    when regexp_full_match(${y}, '[-+]?\\d*(${point}\\d+)?([eE][-+]?\\d{1,2})?') then ${y}
    when regexp_full_match(${y}, '[-+]?\\d+${point}') then ${y}
    when regexp_full_match(${y}, '[-+]?\\d{1,3}(${group}\\d{3})+(${point}\\d*)?') then replace(${y}, '${sign === '.' ? ',' : '.'}', '')
    end`;
  const careful = `try_cast(${sign === '.' ? grouped : `replace(${grouped}, ',', '.')`} as decimal(18, 4))`;
  // Most values are plain; the patterns are for the others.
  const plain =
    sign === '.'
      ? `case when not contains(${x}, '_') then try_cast(${x} as decimal(18, 4)) end`
      : `case when ${isPlainNumber(x)} then try_cast(${x} as decimal(18, 4)) end`;
  return `coalesce(${plain}, ${careful})`;
}
