import type { BenchRow } from '../harness/bench-shape.js';
import { type Calibration, PIT_BINS } from './calibration.js';

/** The rows of one group of sets: how far off each method is, then its shares and its histogram. */
export function calibrationRows(
  set: string,
  counts: boolean,
  calibrations: readonly Calibration[],
): BenchRow[] {
  const rows = (
    part: string,
    valuesOf: (one: Calibration) => readonly (readonly [string, number])[],
  ): BenchRow[] =>
    calibrations.flatMap((one) =>
      valuesOf(one).map(
        ([metric, value]): BenchRow => ({
          set: `${set}${part}`,
          method: one.method,
          metric,
          unit: '1',
          value,
        }),
      ),
    );
  const byProbability =
    (share: 'below' | 'atOrBelow') =>
    ({ quantiles }: Calibration): [string, number][] =>
      quantiles.map((one) => [String(one.probability), one[share]]);
  return [
    ...rows('', (one) => [
      ['PIT distance', one.pitDistance],
      ...(counts ? [['quantile miss', one.quantileMiss] as const] : []),
      ['coverage80', one.coverage80],
      ['coverage95', one.coverage95],
      ['bias', one.bias],
      ['forecasts', one.count],
    ]),
    ...rows(': P(Y < q) at each probability', byProbability('below')),
    ...rows(': P(Y <= q) at each probability', byProbability('atOrBelow')),
    ...rows(': randomised PIT, density up to', ({ pitDensity }) =>
      pitDensity.map((density, bin) => [String((bin + 1) / PIT_BINS), density]),
    ),
  ];
}
