import type { FittedModel } from '../models/forecast-model.js';

/** A fitted model with some of its parts replaced; what is not replaced is asked of the model itself. */
export function changedFit(fitted: FittedModel, changes: Partial<FittedModel>): FittedModel {
  const { components } = fitted;
  return {
    description: fitted.description,
    fitted: fitted.fitted,
    parameters: fitted.parameters,
    likelihood: fitted.likelihood,
    mean: (horizon) => fitted.mean(horizon),
    quantiles: (horizon, probabilities, dice) => fitted.quantiles(horizon, probabilities, dice),
    paths: (horizon, pathCount, dice) => fitted.paths(horizon, pathCount, dice),
    ...(components && { components: (horizon: number) => components.call(fitted, horizon) }),
    ...changes,
  };
}
