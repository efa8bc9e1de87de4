import type { Adapter } from './case-shape.js';
import { horizonCases } from './horizon-cases.js';
import { lotCases } from './lot-cases.js';
import { newsvendorCases } from './newsvendor-cases.js';
import { reorderCases } from './reorder-cases.js';
import { serviceCases } from './service-cases.js';

/** Every kind of case that we have a solver for. */
export const adapters: Readonly<Record<string, Adapter>> = {
  ...newsvendorCases,
  ...serviceCases,
  ...lotCases,
  ...reorderCases,
  ...horizonCases,
};
