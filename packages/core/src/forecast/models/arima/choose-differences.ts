import { seasonalStrengths } from '../mstl/strength.js';
import type { TimeSeries } from '../time-series.js';
import { prepareProblem } from './arima-problem.js';
import { countDifferences } from './kpss.js';
import { difference } from './lag-polynomials.js';

/** A season stronger than this is differenced; chosen by the authors of the rule on the M3 data. */
const STRONG_SEASON = 0.64;

/** d and D of a series. */
export interface Differences {
  readonly d: number;
  readonly D: number;
}

/**
 * Chooses D by the strength of the season in an STL decomposition, then d by KPSS tests of what remains.
 * Drivers are first taken off by least squares. A difference that would make a driver constant, whose
 * coefficient could then not be told from a drift, is not taken.
 *
 * @param period 1 where there is no season
 * @see Wang, Smith & Hyndman (2006), "Characteristic-based clustering for time series data", for the strength
 */
export function chooseDifferences(
  series: TimeSeries,
  period: number,
  most: { readonly d: number; readonly D: number },
): Differences {
  const { level, begin, length } = prepareProblem(series, { d: 0, D: 0, period, constant: true });
  const driversBecomeConstant = (d: number, D: number): boolean =>
    (series.drivers ?? []).some(({ values }) => {
      const known = values.slice(begin, begin + length);
      return !isConstant(known) && isConstant(difference(known, d, D, period));
    });
  let D = 0;
  if (period > 1 && most.D > 0 && length > 2 * period) {
    const [strength] = seasonalStrengths(level, [period]);
    const remains = difference(level, 0, 1, period).some((value) => !Number.isNaN(value));
    if (strength > STRONG_SEASON && remains && !driversBecomeConstant(0, 1)) D = 1;
  }
  const observed = difference(level, 0, D, period).filter((value) => !Number.isNaN(value));
  let d = countDifferences(observed, most.d);
  while (d > 0 && driversBecomeConstant(d, D)) d -= 1;
  return { d, D };
}

function isConstant(values: Float64Array): boolean {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return !(most - least > 1e-9 * Math.max(Math.abs(most), Math.abs(least)));
}
