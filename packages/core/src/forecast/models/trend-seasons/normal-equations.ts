import type { Design } from './design.js';

/**
 * Normal equations of the regression of a target on base columns (level, slope, seasons, drivers) and on one
 * hinge max(0, time − changepoint) per changepoint.
 */
export interface NormalEquations {
  readonly baseCount: number;
  readonly hingeCount: number;
  /** base × base, lower triangle */
  readonly baseGram: Float64Array;
  readonly baseMoment: Float64Array;
  /** hinge × base */
  readonly crossGram: Float64Array;
  /** hinge × hinge, lower triangle */
  readonly hingeGram: Float64Array;
  readonly hingeMoment: Float64Array;
}

/**
 * Builds the equations. The columns of the trend (1, time, hinges) are multiplied by `trendWeight` and those of
 * the parts by `partWeight`. A hinge's products with any column are two suffix sums of that column, so 25
 * changepoints cost no more than two.
 *
 * @param target one per row
 * @param slope  whether the base has a slope beside its level
 */
export function normalEquations(
  design: Design,
  target: Float64Array,
  trendWeight: Float64Array,
  partWeight: Float64Array,
  slope: boolean,
): NormalEquations {
  const { rows, time, columns } = design;
  const trendCount = slope ? 2 : 1;
  const baseCount = trendCount + columns.length / rows;
  const base = new Float64Array(baseCount * rows);
  base.set(trendWeight);
  if (slope) for (let i = 0; i < rows; i++) base[rows + i] = trendWeight[i] * time[i];
  for (let c = trendCount, from = 0; c < baseCount; c++, from += rows)
    for (let i = 0; i < rows; i++) base[c * rows + i] = columns[from + i] * partWeight[i];

  const hingeCount = design.changepoint.length;
  const baseGram = new Float64Array(baseCount * baseCount);
  const baseMoment = new Float64Array(baseCount);
  const crossGram = new Float64Array(hingeCount * baseCount);
  const hingeMoment = new Float64Array(hingeCount);
  const products = new Float64Array(hingeCount);
  baseByBase(base, rows, baseCount, baseGram);
  for (let c = 0; c < baseCount; c++) {
    const column = base.subarray(c * rows, (c + 1) * rows);
    baseMoment[c] = dot(column, target, rows);
    hingeProducts(design, column, trendWeight, products);
    for (let j = 0; j < hingeCount; j++) crossGram[j * baseCount + c] = products[j];
  }
  hingeProducts(design, target, trendWeight, hingeMoment);
  const hingeGram = hingeByHinge(design, trendWeight);
  return { baseCount, hingeCount, baseGram, baseMoment, crossGram, hingeGram, hingeMoment };
}

function dot(a: Float64Array, b: Float64Array, rows: number): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += a[i] * b[i];
  return sum;
}

/** Lower triangle of the base columns' products, two by two columns at a time: most of a fit's time is here. */
function baseByBase(base: Float64Array, rows: number, count: number, gram: Float64Array): void {
  for (let c = 0; c < count; c += 2) {
    const hasPair = c + 1 < count;
    const c0 = c * rows;
    const c1 = hasPair ? c0 + rows : c0;
    for (let d = 0; d <= c; d += 2) {
      const d0 = d * rows;
      const d1 = d + 1 < count ? d0 + rows : d0;
      let sum00 = 0;
      let sum01 = 0;
      let sum10 = 0;
      let sum11 = 0;
      for (let i = 0; i < rows; i++) {
        const a0 = base[c0 + i];
        const a1 = base[c1 + i];
        const b0 = base[d0 + i];
        const b1 = base[d1 + i];
        sum00 += a0 * b0;
        sum01 += a0 * b1;
        sum10 += a1 * b0;
        sum11 += a1 * b1;
      }
      gram[c * count + d] = sum00;
      if (d + 1 < count) gram[c * count + d + 1] = sum01;
      if (!hasPair) continue;
      gram[(c + 1) * count + d] = sum10;
      gram[(c + 1) * count + d + 1] = sum11;
    }
  }
}

/** products[j] = Σ over the rows after changepoint j of column · weight · (time − changepoint). */
function hingeProducts(
  { rows, time, changepoint, rowAfter }: Design,
  column: Float64Array,
  weight: Float64Array,
  products: Float64Array,
): void {
  let sum = 0;
  let moment = 0;
  let row = rows;
  for (let j = changepoint.length - 1; j >= 0; j--) {
    const from = rowAfter[j];
    while (row > from) {
      row -= 1;
      const value = column[row] * weight[row];
      sum += value;
      moment += value * time[row];
    }
    products[j] = moment - changepoint[j] * sum;
  }
}

/** Σ weight² (time − s_i)(time − s_j) over the rows after the later of two changepoints. */
function hingeByHinge(
  { rows, time, changepoint, rowAfter }: Design,
  weight: Float64Array,
): Float64Array {
  const count = changepoint.length;
  const gram = new Float64Array(count * count);
  let sum = 0;
  let moment = 0;
  let second = 0;
  let row = rows;
  for (let j = count - 1; j >= 0; j--) {
    while (row > rowAfter[j]) {
      row -= 1;
      const square = weight[row] * weight[row];
      sum += square;
      moment += square * time[row];
      second += square * time[row] * time[row];
    }
    for (let i = 0; i <= j; i++)
      gram[j * count + i] =
        second - (changepoint[i] + changepoint[j]) * moment + changepoint[i] * changepoint[j] * sum;
  }
  return gram;
}
