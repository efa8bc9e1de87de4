import type { KnownSet } from './our-default.js';
import type { EvaluationSet } from './sets/evaluation-set.js';

/**
 * What was known of a set when some of its tasks, all of one window, were forecast.
 *
 * @param withFacts hand over what is known ahead (calendar, prices) as well
 */
export function knownAt(
  set: EvaluationSet,
  tasks: readonly number[],
  withFacts: boolean,
): Pick<KnownSet, 'step' | 'series' | 'calendar' | 'horizon'> {
  return {
    step: set.step,
    series: tasks.map((task) => {
      const { series, origin } = set.tasks[task];
      const { values, firstStep, keys, price } = set.series[series];
      return {
        values: values.slice(0, origin),
        firstStep,
        keys,
        ...(withFacts && price && { price: price.slice(0, origin + set.horizon) }),
      };
    }),
    ...(withFacts && set.calendar && { calendar: set.calendar }),
    horizon: set.horizon,
  };
}
