import { inject } from 'vitest';

/** In the tests' own process, stands for the module of the same name in packages/app. */
export const planningThread = { filename: inject('planningWorker') };
