/**
 * Factors a symmetric positive definite matrix as L Lᵀ, in place.
 *
 * @param matrix row by row, size × size; only its lower triangle (diagonal included) is read, and L
 *   replaces it. The upper triangle is left alone.
 * @returns false where the matrix is not positive definite to about 13 digits; the lower triangle is then
 *   only partly replaced
 * @see Golub & Van Loan (2013), Matrix Computations, section 4.2
 * @example [4, ·, 2, 5] (rows 4 · and 2 5): L has rows 2 · and 1 2
 */
export function choleskyFactor(matrix: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i++) {
    const rowI = i * size;
    for (let j = 0; j <= i; j++) {
      const rowJ = j * size;
      let rest = matrix[rowI + j];
      for (let k = 0; k < j; k++) rest -= matrix[rowI + k] * matrix[rowJ + k];
      if (j < i) matrix[rowI + j] = rest / matrix[rowJ + j];
      else if (rest > 1e-13 * matrix[rowI + i]) matrix[rowI + i] = Math.sqrt(rest);
      else return false;
    }
  }
  return true;
}

/** Solves L x = b in place: x replaces b. @param factor L from choleskyFactor */
export function solveLower(factor: Float64Array, size: number, b: Float64Array): void {
  for (let i = 0; i < size; i++) {
    let rest = b[i];
    for (let k = 0; k < i; k++) rest -= factor[i * size + k] * b[k];
    b[i] = rest / factor[i * size + i];
  }
}

/** Solves Lᵀ x = b in place: x replaces b. @param factor L from choleskyFactor */
export function solveLowerTransposed(factor: Float64Array, size: number, b: Float64Array): void {
  // Rows of L are columns of Lᵀ: each value found is taken off those before it, along memory.
  for (let i = size - 1; i >= 0; i--) {
    const row = i * size;
    b[i] /= factor[row + i];
    for (let k = 0; k < i; k++) b[k] -= factor[row + k] * b[i];
  }
}

/** Solves L Lᵀ x = b in place: x replaces b. @param factor L from choleskyFactor */
export function choleskySolve(factor: Float64Array, size: number, b: Float64Array): void {
  solveLower(factor, size, b);
  solveLowerTransposed(factor, size, b);
}

/** Logarithm of the determinant of L Lᵀ: twice the sum of the logarithms of L's diagonal. */
export function choleskyLogDeterminant(factor: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += Math.log(factor[i * size + i]);
  return 2 * sum;
}
