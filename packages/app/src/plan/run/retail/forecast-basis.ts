import { DAY_STATE, uncensorDemand } from '@stockwright/core/forecast';
import type { TaskSeries } from '../planning-task.js';
import type { BasisSeries, RetailTold } from './retail-facts.js';

/** The history that a forecast is made from, and what was done to it. */
export interface ForecastBasis extends BasisSeries {
  readonly told: readonly RetailTold[];
}

/**
 * The history to forecast from: with that of its predecessors where it has some, and with the demand to be
 * expected of each day that ended sold out in place of the pieces that were there to sell. Days without
 * stock and without sales stay unobserved.
 */
export function forecastBasis(series: TaskSeries): ForecastBasis {
  const { retail, shapes } = series;
  const basis = retail?.basis ?? {
    firstDay: series.firstDay,
    demand: series.demand,
    observed: series.observed,
    exposure: shapes.exposure,
  };
  const soldOut = retail?.soldOut;
  if (!soldOut) return { ...basis, told: [] };
  const shift = series.firstDay - basis.firstDay;
  const states = Uint8Array.from(basis.observed, (seen) =>
    seen === 0 ? DAY_STATE.hidden : DAY_STATE.shown,
  );
  for (const day of soldOut) states[day + shift] = DAY_STATE.atLeast;
  const { expected } = uncensorDemand(basis.demand, states, {
    firstDay: basis.firstDay,
    weekdayShape: shapes.weekdayShape,
  });
  const demand = Float64Array.from(basis.demand);
  let pieces = 0;
  for (const day of soldOut) {
    pieces += expected[day + shift] - demand[day + shift];
    demand[day + shift] = expected[day + shift];
  }
  return {
    ...basis,
    demand,
    told: [{ code: 'soldOutDays', facts: { days: soldOut.length, pieces } }],
  };
}
