import type { DemandPanel } from '@stockwright/core/demand';
import {
  exposureOf,
  type ForecastSettings,
  learnFromPast,
  learnShapes,
  type PanelKnowledge,
  type PanelTraits,
  type PastKnowledge,
  type Shapes,
  samplePanel,
} from '@stockwright/core/forecast';

/** Series that a catalogue's past is learned from: enough, and few enough to travel to a worker. */
const SAMPLED_SERIES = 2000;

/** What a worker needs to learn from a catalogue's past: plain data. */
export interface PastLesson {
  readonly panel: DemandPanel;
  readonly group: ArrayLike<number> | undefined;
  /** All that is known of each series, as one factor per step. */
  readonly exposures: readonly (Float64Array | undefined)[];
  readonly shapes: Shapes;
  readonly settings: Partial<ForecastSettings>;
}

/** What the series of a catalogue share: its shapes at once, the rest by `learnPast`, in a worker. */
export async function learnCatalogue(
  panel: DemandPanel,
  traits: PanelTraits,
  settings: ForecastSettings,
  learnPast: (lesson: PastLesson) => Promise<PastKnowledge>,
): Promise<PanelKnowledge> {
  const shapes = learnShapes(panel, traits, settings);
  const sample = samplePanel(panel, traits, SAMPLED_SERIES);
  const exposures = Array.from({ length: sample.panel.seriesCount }, (_, s) =>
    exposureOf(sample.panel, sample.traits, shapes, s, settings.horizonDays),
  );
  const past = await learnPast({
    panel: sample.panel,
    group: sample.traits.group,
    exposures,
    // What they say is in the exposures already.
    shapes: { ...shapes, yearShapes: new Map(), events: null, price: null },
    settings,
  });
  return { ...shapes, ...past };
}

/** Learns from the past; runs in a worker. */
export const learnPastLesson = ({
  panel,
  group,
  exposures,
  shapes,
  settings,
}: PastLesson): PastKnowledge =>
  learnFromPast(panel, { group, known: (s) => exposures[s] }, shapes, settings);
