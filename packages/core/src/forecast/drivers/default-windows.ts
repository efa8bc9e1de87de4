import type { EventWindows } from './event-columns.js';

/** Windows that suit feasts of which one does not know better: the rush of the last days before, the rest after. */
export const USUAL_WINDOWS: EventWindows = { before: [1, 3], after: [1] };
