import type { EventWindows } from './event-columns.js';

/** Windows that suit feasts of which one does not know better: a fortnight's rush in four parts, the days of rest after. */
export const USUAL_WINDOWS: EventWindows = { before: [1, 3, 7, 14], after: [1, 3] };
