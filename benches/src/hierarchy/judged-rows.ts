import {
  type ErrorRow,
  type JudgedForecast,
  pairedComparison,
  summariseErrors,
  windowErrors,
} from '@stockwright/core/forecast';
import { createDice } from '@stockwright/core/maths';
import { PROBABILITIES } from '../forecast/method-run.js';
import type { BenchRow } from '../harness/bench-shape.js';
import { BASE } from './compared-methods.js';
import { levelName, type SummedSales } from './summed-sales.js';

/** Judged forecasts of one method: a row per node and window, and what it weighs. */
export interface Judged {
  readonly rows: ErrorRow[];
  readonly weights: number[];
}

/** Days before the origin whose units weigh a node, as in M5. */
const WEIGHT_DAYS = 28;

/** Judges one window's forecasts of all nodes. */
export function judgeWindow(
  { sales, days }: SummedSales,
  forecasts: readonly JudgedForecast[],
  window: number,
  origin: number,
  horizon: number,
  into: Judged,
): void {
  forecasts.forEach((forecast, node) => {
    const own = sales.subarray(node * days, (node + 1) * days);
    const history = own.subarray(0, origin);
    const actual = own.subarray(origin, origin + horizon);
    const errors = windowErrors(history, actual, forecast, createDice('pit', node, window));
    into.rows.push({ ...errors, series: node, window });
    into.weights.push(own.subarray(origin - WEIGHT_DAYS, origin).reduce((a, b) => a + b, 0));
  });
}

/** WRMSSE and WSPL of each level and of all, and each method over the base forecasts. */
export function rowsOfLevels(data: SummedSales, judged: ReadonlyMap<string, Judged>): BenchRow[] {
  const { hierarchy, name } = data;
  const parts = hierarchy.levels.map(({ first, count }, level) => ({
    set: `${name}, ${levelName(hierarchy, level)}`,
    holds: ({ series }: ErrorRow) => series >= first && series < first + count,
  }));
  // Every level sells the same units, so each counts the same in all of them.
  const all = { set: `${name}, all levels`, holds: () => true };
  const base = judged.get(BASE);
  return [...parts, all].flatMap(({ set, holds }) =>
    [...judged].flatMap(([method, given]) => {
      const mine = chosen(given, holds);
      const isCompared = base && method !== BASE && holds === all.holds;
      const theirs = isCompared ? chosen(base, holds) : null;
      return levelRows(set, method, mine, theirs);
    }),
  );
}

function chosen({ rows, weights }: Judged, holds: (row: ErrorRow) => boolean): Judged {
  return { rows: rows.filter(holds), weights: weights.filter((_, i) => holds(rows[i])) };
}

function levelRows(set: string, method: string, ours: Judged, base: Judged | null): BenchRow[] {
  const { rmsse, spl, coverage95 } = summariseErrors(ours.rows, PROBABILITIES, ours.weights);
  const about = { set, method, unit: '1' };
  const rows: BenchRow[] = [{ ...about, metric: 'WRMSSE', value: rmsse }];
  if (!Number.isNaN(spl))
    rows.push(
      { ...about, metric: 'WSPL', value: spl },
      { ...about, metric: 'coverage95', value: coverage95 },
    );
  if (base) {
    rows.push(overBase(about, 'WRMSSE', ours, base, ({ rmsse }) => rmsse));
    if (!Number.isNaN(spl)) rows.push(overBase(about, 'WSPL', ours, base, ({ spl }) => spl));
  }
  return rows;
}

function overBase(
  about: Pick<BenchRow, 'set' | 'method' | 'unit'>,
  metric: string,
  ours: Judged,
  base: Judged,
  scoreOf: (row: ErrorRow) => number,
): BenchRow {
  const { ratio, ratioInterval } = pairedComparison(
    ours.rows,
    ours.rows.map(scoreOf),
    base.rows.map(scoreOf),
    ours.weights,
  );
  return {
    ...about,
    metric: `${metric} over that of base`,
    value: ratio,
    ...(ratioInterval.every(Number.isFinite) && { ci95: ratioInterval }),
  };
}
