export { type CalendarEvent, EVENT_KINDS, type EventKind } from './calendar-event.js';
export { USUAL_WINDOWS } from './default-windows.js';
export {
  type EventColumns,
  type EventWindows,
  eventColumns,
  eventDrivers,
} from './event-columns.js';
export { type PriceColumns, type PriceSettings, priceColumns } from './price/price-columns.js';
export type { PriceEffect } from './price/price-effect.js';
export { priceExposure } from './price/price-exposure.js';
export {
  type LearntPriceEffect,
  type PriceData,
  type PriceResponse,
  priceResponse,
} from './price/price-response.js';
export type { PriceResponseSettings } from './price/response-settings.js';
export { type Span, stepStarts } from './steps.js';
export type { UpliftData } from './uplift/event-days.js';
export { eventExposure } from './uplift/event-exposure.js';
export { type EventUplifts, eventUplifts } from './uplift/event-uplifts.js';
export { type GroupUplifts, groupUplifts } from './uplift/group-uplifts.js';
export { type JudgedEvent, judgeUplifts } from './uplift/judge-uplifts.js';
export { type SeriesUplifts, seriesUplifts } from './uplift/series-uplifts.js';
export type { UpliftSettings } from './uplift/settings.js';
