import type { DemandPanel } from '@stockwright/core/demand';
import { DAY_STATE, statesOfOpeningStock, uncensorDemand } from '@stockwright/core/forecast';
import { createDice } from '@stockwright/core/maths';
import { type Shelf, sellFromShelf, soldOutShare } from './shelf.js';

/** One item-location's true demand over the days looked at. */
export interface TrueDemand {
  readonly series: number;
  readonly firstDay: number;
  readonly demand: Float64Array;
}

/** The newest `days` of every series that is so long and sold at all in them. */
export function newestDays(panel: DemandPanel, days: number): TrueDemand[] {
  const found: TrueDemand[] = [];
  for (let series = 0; series < panel.seriesCount; series++) {
    const end = panel.offsets[series + 1];
    if (end - panel.offsets[series] < days) continue;
    const demand = panel.demand.subarray(end - days, end);
    if (demand.some((pieces) => pieces > 0))
      found.push({ series, firstDay: panel.lastDay - days + 1, demand });
  }
  return found;
}

const REVIEW_DAYS = 7;
const LONGEST_LEAD_DAYS = 5;

const shelvesOf = (truth: readonly TrueDemand[], cover: number, seed: number): Shelf[] =>
  truth.map(({ series, demand }) =>
    sellFromShelf(
      demand,
      { reviewDays: REVIEW_DAYS, longestLeadDays: LONGEST_LEAD_DAYS, cover },
      createDice('censored', seed, series),
    ),
  );

const mean = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / values.length;

/** Shelves so scantly filled that over the panel the wanted share of days ends sold out. */
export function shelvesSoldOut(
  truth: readonly TrueDemand[],
  share: number,
  seed: number,
): { readonly shelves: readonly Shelf[]; readonly cover: number; readonly share: number } {
  let low = 0.1;
  let high = 5;
  for (let step = 0; step < 12; step++) {
    const cover = Math.sqrt(low * high);
    if (mean(shelvesOf(truth, cover, seed).map(soldOutShare)) > share) low = cover;
    else high = cover;
  }
  const shelves = shelvesOf(truth, high, seed);
  return { shelves, cover: high, share: mean(shelves.map(soldOutShare)) };
}

/** How far estimates of the mean demand lie from the true one. */
export interface RecoveredDemand {
  readonly method: string;
  /** Estimated over true demand of the whole panel, less 1. */
  readonly bias: number;
  /** Mean over series of |estimated / true − 1|. */
  readonly meanAbsoluteError: number;
  /** Half the 95 % interval of `bias`, from the spread between series. */
  readonly biasMargin: number;
}

export interface Recovery {
  readonly recovered: readonly RecoveredDemand[];
  /** Share of series whose lost pieces lie within the 80 % interval told with their estimate. */
  readonly lostCoverage80: number;
  /** Lost pieces of the panel: estimated over true. */
  readonly lostRatio: number;
  readonly millisecondsPerSeries: number;
}

const SCORE_80 = 1.2816;

/** Recovers the demand of every shelf by ours and by the two usual ways. */
export function recover(truth: readonly TrueDemand[], shelves: readonly Shelf[]): Recovery {
  const estimates: Readonly<Record<string, number[]>> = {
    stockwright: [],
    'sales as demand': [],
    'sold-out days left out': [],
  };
  let covered = 0;
  let lost = 0;
  let lostTrue = 0;
  let microseconds = 0;
  const totals = truth.map(({ demand }) => demand.reduce((a, b) => a + b, 0));
  truth.forEach(({ demand, firstDay }, s) => {
    const { sales, stockAtOpen } = shelves[s];
    const before = process.cpuUsage();
    const states = statesOfOpeningStock(sales, stockAtOpen);
    const own = uncensorDemand(sales, states, { firstDay });
    const { user, system } = process.cpuUsage(before);
    microseconds += user + system;
    const sold = sales.reduce((a, b) => a + b, 0);
    let shown = 0;
    let shownDays = 0;
    for (let t = 0; t < sales.length; t++) {
      if (states[t] !== DAY_STATE.shown) continue;
      shown += sales[t];
      shownDays += 1;
    }
    estimates.stockwright.push(own.expected.reduce((a, b) => a + b, 0));
    estimates['sales as demand'].push(sold);
    estimates['sold-out days left out'].push(
      shownDays > 0 ? (shown / shownDays) * demand.length : sold,
    );
    lost += own.lostPieces;
    lostTrue += totals[s] - sold;
    if (Math.abs(own.lostPieces - (totals[s] - sold)) <= SCORE_80 * own.lostPiecesSd) covered += 1;
  });
  const all = totals.reduce((a, b) => a + b, 0);
  return {
    recovered: Object.entries(estimates).map(([method, values]) => {
      const bias = values.reduce((a, b) => a + b, 0) / all - 1;
      const squares = values.reduce((sum, v, s) => sum + (v - (1 + bias) * totals[s]) ** 2, 0);
      return {
        method,
        bias,
        biasMargin: (1.96 * Math.sqrt(squares)) / all,
        meanAbsoluteError: mean(values.map((value, s) => Math.abs(value / totals[s] - 1))),
      };
    }),
    lostCoverage80: covered / truth.length,
    lostRatio: lost / lostTrue,
    millisecondsPerSeries: microseconds / 1000 / truth.length,
  };
}
