import { GUESS_DAYS, type History } from './methods/history.js';
import type { ForecastScratch } from './scratch.js';

/** Weight of the smoothings that describe how a series demands (not how much): about fifty days. */
const WEIGHT = 0.02;

/**
 * Strength of the prior against the sizes seen: so many made-up sizes, exponential with mean 1 (whose mean
 * square is 2). An item that sold once, 12 pieces, need not sell 12 again (a Dirichlet process; Ferguson
 * 1973, "A Bayesian analysis of some nonparametric problems").
 */
export const PRIOR_SIZES = 2;

/** How an item-location demands: how often, and in what sizes around its mean. */
export interface DemandShape {
  /** Demands per unit of exposure if they came as a Poisson stream, at the reference rate. */
  readonly hazard: number;
  /** Pieces per unit of exposure that `hazard` belongs to. */
  readonly referenceRate: number;
  /** How many entries of `scratch.sizes` hold a size over its expected size; they average 1. */
  readonly sizeCount: number;
  /** Mean of their squares, with the prior's sizes (see `PRIOR_SIZES`). */
  readonly sizeSquare: number;
  /** Variance of one mean day's demand as a share of its squared mean. */
  readonly dayVariance: number;
  /** Days with demand over observed days, and sizes as they were: what a planner is told. */
  readonly averageInterval: number;
  readonly sizeCv2: number;
  readonly observedDays: number;
}

/**
 * Learns how often and in what sizes a series demands, so that a day of any expected demand μ can be
 * drawn: it demands with probability p(μ) = 1 − exp(−hazard · μ / referenceRate), and then a size of mean
 * μ / p(μ). When demand doubles, a slow item sells twice as often and a fast one twice as much a day.
 *
 * Each past size is divided by the size expected on its day from the days around it (the day itself left
 * out), so a size distribution learned in a slack season serves in a busy one.
 */
export function learnShape(history: History, scratch: ForecastScratch): DemandShape {
  const { length, pieces, exposure } = history;
  const keep = 1 - WEIGHT;
  let sum = 0;
  let mass = 0;
  let hits = 0;
  let openDays = 0;
  let observedDays = 0;
  let demandDays = 0;
  let sizeSum = 0;
  let sizeSquares = 0;
  const { before, sizes } = scratch;
  for (let t = 0; t < length; t++) {
    before[t] = sum;
    sizes[t] = mass;
    if (exposure[t] === 0) continue;
    if (t === 0 && history.beginsWithSale) {
      sum = GUESS_DAYS * history.demandShare * pieces[0];
      mass = GUESS_DAYS * exposure[0];
      hits = GUESS_DAYS * history.demandShare;
      openDays = GUESS_DAYS;
    } else {
      sum = keep * sum + pieces[t];
      mass = keep * mass + exposure[t];
      hits = keep * hits + (pieces[t] > 0 ? 1 : 0);
      openDays = keep * openDays + 1;
    }
    observedDays += 1;
    if (pieces[t] > 0) {
      demandDays += 1;
      sizeSum += pieces[t];
      sizeSquares += pieces[t] * pieces[t];
    }
  }
  const averageInterval = demandDays > 0 ? observedDays / demandDays : 0;
  const sizeCv2 =
    demandDays > 1 ? Math.max(0, (sizeSquares * demandDays) / (sizeSum * sizeSum) - 1) : 0;
  if (demandDays === 0 || sum <= 0)
    return {
      hazard: 1,
      referenceRate: 1,
      sizeCount: 0,
      sizeSquare: 0,
      dayVariance: 0,
      averageInterval,
      sizeCv2,
      observedDays,
    };

  // A day in ten without demand is the least that ten days of demand can rule out, hence the half day.
  const share = Math.min(hits / openDays, 1 - 0.5 / (openDays + 1));
  const exposurePerDay = mass / openDays;
  const hazard = -Math.log(1 - share) / exposurePerDay;
  const referenceRate = sum / mass;

  // Backwards with the other half of the days around; sizes are written from the end of the array, where
  // the forward masses have already been read.
  let later = 0;
  let laterMass = 0;
  let count = 0;
  let total = 0;
  let write = length;
  for (let t = length - 1; t >= 0; t--) {
    if (exposure[t] === 0) continue;
    if (pieces[t] > 0) {
      const aroundMass = sizes[t] + laterMass;
      const rate = aroundMass > 0 ? (before[t] + later) / aroundMass : referenceRate;
      const size = pieces[t] / expectedSize(rate * exposure[t], hazard / referenceRate);
      write -= 1;
      sizes[write] = size;
      total += size;
      count += 1;
    }
    later = keep * later + pieces[t];
    laterMass = keep * laterMass + exposure[t];
  }
  let squares = 0;
  const scale = count / total;
  for (let i = 0; i < count; i++) {
    const size = sizes[write + i] * scale;
    sizes[i] = size;
    squares += size * size;
  }
  const sizeSquare = (squares + 2 * PRIOR_SIZES) / (count + PRIOR_SIZES);
  return {
    hazard,
    referenceRate,
    sizeCount: count,
    sizeSquare,
    // A day of mean μ demands with probability p a size of mean μ/p: E d² = (μ²/p) E z².
    dayVariance: Math.max(0, sizeSquare / -Math.expm1(-hazard) - 1),
    averageInterval,
    sizeCv2,
    observedDays,
  };
}

/** μ / p(μ): the mean size of a demand on a day that expects μ pieces. */
export function expectedSize(mean: number, hazardPerPiece: number): number {
  const x = hazardPerPiece * mean;
  return x > 1e-6 ? mean / -Math.expm1(-x) : 1 / hazardPerPiece;
}
