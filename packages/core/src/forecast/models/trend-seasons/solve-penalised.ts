import { choleskyFactor, solveLower, solveLowerTransposed } from '../../../maths/index.js';
import { laplaceCoefficients } from './laplace-coefficients.js';
import type { NormalEquations } from './normal-equations.js';

/** Share of a diagonal entry that is added to it, so that columns that depend on each other do no harm. */
const JITTER = 1e-9;

/**
 * Solves penalised normal equations: base coefficients with a penalty on their squares, changes of slope with
 * one on their absolute values. The base is eliminated first (Schur complement), which leaves a small
 * problem in the changes alone.
 *
 * @param squarePenalty per base coefficient, ≥ 0
 * @param absolutePenalty of each change of slope, > 0
 * @param base  receives the base coefficients
 * @param delta changes of slope to start from; replaced by the result
 * @returns false where the equations are singular; base and delta are then as they were
 */
export function solvePenalised(
  equations: NormalEquations,
  squarePenalty: Float64Array,
  absolutePenalty: number,
  base: Float64Array,
  delta: Float64Array,
): boolean {
  const { baseCount, hingeCount, baseMoment, crossGram, hingeGram, hingeMoment } = equations;
  const factor = equations.baseGram.slice();
  for (let c = 0; c < baseCount; c++) {
    const at = c * baseCount + c;
    factor[at] += squarePenalty[c] + JITTER * factor[at];
  }
  if (!choleskyFactor(factor, baseCount)) return false;
  const reduced = baseMoment.slice();
  solveLower(factor, baseCount, reduced);
  const cross = crossGram.slice();
  for (let j = 0; j < hingeCount; j++)
    solveLower(factor, baseCount, cross.subarray(j * baseCount, (j + 1) * baseCount));

  const gram = new Float64Array(hingeCount * hingeCount);
  const moment = hingeMoment.slice();
  for (let j = 0; j < hingeCount; j++) {
    const rowJ = j * baseCount;
    for (let c = 0; c < baseCount; c++) moment[j] -= cross[rowJ + c] * reduced[c];
    for (let i = 0; i <= j; i++) {
      let rest = hingeGram[j * hingeCount + i];
      for (let c = 0; c < baseCount; c++) rest -= cross[rowJ + c] * cross[i * baseCount + c];
      gram[j * hingeCount + i] = rest;
      gram[i * hingeCount + j] = rest;
    }
    gram[j * hingeCount + j] += JITTER * hingeGram[j * hingeCount + j];
  }
  laplaceCoefficients(gram, moment, absolutePenalty, delta);

  base.set(reduced);
  for (let j = 0; j < hingeCount; j++) {
    if (delta[j] === 0) continue;
    for (let c = 0; c < baseCount; c++) base[c] -= cross[j * baseCount + c] * delta[j];
  }
  solveLowerTransposed(factor, baseCount, base);
  return true;
}
