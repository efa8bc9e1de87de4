import {
  type EvaluatedSeries,
  type EvaluationSet,
  fromFirstSale,
  rollingTasks,
} from './evaluation-set.js';
import { numbersOf, type Table, trimmed } from './table.js';

const MONTH = /^(\d{4})-(\d{2})$/;

/** One name and then months: demand for spare parts, blank where it was not recorded. */
export const isParts = ({ header }: Table): boolean =>
  header.length > 12 && header.slice(1).every((name) => MONTH.test(name));

export function readParts(table: Table): EvaluationSet {
  const [, year, month] = (MONTH.exec(table.header[1]) ?? []).map(Number);
  const firstMonth = (year - 1970) * 12 + month - 1;
  const series: EvaluatedSeries[] = [];
  for (const [part, ...fields] of table.rows()) {
    const seen = trimmed(numbersOf(fields));
    const sold = fromFirstSale(seen.values);
    if (sold)
      series.push({
        values: sold.values,
        firstStep: firstMonth + seen.begin + sold.begin,
        keys: { part },
      });
  }
  return {
    name: table.name,
    form: 'monthly parts',
    step: 'month',
    horizon: 6,
    periods: [12],
    domain: 'demand',
    counts: true,
    series,
    every: 1,
    tasks: rollingTasks(series, { count: 3, horizon: 6, minHistory: 12 }),
  };
}
