import type { Language } from '@stockwright/app';

/** An error that can say itself in a language: problems of the use cases, refusals, wrong use. */
export interface Worded extends Error {
  in(language: Language): string;
}

/**
 * Told by its shape, not its class: the command line words errors of modules that it loads only when
 * a verb needs them.
 */
export const isWorded = (error: unknown): error is Worded =>
  error instanceof Error && 'in' in error && typeof error.in === 'function';
