import { DayExposure } from './day-exposure.js';
import type { EventCalendar } from './event-days.js';
import type { UpliftSettings } from './settings.js';

/** Exposures of the days by list of event days and group, each reckoned once. */
export class Beliefs {
  readonly #calendar: EventCalendar;
  readonly #settings: UpliftSettings;
  readonly #known = new Map<number, DayExposure>();

  constructor(calendar: EventCalendar, settings: UpliftSettings) {
    this.#calendar = calendar;
    this.#settings = settings;
  }

  /** @param factors factors[group · events + event], the same at every call */
  of(list: number, group: number, factors: Float64Array): DayExposure {
    const { lists, names } = this.#calendar;
    const key = group * lists.length + list;
    let exposure = this.#known.get(key);
    if (exposure === undefined) {
      exposure = new DayExposure(lists[list], factors, group * names.length, this.#settings);
      this.#known.set(key, exposure);
    }
    return exposure;
  }
}
