export type { EventFields } from './event-rules.js';
export {
  addEvent,
  type CalendarEvent,
  changeEvent,
  type EventInput,
  type EventQuery,
  getEvent,
  listEvents,
  removeEvent,
} from './events.js';
export { holidayCountries } from './holidays.js';
export { type EventJudgement, judgeEvent } from './judge-event.js';
export type { ScopeGiven } from './scope.js';
export { type HolidaysWanted, type SeededHolidays, seedHolidays } from './seed-holidays.js';
