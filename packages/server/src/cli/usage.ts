import type { Language } from '@stockwright/app';
import { type Facts, type MessageKey, say } from '../messages/say.js';

/** The command line was used wrongly: one line for the person, exit code 2. */
export class UsageError extends Error {
  constructor(
    readonly key: MessageKey,
    readonly facts: Facts = {},
  ) {
    super(say('en', key, facts));
    this.name = 'UsageError';
  }

  in(language: Language): string {
    return say(language, this.key, this.facts);
  }
}
