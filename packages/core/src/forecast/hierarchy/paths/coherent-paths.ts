import { createDice, type Dice, requireWhole } from '../../../maths/index.js';
import { quantilesOfPaths } from '../../models/spread.js';
import { type AggregatesOfBottoms, aggregatesOfBottoms, type Hierarchy } from '../hierarchy.js';
import { moveToMean } from './move-to-mean.js';
import { tieToErrors } from './tie-to-errors.js';

export interface CoherentPathsSettings {
  /** Sample paths of every series, at least 1. */
  readonly pathCount: number;
  /** Steps of each, at least 1. */
  readonly horizon: number;
  /** Past origins whose errors are given for every bottom, at least 1. */
  readonly originCount: number;
  /**
   * Steps that stay together when paths are reordered, at least 1. With 1 (the default) the errors' order of
   * each single step is taken over, over series and over steps; with `horizon`, a bottom's own paths stay
   * whole, and only their totals are ordered as the totals of the errors were.
   */
  readonly blockSteps?: number;
  readonly seed: readonly (string | number)[];
}

/**
 * Sample paths that add up. Bottoms are handed in one after another, so memory is that of the aggregates alone
 * (aggregates × paths × steps). Each bottom keeps its own forecast distribution at each step (or block of
 * steps); which value goes with which is learnt from past errors: a path follows one past origin, and at each
 * step takes that rank among the bottom's values which the origin's error had among the errors. So bottoms that
 * erred together rise and fall together, and their sums spread as sums did.
 *
 * @see Ben Taieb, Taylor & Hyndman (2021), "Hierarchical probabilistic forecasting of electricity demand with
 *   smart meter data", JASA 116; Clark et al. (2004), "The Schaake shuffle", Journal of Hydrometeorology 5
 */
export class CoherentPaths {
  private readonly aggregatesOf: AggregatesOfBottoms;
  private readonly origins: Int32Array;
  /** sums[(a * pathCount + k) * horizon + h] */
  private readonly sums: Float64Array;
  private readonly added: Uint8Array;
  private readonly dice: Dice;

  /** @throws RangeError on settings out of their ranges */
  constructor(
    private readonly hierarchy: Hierarchy,
    private readonly settings: CoherentPathsSettings,
  ) {
    const { pathCount, horizon, originCount, blockSteps = 1, seed } = settings;
    requireWhole('pathCount', pathCount, 1);
    requireWhole('horizon', horizon, 1);
    requireWhole('originCount', originCount, 1);
    requireWhole('blockSteps', blockSteps, 1);
    this.dice = createDice('coherent paths', ...seed);
    this.aggregatesOf = aggregatesOfBottoms(hierarchy);
    this.origins = originsOfPaths(pathCount, originCount, this.dice);
    this.sums = new Float64Array(hierarchy.aggregateCount * pathCount * horizon);
    this.added = new Uint8Array(hierarchy.bottomCount);
  }

  /**
   * Ties the paths of a bottom to those of the others and adds them to its aggregates.
   *
   * @param paths  paths[k * horizon + h] of its own forecast, in any order, not negative for demand
   * @param errors errors[o * horizon + h]: what came less what was forecast, from each past origin; NaN where
   *   that is not known. null = nothing is known of how it errs with others: its paths go in random order
   * @param mean   reconciled mean of each step, which the paths are moved to first; as they are without
   * @returns the paths as they were added
   * @throws RangeError when a length does not fit, or the bottom was added before
   */
  add(
    bottom: number,
    paths: ArrayLike<number>,
    errors: ArrayLike<number> | null,
    mean?: ArrayLike<number>,
  ): Float64Array {
    const { pathCount, horizon, originCount, blockSteps = 1 } = this.settings;
    if (this.added[bottom] !== 0)
      throw new RangeError(
        `bottom ${bottom} was added before, or is not one of ${this.hierarchy.bottomCount}`,
      );
    if (paths.length !== pathCount * horizon)
      throw new RangeError(
        `${paths.length} values for ${pathCount} paths of ${horizon} steps of bottom ${bottom}`,
      );
    if (errors && errors.length !== originCount * horizon)
      throw new RangeError(
        `${errors.length} errors for ${originCount} origins of ${horizon} steps of bottom ${bottom}`,
      );
    this.added[bottom] = 1;
    const moved = Float64Array.from(paths);
    if (mean) moveToMean(moved, horizon, mean);
    const tied = tieToErrors(moved, horizon, errors, this.origins, blockSteps, this.dice);
    const { offsets, nodes } = this.aggregatesOf;
    for (let i = offsets[bottom]; i < offsets[bottom + 1]; i++) {
      const sums = this.pathsOf(nodes[i]);
      for (let t = 0; t < tied.length; t++) sums[t] += tied[t];
    }
    return tied;
  }

  /**
   * paths[k * horizon + h] of an aggregate, the sum of those of its bottoms added so far; a view, not a copy.
   *
   * @throws RangeError when there is no such aggregate
   */
  pathsOf(aggregate: number): Float64Array {
    if (!(aggregate in this.hierarchy.keys))
      throw new RangeError(
        `aggregate is ${aggregate}; there are ${this.hierarchy.aggregateCount}, from 0`,
      );
    const size = this.settings.pathCount * this.settings.horizon;
    return this.sums.subarray(aggregate * size, (aggregate + 1) * size);
  }

  /**
   * quantiles[p * horizon + h] of an aggregate, from its paths.
   *
   * @throws RangeError when there is no such aggregate, or a probability lies outside [0, 1]
   */
  quantilesOf(aggregate: number, probabilities: readonly number[]): Float64Array {
    return quantilesOfPaths(this.pathsOf(aggregate), this.settings.horizon, probabilities);
  }
}

/**
 * Which past origin each path follows: all about equally often, in random order. One choice serves all
 * bottoms, since it is what ties them together.
 */
function originsOfPaths(pathCount: number, originCount: number, dice: Dice): Int32Array {
  const origins = Int32Array.from({ length: pathCount }, (_, k) => k % originCount);
  for (let k = pathCount - 1; k > 0; k--) {
    const other = Math.floor(dice.next() * (k + 1));
    const kept = origins[k];
    origins[k] = origins[other];
    origins[other] = kept;
  }
  return origins;
}
