/**
 * Sums of products of past errors: products[i * count + j] = Σ e_i e_j, the errors of several models at
 * the same steps.
 */
export interface ErrorProducts {
  readonly products: Float64Array;
  readonly modelCount: number;
  /** Steps that were forecast and seen. */
  readonly observed: number;
}

/** @param errors errors[i][s] of model i at step s; NaN where nothing was seen */
export function errorProducts(errors: readonly Float64Array[]): ErrorProducts {
  const modelCount = errors.length;
  const products = new Float64Array(modelCount * modelCount);
  let observed = 0;
  for (let s = 0; s < (errors[0]?.length ?? 0); s++) {
    if (Number.isNaN(errors[0][s])) continue;
    observed += 1;
    for (let i = 0; i < modelCount; i++)
      for (let j = 0; j < modelCount; j++)
        products[i * modelCount + j] += errors[i][s] * errors[j][s];
  }
  return { products, modelCount, observed };
}

/**
 * Weights in proportion to 1/Σ e². Models without any error share all of the weight.
 *
 * @see Bates & Granger (1969), "The combination of forecasts", Operational Research Quarterly 20(4)
 * @example errors 1 and 2: weights 4/5 and 1/5
 */
export function inverseSquareWeights({ products, modelCount }: ErrorProducts): Float64Array {
  const weights = new Float64Array(modelCount);
  let perfect = 0;
  for (let i = 0; i < modelCount; i++) if (products[i * modelCount + i] <= 0) perfect += 1;
  let sum = 0;
  for (let i = 0; i < modelCount; i++) {
    const square = products[i * modelCount + i];
    weights[i] = perfect > 0 ? (square <= 0 ? 1 : 0) : 1 / square;
    sum += weights[i];
  }
  return weights.map((weight) => weight / sum);
}

const SWEEPS = 200;

/**
 * Non-negative weights that add up to 1 and make Σ_s (Σ_i w_i e_i(s))² least. Moves weight between two
 * models at a time, each time exactly to the minimum; the problem is convex, so this ends at its solution.
 *
 * @see Granger & Ramanathan (1984), "Improved methods of combining forecasts", Journal of Forecasting 3(2)
 */
export function leastSquaresWeights({ products, modelCount }: ErrorProducts): Float64Array {
  const weights = new Float64Array(modelCount).fill(1 / modelCount);
  const gradient = (i: number): number => {
    let sum = 0;
    for (let j = 0; j < modelCount; j++) sum += products[i * modelCount + j] * weights[j];
    return sum;
  };
  const at = (i: number, j: number): number => products[i * modelCount + j];
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = 0;
    for (let i = 0; i < modelCount; i++)
      for (let j = i + 1; j < modelCount; j++) {
        const curvature = at(i, i) + at(j, j) - 2 * at(i, j);
        if (!(curvature > 0)) continue;
        const wanted = (gradient(j) - gradient(i)) / curvature;
        const move = Math.max(-weights[i], Math.min(weights[j], wanted));
        weights[i] += move;
        weights[j] -= move;
        moved = Math.max(moved, Math.abs(move));
      }
    if (moved < 1e-9) break;
  }
  return weights;
}
