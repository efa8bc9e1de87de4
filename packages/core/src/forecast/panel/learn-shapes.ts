import type { DemandPanel } from '../../demand/index.js';
import { type EventUplifts, eventUplifts } from '../drivers/index.js';
import type { ForecastSettings } from '../settings.js';
import { demandShares } from './demand-shares.js';
import { exposureOf, groupOf } from './exposure.js';
import { learnPrices } from './learn-prices.js';
import type { EventFactors, PanelKnowledge, PanelTraits } from './panel-knowledge.js';
import { samplePanel } from './sub-panel.js';
import { weekdayShapes } from './weekday-shapes.js';
import { yearShapes } from './year-shapes.js';

/** Series that events are learned from, at most. */
const MOST_SERIES = 2000;

/** What a panel's series share, before anything is tried on the past. */
export type Shapes = Omit<PanelKnowledge, 'pooled' | 'spreadFactor' | 'calibration'>;

/** The shapes of week and year, the events' factors and what prices do. */
export function learnShapes(
  panel: DemandPanel,
  traits: PanelTraits,
  settings: ForecastSettings,
): Shapes {
  const { step } = settings;
  const group = Int32Array.from({ length: panel.seriesCount }, (_, s) => groupOf(panel, traits, s));
  const grouped = { ...traits, group };
  if (step !== 'day')
    return {
      step,
      weekdayShapes: new Map(),
      demandShares: new Map(),
      yearShapes: new Map(),
      events: null,
      price: learnPrices(panel, grouped, step, {}),
    };
  const events = learnEvents(panel, grouped);
  const weekdays = weekdayShapes(panel);
  const price = learnPrices(panel, grouped, step, { events, weekdayShapes: weekdays });
  return {
    step,
    weekdayShapes: weekdays,
    demandShares: demandShares(panel),
    events,
    price,
    yearShapes: yearShapes(
      panel,
      group,
      (s) => exposureOf(panel, grouped, { events, price }, s, 0) ?? null,
    ),
  };
}

function learnEvents(
  panel: DemandPanel,
  traits: PanelTraits & { readonly group: Int32Array },
): EventFactors | null {
  const { columnsOf } = traits;
  if (!columnsOf || panel.seriesCount === 0) return null;
  const sample = samplePanel(panel, traits, MOST_SERIES);
  const { names, group, overall }: EventUplifts = eventUplifts({
    panel: sample.panel,
    group: sample.traits.group ?? [],
    columnsOf,
  });
  // A group without a series in the sample has the factors of all.
  const groups = traits.group.reduce((a, b) => Math.max(a, b), -1) + 1;
  const factors = new Float64Array(groups * names.length);
  for (let g = 0; g < groups; g++) factors.set(overall, g * names.length);
  factors.set(group.subarray(0, factors.length));
  return { names, factors };
}
