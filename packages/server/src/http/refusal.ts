import type { Language } from '@stockwright/app';
import { type Facts, say } from '../messages/say.js';

/** What the HTTP door itself refuses, before any use case is asked: code and status. */
export const refusals = {
  'http.notFound': 404,
  'http.invalidRequest': 400,
  'http.malformedBody': 400,
  'http.mediaType': 415,
  'http.tooLarge': 413,
  'http.tokenMissing': 401,
  'http.tokenWrong': 401,
  'http.hostRefused': 403,
  'http.originRefused': 403,
  'http.keyMissing': 400,
  'http.keyMalformed': 400,
  'http.tooManyRequests': 429,
  'http.notReady': 503,
  'http.refused': 400,
  'http.internal': 500,
} as const satisfies Readonly<Record<string, number>>;

export type RefusalCode = keyof typeof refusals;

/** Trouble with a request itself, as a typed error worded by the server's catalogue. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly facts: Facts = {},
    options?: ErrorOptions,
  ) {
    super(say('en', code, facts), options);
    this.name = 'Refusal';
  }

  in(language: Language): string {
    return say(language, this.code, this.facts);
  }

  get status(): number {
    return refusals[this.code];
  }
}
