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
export type { ScopeGiven } from './scope.js';
