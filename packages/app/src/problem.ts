import { describe, type Language, type ProblemCode, problems } from './messages/problems.js';

/**
 * Trouble that a user can mend, as a typed error. The code names it in the catalogue of messages
 * (`messages/`), the facts fill the message's blanks; the API turns it into problem details (RFC 9457)
 * and the command line into one line and an exit code.
 */
export class Problem extends Error {
  constructor(
    /** Key in the catalogue, e.g. `import.tooManyRejects`. */
    readonly code: ProblemCode,
    /** Values for the blanks of the message. */
    readonly facts: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(describe(code, facts, 'en'), options);
    this.name = 'Problem';
  }

  /** The message in a language. */
  in(language: Language): string {
    return describe(this.code, this.facts, language);
  }

  /** HTTP status that fits. */
  get status(): number {
    return problems[this.code].status;
  }
}

export type { Language, ProblemCode };
