import { groupedHierarchy, type Hierarchy, nodeCountOf } from '@stockwright/core/forecast';
import fc from 'fast-check';

/** Stores crossed with categories, items below: 1 to 3 × 1 to 3, some combinations without an item. */
export const anyHierarchy: fc.Arbitrary<Hierarchy> = fc
  .array(
    fc.record({
      store: fc.constantFrom('A', 'B', 'C'),
      category: fc.constantFrom('toys', 'gifts'),
    }),
    { minLength: 2, maxLength: 9 },
  )
  .map((places) =>
    groupedHierarchy(
      places.map((place, j) => ({ ...place, item: String(j) })),
      [[], ['store'], ['category'], ['store', 'category'], ['item']],
    ),
  );

/** Base forecasts of `steps` steps, some below 0, and a variance for every node. */
export const anyForecasts = (hierarchy: Hierarchy, steps: number) => {
  const nodes = nodeCountOf(hierarchy);
  const numbers = (min: number, max: number, length: number) =>
    fc
      .array(fc.double({ min, max, noNaN: true }), { minLength: length, maxLength: length })
      .map((values) => Float64Array.from(values));
  return fc.record({
    base: numbers(-20, 100, nodes * steps),
    variance: numbers(0.1, 50, nodes),
  });
};

/** S, rows of nodes. */
export function summingMatrix(hierarchy: Hierarchy): number[][] {
  const { aggregateCount, bottomCount, offsets, members } = hierarchy;
  const rows = Array.from({ length: nodeCountOf(hierarchy) }, () =>
    new Array<number>(bottomCount).fill(0),
  );
  for (let a = 0; a < aggregateCount; a++)
    for (let i = offsets[a]; i < offsets[a + 1]; i++) rows[a][members[i]] = 1;
  for (let j = 0; j < bottomCount; j++) rows[aggregateCount + j][j] = 1;
  return rows;
}

/** Solves a dense system by elimination with pivots: the plain textbook way beside ours. */
export function solveDense(matrix: readonly (readonly number[])[], right: readonly number[]) {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  const size = rows.length;
  for (let c = 0; c < size; c++) {
    let best = c;
    for (let r = c; r < size; r++) if (Math.abs(rows[r][c]) > Math.abs(rows[best][c])) best = r;
    [rows[c], rows[best]] = [rows[best], rows[c]];
    for (let r = 0; r < size; r++) {
      if (r === c) continue;
      const share = rows[r][c] / rows[c][c];
      for (let k = c; k <= size; k++) rows[r][k] -= share * rows[c][k];
    }
  }
  return rows.map((row, i) => row[size] / row[i]);
}

/** (Sᵀ W⁻¹ S)⁻¹ Sᵀ W⁻¹ ŷ as it stands in the paper. @param inverse W⁻¹ */
export function textbookBottoms(
  hierarchy: Hierarchy,
  inverse: (i: number, j: number) => number,
  base: ArrayLike<number>,
): number[] {
  const S = summingMatrix(hierarchy);
  const nodes = S.length;
  const weighted = (column: number) =>
    S.map((_, i) => {
      let sum = 0;
      for (let k = 0; k < nodes; k++) sum += inverse(i, k) * S[k][column];
      return sum;
    });
  const products = Array.from({ length: hierarchy.bottomCount }, (_, j) => weighted(j));
  const left = products.map((product) =>
    products.map((_, j) => product.reduce((sum, value, i) => sum + value * S[i][j], 0)),
  );
  const right = products.map((product) =>
    product.reduce((sum, value, i) => sum + value * base[i], 0),
  );
  return solveDense(left, right);
}
