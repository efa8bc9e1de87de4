import { choleskyFactor, choleskySolve } from './cholesky.js';

/** Columns whose part that is new to the earlier columns is below this share of them count as spanned. */
const RANK_TOLERANCE = 1e-9;

/** What leastSquares finds. */
export interface LeastSquaresFit {
  /** One per column of the design; 0 for a column that earlier columns span already. */
  readonly coefficients: Float64Array;
  /** Sum of the squared residuals. */
  readonly residualSquares: number;
  /** Columns that no earlier columns span. */
  readonly rank: number;
  /** 1 for each column that counts towards the rank, else 0. */
  readonly kept: Uint8Array;
}

/**
 * Coefficients β that minimise |y − X β|², by Householder reflections. A column that is a sum of earlier
 * ones gets the coefficient 0, so that dependent columns do no harm.
 *
 * @param design   X row by row, rows × columns; replaced by work values
 * @param response y, of length rows; replaced by work values
 * @throws RangeError where the lengths do not fit together
 * @see Golub & Van Loan (2013), Matrix Computations, section 5.3
 * @example rows (1, 0), (1, 1), (1, 2) and y = 1, 3, 5: coefficients 1 and 2, no residual
 */
export function leastSquares(
  design: Float64Array,
  rows: number,
  columns: number,
  response: Float64Array,
): LeastSquaresFit {
  if (design.length < rows * columns || response.length < rows)
    throw new RangeError(
      `a design of ${rows} × ${columns} needs as many values and ${rows} responses, ` +
        `got ${design.length} and ${response.length}`,
    );
  const kept = new Uint8Array(columns);
  /** Row of the triangular factor that each kept column ends on. */
  const pivotRow = new Int32Array(columns);
  let rank = 0;
  for (let j = 0; j < columns && rank < rows; j++) {
    if (!reflect(design, rows, columns, response, rank, j)) continue;
    kept[j] = 1;
    pivotRow[j] = rank;
    rank += 1;
  }
  const coefficients = new Float64Array(columns);
  for (let j = columns - 1; j >= 0; j--) {
    if (kept[j] === 0) continue;
    const row = pivotRow[j];
    let rest = response[row];
    for (let k = j + 1; k < columns; k++) rest -= design[row * columns + k] * coefficients[k];
    coefficients[j] = rest / design[row * columns + j];
  }
  let residualSquares = 0;
  for (let i = rank; i < rows; i++) residualSquares += response[i] * response[i];
  return { coefficients, residualSquares, rank, kept };
}

/**
 * Reflects rows `top`… so that column `column` is zero below `top`, and the later columns and the response
 * with it. Answers false, and changes nothing, where earlier columns span the column.
 */
function reflect(
  design: Float64Array,
  rows: number,
  columns: number,
  response: Float64Array,
  top: number,
  column: number,
): boolean {
  let above = 0;
  for (let i = 0; i < top; i++) above += design[i * columns + column] ** 2;
  let below = 0;
  for (let i = top; i < rows; i++) below += design[i * columns + column] ** 2;
  if (below <= RANK_TOLERANCE ** 2 * (above + below) || below === 0) return false;
  const head = design[top * columns + column];
  // The sign that avoids cancellation in head − alpha.
  const alpha = head > 0 ? -Math.sqrt(below) : Math.sqrt(below);
  const lead = head - alpha;
  // H = I − v vᵀ / (−alpha · lead), where v = (lead, column below top).
  const scale = -1 / (alpha * lead);
  for (let k = column + 1; k < columns; k++) {
    let dot = lead * design[top * columns + k];
    for (let i = top + 1; i < rows; i++)
      dot += design[i * columns + column] * design[i * columns + k];
    dot *= scale;
    design[top * columns + k] -= dot * lead;
    for (let i = top + 1; i < rows; i++)
      design[i * columns + k] -= dot * design[i * columns + column];
  }
  let dot = lead * response[top];
  for (let i = top + 1; i < rows; i++) dot += design[i * columns + column] * response[i];
  dot *= scale;
  response[top] -= dot * lead;
  for (let i = top + 1; i < rows; i++) response[i] -= dot * design[i * columns + column];
  design[top * columns + column] = alpha;
  for (let i = top + 1; i < rows; i++) design[i * columns + column] = 0;
  return true;
}

/**
 * Coefficients β that minimise Σ w_i (y_i − x_i β)² + Σ_j penalty_j β_j², by the normal equations. Quick
 * for many rows; half the digits of leastSquares where columns nearly depend on each other and are not
 * penalised.
 *
 * @param design    X row by row, rows × columns; left as it is
 * @param response  y, of length rows; left as it is
 * @param penalties one per column, each ≥ 0
 * @param weights   w, one per row, each ≥ 0; 0 leaves a row out, whatever its response. Default: all 1
 * @returns undefined where the penalised normal equations are singular
 * @see Hoerl & Kennard (1970), "Ridge regression", Technometrics 12(1)
 * @example one column 1, 1, 1 with y = 1, 2, 3 and penalty 3: (1 + 2 + 3) / (3 + 3) = 1
 */
export function ridge(
  design: Float64Array,
  rows: number,
  columns: number,
  response: Float64Array,
  penalties: Float64Array,
  weights?: Float64Array,
): Float64Array | undefined {
  if (design.length < rows * columns || response.length < rows || penalties.length < columns)
    throw new RangeError(
      `a design of ${rows} × ${columns} needs as many values, ${rows} responses and ${columns} ` +
        `penalties, got ${design.length}, ${response.length} and ${penalties.length}`,
    );
  const gram = new Float64Array(columns * columns);
  const moment = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    const weight = weights === undefined ? 1 : weights[i];
    if (weight === 0) continue;
    const row = i * columns;
    for (let j = 0; j < columns; j++) {
      const value = weight * design[row + j];
      // Designs of seasons and feasts are mostly zeros.
      if (value === 0) continue;
      moment[j] += value * response[i];
      for (let k = 0; k <= j; k++) gram[j * columns + k] += value * design[row + k];
    }
  }
  for (let j = 0; j < columns; j++) gram[j * columns + j] += penalties[j];
  if (!choleskyFactor(gram, columns)) return undefined;
  choleskySolve(gram, columns, moment);
  return moment;
}
