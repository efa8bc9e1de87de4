import type { EtsFit } from './fit-form.js';
import { type EtsObjective, PHI_BOUNDS } from './objective.js';
import type { EtsProblem } from './problem.js';
import { type StartStates, startStates } from './start.js';

/** Level weights from which a search may set out: nearly fixed, slow, quick. */
const ALPHA_STARTS = [0.03, 0.2, 0.7] as const;

/** Growth's weight as a share of the level's, and damping: a steady trend, and one that turns quickly. */
const TREND_STARTS = [
  { share: 0.1, phi: PHI_BOUNDS[1] - 0.02 },
  { share: 0.5, phi: PHI_BOUNDS[0] + 0.08 },
] as const;

/** Weights near zero are flat places: a search sets out from these shares at least. */
const LEAST_ALPHA = 0.01;
const LEAST_SHARE = 0.02;

/**
 * Points, in groups, from the best of each of which a form is searched: by the rule of thumb, a group for
 * each kind of trend, and with weights and states of simpler forms. All are one group unless the search is
 * to be thorough.
 */
export function pointsToStartFrom(
  objective: EtsObjective,
  problem: EtsProblem,
  relatives: readonly EtsFit[],
): readonly (readonly Float64Array[])[] {
  const { form } = objective;
  const { filled, period, alpha } = problem;
  const start = startStates(filled, period, form.season, form.trend);
  const levels = alpha === undefined ? ALPHA_STARTS : [alpha];
  const groups = TREND_STARTS.slice(0, form.damped ? 2 : 1).map(({ share, phi }) =>
    levels.map((level) =>
      objective.point(
        {
          alpha: level,
          beta: share * level,
          gamma: 0.05 * (1 - level),
          phi,
        },
        start.level,
        start.growth,
        start.ring,
      ),
    ),
  );
  const warm = relatives.map((relative) => pointOfRelative(relative, objective, start));
  const all = [...groups, warm].filter((group) => group.length > 0);
  return problem.thorough ? all : [all.flat()];
}

/** The weights and states of a relative, and those of the rule where the forms differ in them. */
function pointOfRelative(
  { form: from, weights, coordinates }: EtsFit,
  objective: EtsObjective,
  start: StartStates,
): Float64Array {
  const { form } = objective;
  let at = from.season === 'N' ? 1 : 2;
  if (from.trend !== 'N') at += from.damped ? 2 : 1;
  const level = coordinates[at++];
  const ownGrowth = from.trend === 'N' ? 0 : coordinates[at++];
  const growth = from.trend === form.trend || form.trend === 'A' ? ownGrowth : start.growth;
  const ring = from.season === form.season ? coordinates.subarray(at) : start.ring;
  const alpha = Math.max(LEAST_ALPHA, weights.alpha);
  return objective.point(
    {
      alpha,
      beta: Math.min(alpha, Math.max(LEAST_SHARE * alpha, weights.beta)),
      gamma: Math.min(1 - alpha, Math.max(LEAST_SHARE * (1 - alpha), weights.gamma)),
      phi: from.damped ? weights.phi : TREND_STARTS[0].phi,
    },
    level,
    growth,
    ring,
  );
}
