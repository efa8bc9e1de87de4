import type { DemandPanel } from '../../demand/index.js';
import { dayOfYear } from '../../units/index.js';
import { type EventColumns, type PriceResponse, priceExposure } from '../drivers/index.js';
import type { EventFactors, PanelTraits } from './panel-knowledge.js';
import type { YearShape } from './year-shapes.js';

const SHORTEST_YEAR = 365;

/** What moves demand at known times: any part of a panel's knowledge. */
export interface KnownMoves {
  readonly yearShapes?: ReadonlyMap<number, YearShape>;
  readonly events?: EventFactors | null;
  readonly price?: PriceResponse | null;
}

/** Group of a series: its own, or its location. */
export const groupOf = (panel: DemandPanel, traits: PanelTraits, series: number): number =>
  traits.group ? traits.group[series] : panel.location[series];

/**
 * Factor on the demand of each step of a series' history and of the horizon: the season of the year, events,
 * prices and what else is known. undefined where nothing is.
 */
export function exposureOf(
  panel: DemandPanel,
  traits: PanelTraits,
  moves: KnownMoves,
  series: number,
  horizon: number,
): Float64Array | undefined {
  const length = panel.offsets[series + 1] - panel.offsets[series] + horizon;
  const group = groupOf(panel, traits, series);
  const given = traits.known?.(series);
  const year = moves.yearShapes?.get(group);
  const columns = moves.events ? traits.columnsOf?.(panel.location[series]) : undefined;
  const prices = moves.price ? traits.priceOf?.(series) : undefined;
  if (!given && !year && !columns && !prices) return undefined;
  if (given && given.length < length)
    throw new RangeError(
      `what is known of series ${series} has ${given.length} steps; its history and the horizon have ${length}`,
    );
  const exposure = given ? given.slice(0, length) : new Float64Array(length).fill(1);
  const firstDay = panel.firstDay[series];
  if (year) multiplyYear(exposure, firstDay, year);
  if (columns && moves.events) multiplyEvents(exposure, firstDay, columns, moves.events, group);
  if (prices && moves.price) multiplyPrices(exposure, prices, moves.price, group);
  return exposure;
}

/** Prices that end before the horizon go on as they are. */
function multiplyPrices(
  exposure: Float64Array,
  prices: Float64Array,
  response: PriceResponse,
  group: number,
): void {
  const known = new Float64Array(exposure.length).fill(Number.NaN);
  known.set(prices.subarray(0, known.length));
  const factors = priceExposure(response, group, known);
  for (let t = 0; t < exposure.length; t++) exposure[t] *= factors[t];
}

function multiplyYear(exposure: Float64Array, firstDay: number, year: YearShape): void {
  let place = dayOfYear(firstDay);
  for (let t = 0; t < exposure.length; t++) {
    exposure[t] *= year[place];
    // Years differ by a day at their end only, so the place is looked up just there.
    place = place < SHORTEST_YEAR - 1 ? place + 1 : dayOfYear(firstDay + t + 1);
  }
}

function multiplyEvents(
  exposure: Float64Array,
  firstDay: number,
  columns: EventColumns,
  events: EventFactors,
  group: number,
): void {
  const { span, values, names, marked } = columns;
  const shift = firstDay - span.firstDay;
  const row = group * names.length;
  for (let i = firstMarked(columns, shift); i < marked.length; i++) {
    const t = (marked[i] % span.steps) - shift;
    if (t >= exposure.length) break;
    const more = events.factors[row + Math.floor(marked[i] / span.steps)] - 1;
    if (!Number.isNaN(more)) exposure[t] *= 1 + more * values[marked[i]];
  }
}

/** Position in `marked` of the first mark at or after a step. */
function firstMarked({ marked, span }: EventColumns, step: number): number {
  let low = 0;
  let high = marked.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (marked[middle] % span.steps < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Something known ahead and what it does to the pieces of a forecast: 0.2 = a fifth more. */
export interface KnownEffect {
  /** "year", or the name of an event's column. */
  readonly name: string;
  readonly effect: number;
}

/** Effects below this share are not worth a planner's word. */
const NOTEWORTHY = 0.002;

/**
 * What the season of the year and each event do to a series' pieces over the horizon, beside the year's
 * mean and beside days without the event; the greatest first. Other things known (`known`) come as one
 * factor without a name, and are not told here.
 */
export function effectsAhead(
  panel: DemandPanel,
  traits: PanelTraits,
  moves: KnownMoves,
  series: number,
  horizon: number,
): KnownEffect[] {
  const group = groupOf(panel, traits, series);
  const effects: KnownEffect[] = [];
  const firstDay = panel.lastDay + 1;
  const year = moves.yearShapes?.get(group);
  if (year) {
    let sum = 0;
    for (let h = 0; h < horizon; h++) sum += year[dayOfYear(firstDay + h)];
    effects.push({ name: 'year', effect: sum / horizon - 1 });
  }
  const columns = moves.events ? traits.columnsOf?.(panel.location[series]) : undefined;
  if (columns && moves.events) {
    const { span, values, names, marked } = columns;
    const sums = new Map<number, number>();
    const from = firstDay - span.firstDay;
    for (let i = firstMarked(columns, from); i < marked.length; i++) {
      if (marked[i] % span.steps >= from + horizon) break;
      const event = Math.floor(marked[i] / span.steps);
      sums.set(event, (sums.get(event) ?? 0) + values[marked[i]]);
    }
    for (const [event, sum] of sums) {
      const more = moves.events.factors[group * names.length + event] - 1;
      effects.push({ name: names[event], effect: (more * sum) / horizon });
    }
  }
  return effects
    .filter(({ effect }) => Math.abs(effect) >= NOTEWORTHY)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
}
