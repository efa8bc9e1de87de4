/**
 * Forecast: a distribution for each of the next days, from the daily history of one item at one place.
 *
 * The shop is closed on Sundays, and the item sells now and then. What a week will bring is read from
 * sample paths: quantiles of single days must not be added up.
 */
import { forecastSeries } from '@stockwright/core/forecast';
import { createDice, drawPoisson, quantileOfSamples } from '@stockwright/core/maths';
import { isoWeekday, parseDay } from '@stockwright/core/units';

const firstDay = parseDay('2026-05-01');
const dice = createDice('example');
const history = Float64Array.from({ length: 180 }, (_, t) =>
  isoWeekday(firstDay + t) === 7 ? 0 : drawPoisson(dice, 0.8),
);

const forecast = forecastSeries(
  history,
  null,
  { firstDay, seed: ['example'] },
  { horizonDays: 28, pathCount: 500 },
);

const week = Float64Array.from({ length: forecast.pathCount }, (_, k) => {
  let pieces = 0;
  for (let d = 0; d < 7; d++) pieces += forecast.paths[k * forecast.horizonDays + d];
  return pieces;
});
console.log(`method ${forecast.method}, ${forecast.explanation.level.toFixed(2)} pieces a day`);
console.log(
  `next week: half the time at most ${quantileOfSamples(week, 0.5)}, nine times in ten at most ${quantileOfSamples(week, 0.9)}`,
);
