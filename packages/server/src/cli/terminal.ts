import type { Language } from '@stockwright/app';
import { type Facts, isMessageKey, type MessageKey, say } from '../messages/say.js';

/** A stream that text goes to, and whether a person is at its end. */
export interface TextSink {
  write(text: string | Uint8Array): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Where the command line reads and writes: data goes to `data`, talk to `talk`. */
export interface Terminal {
  readonly data: TextSink;
  readonly talk: TextSink;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** How this call of the command speaks: language, JSON or words, moving or still progress. */
export class Voice {
  constructor(
    readonly terminal: Terminal,
    readonly language: Language,
    readonly json: boolean,
  ) {}

  /** The words of a key. */
  word(key: MessageKey, facts?: Facts): string {
    return say(this.language, key, facts);
  }

  /** One line of data, on stdout. */
  line(text = ''): void {
    this.terminal.data.write(`${text}\n`);
  }

  /** The whole answer as one JSON value, on stdout. */
  object(value: unknown): void {
    this.line(JSON.stringify(value, null, 2));
  }

  /** One line of talk, on stderr. */
  tell(key: MessageKey, facts?: Facts): void {
    this.tellText(this.word(key, facts));
  }

  tellText(text: string): void {
    this.terminal.talk.write(`${text}\n`);
  }

  /** A state or kind in words, e.g. of an order; as it is where nobody worded it. */
  state(state: string): string {
    const key = `state.${state}`;
    return isMessageKey(key) ? this.word(key) : state;
  }

  /** Says, as talk, that a list goes on. */
  tellPage(page: {
    readonly data: readonly unknown[];
    readonly nextCursor: string | null;
    readonly total: number;
  }): void {
    const { data, nextCursor, total } = page;
    if (nextCursor) this.tell('page.more', { shown: data.length, total, cursor: nextCursor });
  }

  /** True where a progress line may move. */
  get isLively(): boolean {
    const { environment, talk } = this.terminal;
    return talk.isTTY === true && environment.TERM !== 'dumb' && !environment.CI;
  }

  get hasColour(): boolean {
    return this.isLively && !this.terminal.environment.NO_COLOR;
  }
}
