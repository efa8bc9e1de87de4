import type { DemandPanel } from '../../demand/index.js';
import { isoWeekday } from '../../units/index.js';
import { type PriceResponse, priceResponse } from '../drivers/index.js';
import type { TimeStep } from '../steps.js';
import { exposureOf, type KnownMoves } from './exposure.js';
import type { PanelTraits } from './panel-knowledge.js';
import { samplePanel } from './sub-panel.js';
import type { WeekdayShape } from './weekday-shapes.js';

/** Series that prices are learned from, at most. */
const MOST_SERIES = 2000;

/**
 * Steps whose median price is usual and steps that tell the level of demand. A year where steps are short enough: with a
 * quarter, weeks of on-and-off promotions become the usual price themselves, and what is learned is half
 * forgotten (Dominick's orange juice: 10 % less error with prices of a year, 8 % with those of a quarter).
 */
const MEMORIES: Readonly<Record<TimeStep, { usualSteps: number; levelSteps: number }>> = {
  hour: { usualSteps: 24 * 91, levelSteps: 24 * 28 },
  day: { usualSteps: 364, levelSteps: 28 },
  week: { usualSteps: 52, levelSteps: 8 },
  month: { usualSteps: 12, levelSteps: 6 },
  quarter: { usualSteps: 6, levelSteps: 4 },
  year: { usualSteps: 3, levelSteps: 3 },
  other: { usualSteps: 52, levelSteps: 8 },
};

/**
 * What prices do to the demand of each group of a panel, from a sample of its series; null without prices.
 *
 * @param moves what else is known to move demand, so that a promotion for a feast is not given the feast's sales
 */
export function learnPrices(
  panel: DemandPanel,
  traits: PanelTraits & { readonly group: Int32Array },
  step: TimeStep,
  moves: KnownMoves & { readonly weekdayShapes?: ReadonlyMap<number, WeekdayShape> },
): PriceResponse | null {
  if (!traits.priceOf || panel.seriesCount === 0) return null;
  const sample = samplePanel(panel, traits, MOST_SERIES);
  const { group = [], priceOf = () => undefined } = sample.traits;
  const known = (s: number): Float64Array | undefined => {
    const exposure = exposureOf(sample.panel, sample.traits, moves, s, 0);
    const week = moves.weekdayShapes?.get(sample.panel.location[s]);
    if (!week) return exposure;
    const steps = sample.panel.offsets[s + 1] - sample.panel.offsets[s];
    const first = isoWeekday(sample.panel.firstDay[s]) - 1;
    return Float64Array.from(
      { length: steps },
      (_, t) => (exposure ? exposure[t] : 1) * week[(first + t) % 7],
    );
  };
  return priceResponse({ panel: sample.panel, group, priceOf, known }, MEMORIES[step]);
}
