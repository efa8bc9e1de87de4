/** Cholesky factor in place of a matrix that may be singular: columns without variance become zero. */
export function semidefiniteFactor(matrix: Float64Array, size: number): void {
  for (let j = 0; j < size; j++) {
    const whole = matrix[j * size + j];
    let pivot = whole;
    for (let k = 0; k < j; k++) pivot -= matrix[j * size + k] ** 2;
    const root = pivot > 1e-13 * whole ? Math.sqrt(pivot) : 0;
    matrix[j * size + j] = root;
    for (let i = j + 1; i < size; i++) {
      if (root === 0) {
        matrix[i * size + j] = 0;
        continue;
      }
      let rest = matrix[i * size + j];
      for (let k = 0; k < j; k++) rest -= matrix[i * size + k] * matrix[j * size + k];
      matrix[i * size + j] = rest / root;
    }
  }
}
