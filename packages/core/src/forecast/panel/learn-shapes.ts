import type { DemandPanel } from '../../demand/index.js';
import { type EventUplifts, eventUplifts } from '../drivers/index.js';
import type { ForecastSettings } from '../settings.js';
import { demandShares } from './demand-shares.js';
import { exposureOf, groupOf } from './exposure.js';
import type { EventFactors, PanelKnowledge, PanelTraits } from './panel-knowledge.js';
import { samplePanel } from './sub-panel.js';
import { weekdayShapes } from './weekday-shapes.js';
import { yearShapes } from './year-shapes.js';

/** Series that events are learned from, at most. */
const MOST_SERIES = 2000;

/** What a panel's series share, before anything is tried on the past. */
export type Shapes = Omit<PanelKnowledge, 'pooled' | 'calibration'>;

/** The shapes of week and year and the events' factors. */
export function learnShapes(
  panel: DemandPanel,
  traits: PanelTraits,
  settings: ForecastSettings,
): Shapes {
  const { step } = settings;
  if (step !== 'day')
    return {
      step,
      weekdayShapes: new Map(),
      demandShares: new Map(),
      yearShapes: new Map(),
      events: null,
    };
  const group = Int32Array.from({ length: panel.seriesCount }, (_, s) => groupOf(panel, traits, s));
  const events = learnEvents(panel, { ...traits, group });
  return {
    step,
    weekdayShapes: weekdayShapes(panel),
    demandShares: demandShares(panel),
    events,
    yearShapes: yearShapes(
      panel,
      group,
      (s) => exposureOf(panel, { ...traits, group }, { events }, s, 0) ?? null,
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
