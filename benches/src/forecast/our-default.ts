import type { DemandPanel } from '@stockwright/core/demand';
import {
  type CalendarEvent,
  type EventColumns,
  eventColumns,
  forecastPanel,
  forecastSettings,
  learnPanel,
  type PanelTraits,
  USUAL_WINDOWS,
} from '@stockwright/core/forecast';
import type { EventCalendar, Step } from './sets/evaluation-set.js';

/** One window of a set: what was known at its origin. */
export interface KnownSet {
  readonly step: Step;
  /** Oldest first, up to the origin; NaN = not observed. */
  readonly series: readonly {
    readonly values: Float64Array;
    /** Days since 1970 for days, months since 1970-01 for months, else 0. */
    readonly firstStep: number;
    readonly keys: Readonly<Record<string, string>>;
    /** One per step and on into the horizon, since prices are known ahead. */
    readonly price?: Float64Array;
  }[];
  /** Reaches into the horizon. */
  readonly calendar?: EventCalendar;
  readonly horizon: number;
  /** Ascending. */
  readonly probabilities: readonly number[];
  readonly pathCount: number;
  readonly seed: number;
}

export interface SetForecast {
  readonly mean: Float64Array;
  /** quantiles[p * horizon + h] */
  readonly quantiles: Float64Array;
  /** paths[k * horizon + h] */
  readonly paths?: ArrayLike<number>;
}

/** The configuration that every set is forecast with, for people to read. */
export function describeDefault(): string {
  const { methods, pathCount } = forecastSettings();
  return [
    'learnPanel, then forecastPanel: a combination of the series\u2019 own methods',
    `(${methods.join(', ')}), blended with one pooled regression by their past errors,`,
    'known exposures (week, year, events, prices, days of a month), paths calibrated by past PITs;',
    `${pathCount} paths unless said otherwise; the step (day, week, month \u2026) alone sets memories and lags`,
  ].join(' ');
}

/** Stockwright's default forecast of all series of one window. */
export function forecastSet(set: KnownSet): SetForecast[] {
  const { horizon, pathCount, probabilities, seed } = set;
  const panel = panelOf(set);
  const traits = traitsOf(set, panel);
  const settings = { step: set.step, horizonDays: horizon, pathCount, probabilities };
  const forecasts: SetForecast[] = [];
  forecastPanel(
    panel,
    { traits, knowledge: learnPanel(panel, traits, settings), seed: (s) => [seed, s] },
    settings,
    (_, { mean, quantiles, paths }) => forecasts.push({ mean, quantiles, paths }),
  );
  return forecasts;
}

/** All series end at the same step, whatever they are numbered by. */
function panelOf({ series }: KnownSet): DemandPanel {
  const places = new Map<string, number>();
  const offsets = new Int32Array(series.length + 1);
  series.forEach(({ values }, s) => {
    offsets[s + 1] = offsets[s] + values.length;
  });
  const total = offsets[series.length];
  const dated = series.every(({ firstStep }) => firstStep !== 0);
  const longest = series.reduce((most, { values }) => Math.max(most, values.length), 0);
  const lastDay = dated
    ? series.reduce((last, s) => Math.max(last, s.firstStep + s.values.length - 1), 0)
    : longest - 1;
  const panel: DemandPanel = {
    seriesCount: series.length,
    item: Int32Array.from(series.keys()),
    location: Int32Array.from(series, ({ keys }, s) => {
      // An item is sold at a store; a sum of many is a place of its own.
      const place = keys.item_id === undefined ? `sum ${s}` : (keys.store_id ?? '');
      const known = places.get(place) ?? places.size;
      places.set(place, known);
      return known;
    }),
    firstDay: Int32Array.from(series, ({ values }) => lastDay - values.length + 1),
    lastDay,
    offsets,
    demand: new Float64Array(total),
    returned: new Float64Array(total),
    observed: new Uint8Array(total),
  };
  series.forEach(({ values }, s) => {
    values.forEach((value, t) => {
      panel.demand[offsets[s] + t] = Number.isNaN(value) ? 0 : value;
      panel.observed[offsets[s] + t] = Number.isNaN(value) ? 0 : 1;
    });
  });
  return panel;
}

function traitsOf(set: KnownSet, panel: DemandPanel): PanelTraits {
  const { calendar, series, step, horizon } = set;
  const priced = series.some(({ price }) => price !== undefined);
  const prices: PanelTraits = priced ? { priceOf: (s) => series[s].price } : {};
  if (step === 'month' && series.every(({ firstStep }) => firstStep > 0))
    return {
      ...prices,
      known: (s) => daysOfMonths(panel.firstDay[s], series[s].values.length + horizon),
    };
  if (step !== 'day' || !calendar) return prices;
  const columns = columnsOf(calendar);
  return { ...prices, columnsOf: () => columns };
}

const MEAN_MONTH_DAYS = 365.2425 / 12;

/** Days of each month over a mean month's, from months since 1970-01 on. */
const daysOfMonths = (first: number, count: number): Float64Array =>
  Float64Array.from(
    { length: count },
    (_, i) => new Date(Date.UTC(1970, first + i + 1, 0)).getUTCDate() / MEAN_MONTH_DAYS,
  );

/** Events with the days around them; flags, such as paydays, as they are. */
function columnsOf({ events, flags, firstDay, dayCount }: EventCalendar): EventColumns {
  const named = events.flatMap(({ name, days }) =>
    days.map((day): CalendarEvent => ({ name, kind: 'other', firstDay: day, lastDay: day })),
  );
  const flagged = flags.flatMap(({ name, values }) =>
    Array.from(values).flatMap((value, t): CalendarEvent[] =>
      value > 0 ? [{ name, kind: 'other', firstDay: firstDay + t, lastDay: firstDay + t }] : [],
    ),
  );
  const plain = new Set(flags.map(({ name }) => name));
  return eventColumns([...named, ...flagged], { step: 'day', firstDay, steps: dayCount }, (name) =>
    plain.has(name) ? {} : USUAL_WINDOWS,
  );
}
