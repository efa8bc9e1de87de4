import { changedFit } from '../../distribution/changed-fit.js';
import { combineFitted } from '../combination/combination.js';
import { combinationSettings } from '../combination/settings.js';
import type { FittedModel, ForecastModel } from '../forecast-model.js';
import { quantilesOfPaths } from '../spread.js';

/** Paths behind the quantiles. */
const PATHS = 400;

/**
 * A forecast of counts whose mean comes from any model and whose distribution comes from count models: their
 * paths are pooled, and each count is multiplied by the ratio of the means and rounded up or down by chance,
 * which keeps the mean and whole numbers. Without a count model among the candidates the fit stays as it is.
 */
export function withWholeCounts(
  fitted: FittedModel,
  models: readonly ForecastModel[],
  members: readonly FittedModel[],
): FittedModel {
  const whole = models.flatMap((model, i) => (model.laws.counts ? [i] : []));
  if (whole.length === 0) return fitted;
  const counts = combineFitted(
    whole.map((i) => models[i]),
    whole.map((i) => members[i]),
    new Float64Array(whole.length).fill(1 / whole.length),
    [],
    combinationSettings(models, {}),
  );
  const paths: FittedModel['paths'] = (horizon, pathCount, dice) => {
    const drawn = counts.paths(horizon, pathCount, dice);
    const own = counts.mean(horizon);
    const wanted = fitted.mean(horizon);
    for (let at = 0; at < drawn.length; at++) {
      const h = at % horizon;
      const ratio = own[h] > 0 ? wanted[h] / own[h] : 0;
      drawn[at] = Math.floor(drawn[at] * ratio + dice.next());
    }
    return drawn;
  };
  return changedFit(fitted, {
    paths,
    quantiles: (horizon, probabilities, dice) =>
      quantilesOfPaths(paths(horizon, PATHS, dice), horizon, probabilities),
  });
}
