import type { Language } from '@stockwright/app';
import { type Facts, type MessageKey, say } from '../messages/say.js';

/** A command that was used rightly and yet could not do its work: one line, exit code 1. */
export class Failure extends Error {
  constructor(
    readonly code: MessageKey,
    readonly facts: Facts = {},
  ) {
    super(say('en', code, facts));
    this.name = 'Failure';
  }

  in(language: Language): string {
    return say(language, this.code, this.facts);
  }
}
