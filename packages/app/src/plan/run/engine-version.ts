/**
 * Names the way plans are computed. It is part of a run's hash: raise it with every change that can
 * change a plan, so that the same inputs are planned anew.
 */
export const ENGINE_VERSION = '0.2.0';
