import type { EvaluatedSeries, EvaluationSet, Step } from './evaluation-set.js';
import { numbersOf, type Table, trimmed } from './table.js';

/** M4's frequencies, by what its file names begin with, and the seasons that its organisers used. */
const FREQUENCIES: Readonly<Record<string, { step: Step; period: number }>> = {
  yearly: { step: 'year', period: 1 },
  quarterly: { step: 'quarter', period: 4 },
  monthly: { step: 'month', period: 12 },
  weekly: { step: 'week', period: 1 },
  daily: { step: 'day', period: 1 },
  hourly: { step: 'hour', period: 24 },
};

const M4_NAME = /(yearly|quarterly|monthly|weekly|daily|hourly)[-_ ]?(train|test)/i;

/** A file of a row per series, blank after its end, beside one with the steps that came after. */
export const isM4 = (table: Table): boolean =>
  M4_NAME.test(table.name) && table.header.length > 2 && !table.header.includes('values_train');

/** Pairs the train and test files of a folder in the form of the M4 competition. */
export function readM4(tables: readonly Table[]): EvaluationSet[] {
  const parts = new Map<string, { train?: Table; test?: Table }>();
  for (const table of tables) {
    const [, frequency, part] = (M4_NAME.exec(table.name) ?? []).map((text) => text.toLowerCase());
    const pair = parts.get(frequency) ?? {};
    parts.set(frequency, { ...pair, [part]: table });
  }
  return [...parts].flatMap(([frequency, { train, test }]) => {
    if (!train || !test) return [];
    const { step, period } = FREQUENCIES[frequency];
    const came = new Map<string, Float64Array>();
    for (const [id, ...values] of test.rows()) came.set(id, trimmed(numbersOf(values)).values);
    const pairs: { id: string; known: Float64Array; came: Float64Array }[] = [];
    for (const [id, ...values] of train.rows()) {
      const known = trimmed(numbersOf(values)).values;
      const after = came.get(id);
      if (after && after.length > 0) pairs.push({ id, known, came: after });
    }
    return [competition(frequency, step, period, pairs)];
  });
}

/** M3 as Mcomp gives it: one row per series, values with blanks between them. */
export const isM3 = (table: Table): boolean =>
  table.header.includes('values_train') && table.header.includes('values_test');

export function readM3(table: Table): EvaluationSet[] {
  const at = (name: string): number => table.header.indexOf(name);
  const groups = new Map<string, { id: string; known: Float64Array; came: Float64Array }[]>();
  for (const row of table.rows()) {
    const known = numbersOf(row[at('values_train')].trim().split(/\s+/));
    const came = numbersOf(row[at('values_test')].trim().split(/\s+/));
    const frequency = row[at('period')].toLowerCase();
    const group = groups.get(frequency) ?? [];
    groups.set(frequency, group);
    group.push({ id: row[at('series')], known, came });
  }
  return [...groups].map(([frequency, pairs]) => {
    const { step, period } = FREQUENCIES[frequency] ?? { step: 'other', period: 1 };
    return competition(`${table.name} ${frequency}`, step, period, pairs);
  });
}

function competition(
  name: string,
  step: Step,
  period: number,
  pairs: readonly { id: string; known: Float64Array; came: Float64Array }[],
): EvaluationSet {
  const horizon = Math.max(...pairs.map(({ came }) => came.length));
  const whole = pairs.filter(({ came }) => came.length === horizon);
  const series = whole.map(({ id, known, came }): EvaluatedSeries => {
    const values = new Float64Array(known.length + horizon);
    values.set(known);
    values.set(came, known.length);
    return { values, firstStep: 0, keys: { series: id } };
  });
  return {
    name,
    form: 'competition',
    step,
    horizon,
    periods: period > 1 ? [period] : [],
    // Every series of M3 and M4 is positive, as a number of things that are counted or paid.
    domain: series.every(({ values }) => values.every((value) => value >= 0)) ? 'demand' : 'real',
    counts: false,
    series,
    every: 1,
    tasks: whole.map(({ known }, s) => ({ series: s, window: 0, origin: known.length, weight: 1 })),
  };
}
