import { requirePositive, requireWhole } from '../../../maths/index.js';

/** How uplifts of events are learnt. */
export interface UpliftSettings {
  /** Days of the same weekday asked on each side of an event's day for what is usual; 1 or more. Default 3. */
  readonly comparableDays: number;
  /** Weeks on each side within which they are sought; at least comparableDays. Default 10. */
  readonly weeksAround: number;
  /**
   * Usual size of what events do, as the scale of ln uplift, before anything is known; above 0. It is
   * learnt from the events where there are many. Default 0.15.
   */
  readonly priorSpread: number;
}

/** The settings, complete. @throws RangeError on one out of its range */
export function upliftSettings(given: Partial<UpliftSettings> = {}): UpliftSettings {
  const settings = { comparableDays: 3, weeksAround: 10, priorSpread: 0.15, ...given };
  requireWhole('comparableDays', settings.comparableDays, 1);
  requireWhole('weeksAround', settings.weeksAround, settings.comparableDays);
  requirePositive('priorSpread', settings.priorSpread);
  return settings;
}
