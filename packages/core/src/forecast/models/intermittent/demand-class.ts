/** How demand comes: often or rarely, in even or uneven sizes. */
export type DemandClass = 'none' | 'smooth' | 'erratic' | 'intermittent' | 'lumpy';

export interface DemandCharacter {
  readonly class: DemandClass;
  /** Mean steps from demand to demand (ADI): observed steps per demand; infinite without one. */
  readonly interval: number;
  /** Squared coefficient of variation of the sizes of the demands; 0 of fewer than two. */
  readonly sizeVariation: number;
}

/** Where Croston's method with the correction of Syntetos & Boylan begins to beat smoothing. */
const RARE_INTERVAL = 1.32;
const UNEVEN_SIZES = 0.49;

/**
 * Character of a series of demands: smooth (often, even), erratic (often, uneven), intermittent (rarely,
 * even) or lumpy (rarely, uneven), cut at a mean interval of 1.32 steps and a squared coefficient of variation
 * of 0.49.
 *
 * @param values NaN = not observed; what is not above 0 is no demand
 * @see Syntetos, Boylan & Croston (2005), "On the categorization of demand patterns", JORS 56
 * @example 0, 2, 0, 0, 2, 0: a demand every 3 steps, always of 2: intermittent
 */
export function demandClass(values: Float64Array): DemandCharacter {
  let steps = 0;
  let demands = 0;
  let mean = 0;
  let squares = 0;
  for (let t = 0; t < values.length; t++) {
    const value = values[t];
    if (Number.isNaN(value)) continue;
    steps += 1;
    if (!(value > 0)) continue;
    demands += 1;
    const distance = value - mean;
    mean += distance / demands;
    squares += distance * (value - mean);
  }
  if (demands === 0) return { class: 'none', interval: Number.POSITIVE_INFINITY, sizeVariation: 0 };
  const interval = steps / demands;
  const sizeVariation = demands > 1 ? squares / (demands - 1) / (mean * mean) : 0;
  const even = sizeVariation < UNEVEN_SIZES;
  if (interval < RARE_INTERVAL)
    return { class: even ? 'smooth' : 'erratic', interval, sizeVariation };
  return { class: even ? 'intermittent' : 'lumpy', interval, sizeVariation };
}
