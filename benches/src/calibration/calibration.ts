import {
  type ErrorRow,
  type QuantileCoverage,
  quantileMiss,
  summariseErrors,
} from '@stockwright/core/forecast';
import { type Judged, PROBABILITIES } from './judged-set.js';

/** How far a method's probabilities came true on a group of sets. */
export interface Calibration {
  readonly method: string;
  /** Forecasts judged: steps of all horizons, or totals. */
  readonly count: number;
  readonly quantiles: readonly QuantileCoverage[];
  /** Kolmogorov distance of the randomised PIT to uniform. */
  readonly pitDistance: number;
  /** Share of the PIT in each twentieth of (0, 1), over the twentieth it ought to be: 1 = right. */
  readonly pitDensity: readonly number[];
  readonly coverage80: number;
  readonly coverage95: number;
  /** The most by which P(Y < q) <= τ <= P(Y <= q) fails. */
  readonly quantileMiss: number;
  /** Mean over the windows of Σ (forecast − actual) / Σ actual. */
  readonly bias: number;
}

export const PIT_BINS = 20;

export type Kind = 'steps' | 'totals';

/** The methods' calibration on sets judged together; each forecast counts the same. */
export function calibrationsOf(
  setsOfJudged: readonly (readonly Judged[])[],
  kind: Kind,
): Calibration[] {
  return setsOfJudged[0].map(({ method }, m) =>
    calibrationOf(
      method,
      setsOfJudged.flatMap((judged) => judged[m][kind]),
    ),
  );
}

function calibrationOf(method: string, rows: readonly ErrorRow[]): Calibration {
  const summary = summariseErrors(rows, PROBABILITIES);
  const pit = rows.flatMap((row) => row.pit);
  const { quantiles, pitDistance, coverage80, coverage95, bias } = summary;
  return {
    method,
    count: pit.length,
    quantiles,
    pitDistance,
    pitDensity: densityOf(pit),
    coverage80,
    coverage95,
    quantileMiss: Math.max(...quantiles.map(quantileMiss)),
    bias,
  };
}

function densityOf(pit: readonly number[]): number[] {
  const density: number[] = new Array(PIT_BINS).fill(0);
  for (const u of pit) density[Math.min(PIT_BINS - 1, Math.floor(PIT_BINS * u))] += 1;
  return density.map((count) => (count * PIT_BINS) / pit.length);
}
