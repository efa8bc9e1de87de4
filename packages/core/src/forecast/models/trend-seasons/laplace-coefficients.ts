import { choleskyFactor, choleskySolve } from '../../../maths/index.js';

/** Share of the penalty by which a gradient may exceed it and still count as no violation. */
const TOLERANCE = 1e-7;

/**
 * Coefficients δ that minimise ½ δᵀGδ − gᵀδ + penalty · Σ|δ|, exactly and with true zeros: an active set of
 * coefficients whose signs are held, moved to the minimum under these signs or to the first coefficient that
 * becomes zero on the way there; then the zero that strains most against its penalty joins.
 *
 * @param gram    G, size × size, positive definite
 * @param moment  g
 * @param penalty > 0
 * @param delta   where to start; replaced by the result
 * @see Lee, Battle, Raina & Ng (2007), "Efficient sparse coding algorithms" (feature-sign search); here a
 *   step stops at the first zero instead of searching the line
 */
export function laplaceCoefficients(
  gram: Float64Array,
  moment: Float64Array,
  penalty: number,
  delta: Float64Array,
): void {
  const size = delta.length;
  const active: number[] = [];
  const sign = new Float64Array(size);
  for (let j = 0; j < size; j++)
    if (delta[j] !== 0) {
      active.push(j);
      sign[j] = Math.sign(delta[j]);
    }
  const factor = new Float64Array(size * size);
  const target = new Float64Array(size);
  // Each round removes or adds one coefficient; a few rounds per coefficient are enough but for rounding.
  for (let round = 0; round < 20 * size; round++) {
    const moved = moveActive(gram, moment, penalty, delta, active, sign, factor, target);
    if (moved === 'stuck') return;
    if (moved === 'left') continue;
    const joining = mostStrained(gram, moment, penalty, delta, active);
    if (joining < 0) return;
    sign[joining] = Math.sign(gradientAt(gram, moment, delta, active, joining));
    active.push(joining);
  }
}

/**
 * Moves the active coefficients to their minimum, or until one of them becomes zero and leaves. Stuck: two
 * of them differ by no more than rounding.
 */
function moveActive(
  gram: Float64Array,
  moment: Float64Array,
  penalty: number,
  delta: Float64Array,
  active: number[],
  sign: Float64Array,
  factor: Float64Array,
  target: Float64Array,
): 'arrived' | 'left' | 'stuck' {
  const size = delta.length;
  const count = active.length;
  for (let i = 0; i < count; i++) {
    const row = active[i] * size;
    for (let j = 0; j <= i; j++) factor[i * count + j] = gram[row + active[j]];
    target[i] = moment[active[i]] - penalty * sign[active[i]];
  }
  if (!choleskyFactor(factor, count)) return 'stuck';
  choleskySolve(factor, count, target);
  let step = 1;
  let leaving = -1;
  for (let i = 0; i < count; i++) {
    if (target[i] * sign[active[i]] > 0) continue;
    const from = delta[active[i]];
    const share = from === target[i] ? 0 : from / (from - target[i]);
    if (share < step || leaving < 0) {
      step = Math.min(step, share);
      leaving = i;
    }
  }
  for (let i = 0; i < count; i++) delta[active[i]] += step * (target[i] - delta[active[i]]);
  if (leaving < 0) return 'arrived';
  delta[active[leaving]] = 0;
  active.splice(leaving, 1);
  return 'left';
}

/** g − Gδ at one coefficient. */
function gradientAt(
  gram: Float64Array,
  moment: Float64Array,
  delta: Float64Array,
  active: readonly number[],
  at: number,
): number {
  let gradient = moment[at];
  for (let i = 0; i < active.length; i++)
    gradient -= gram[at * delta.length + active[i]] * delta[active[i]];
  return gradient;
}

/** The zero coefficient whose gradient exceeds the penalty most; −1 = none does. */
function mostStrained(
  gram: Float64Array,
  moment: Float64Array,
  penalty: number,
  delta: Float64Array,
  active: readonly number[],
): number {
  let most = penalty * (1 + TOLERANCE);
  let joining = -1;
  for (let j = 0; j < delta.length; j++) {
    if (active.includes(j)) continue;
    const strain = Math.abs(gradientAt(gram, moment, delta, active, j));
    if (strain > most) {
      most = strain;
      joining = j;
    }
  }
  return joining;
}
