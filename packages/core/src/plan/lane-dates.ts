import { type EpochDay, isoWeekday } from '../units/index.js';
import type { LaneTerms } from './item-plan.js';
import type { OrderDates } from './plan-result.js';

/** How far ahead an order day is looked for; a lane with none in a year does not supply. */
const SEARCH_DAYS = 366;

type LaneCalendar = Pick<
  LaneTerms,
  'orderWeekdays' | 'closedDays' | 'handlingDays' | 'leadTimeMeanDays'
>;

/**
 * The next dates on a lane: the order leaves on the first allowed weekday from asOf on that is not a
 * closed day, is dispatched after the handling days and arrives after the mean lead time, rounded up.
 *
 * @returns null when no day of the coming year is allowed
 * @example Monday 2011-10-31, orders on Thursdays, 1 day handling, 2.5 days lead time: ordered on
 *   2011-11-03, shipped on 11-04, there on 11-07
 */
export function nextOrderDates(lane: LaneCalendar, asOf: EpochDay): OrderDates | null {
  for (let orderOn = asOf; orderOn < asOf + SEARCH_DAYS; orderOn++) {
    if (lane.orderWeekdays.length > 0 && !lane.orderWeekdays.includes(isoWeekday(orderOn)))
      continue;
    if (lane.closedDays?.includes(orderOn)) continue;
    const shipOn = orderOn + lane.handlingDays;
    return { orderOn, shipOn, arriveOn: shipOn + Math.ceil(lane.leadTimeMeanDays) };
  }
  return null;
}
