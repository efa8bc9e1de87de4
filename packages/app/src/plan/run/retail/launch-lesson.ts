import {
  condenseBelief,
  forecastLaunches,
  type ItemAttributes,
  type KnownItem,
  type LaunchCurve,
  type LaunchLessons,
  type LevelBelief,
  levelWeeks,
} from '@stockwright/core/forecast';

/** Days from its first sale on that an item is young: forecast from launches as well. */
export const YOUNG_DAYS = 56;

/** Launches and established items that the young ones are compared with. */
export const MOST_LAUNCHES = 250;
export const MOST_ESTABLISHED = 150;
/** With fewer launches to learn from, young items are forecast as all others. */
export const FEWEST_LAUNCHES = 30;
/** Asked about at a time: likenesses grow with the square of it. */
const ASKED_AT_A_TIME = 250;
/** Items named as those that a forecast leans on. */
const NAMED = 3;

/** What a worker needs to forecast launches: plain data. */
export interface LaunchLesson {
  /** Sales by days. */
  readonly known: readonly KnownItem[];
  readonly asked: readonly ItemAttributes[];
}

/** What is believed of each item asked about, in their order. */
export interface LaunchKnowledge {
  /** By days. */
  readonly curve: LaunchCurve;
  readonly young: readonly {
    readonly belief: LevelBelief;
    /** Codes of the items most like it. */
    readonly alike: readonly string[];
  }[];
}

/** Forecasts the launches asked about; runs in a worker. Null where there are too few to learn from. */
export function learnLaunchLesson({ known, asked }: LaunchLesson): LaunchKnowledge | null {
  if (asked.length === 0 || known.filter((each) => !each.established).length < FEWEST_LAUNCHES)
    return null;
  const young: { belief: LevelBelief; alike: string[] }[] = [];
  let lessons: LaunchLessons | undefined;
  let curve: LaunchCurve | undefined;
  for (let from = 0; from < asked.length; from += ASKED_AT_A_TIME) {
    const learnt = forecastLaunches(known, asked.slice(from, from + ASKED_AT_A_TIME), {
      periods: YOUNG_DAYS,
      mostLaunches: MOST_LAUNCHES,
      mostEstablished: MOST_ESTABLISHED,
      ...(lessons && { lessons }),
    });
    lessons ??= learnt.lessons ?? undefined;
    curve ??= learnt.curve;
    for (const { belief, analogues } of learnt.forecasts) {
      const codes = analogues.map((each) => String(known[each.known].item));
      young.push({
        belief: condenseBelief(belief),
        alike: [...new Set(codes)].slice(0, NAMED),
      });
    }
  }
  return curve ? { curve: levelWeeks(curve), young } : null;
}
