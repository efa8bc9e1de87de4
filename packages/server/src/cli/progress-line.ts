import { isMessageKey } from '../messages/say.js';
import { cut } from './table.js';
import type { Voice } from './terminal.js';

const BAR_CELLS = 24;
const REDRAW_MILLISECONDS = 100;
/** Without a moving line, how much further the work must be before it says so again. */
const PLAIN_STEP = 0.25;

/**
 * Shows how far work is, on stderr: a bar that moves where a person watches, else one plain line for
 * each stage and each quarter, so that a log stays readable.
 */
export class ProgressLine {
  readonly #startedAt: number;
  #stage = '';
  #share = 0;
  #saidShare = 0;
  readonly #saidStages = new Set<string>();
  #drawnAt = 0;
  #isDrawn = false;

  constructor(
    readonly voice: Voice,
    readonly title: string,
    readonly milliseconds: () => number = () => performance.now(),
  ) {
    this.#startedAt = milliseconds();
  }

  /** Takes the stage at hand and the share of the whole that is done. */
  update(stage: string | null, share: number): void {
    const isNewStage = (stage ?? '') !== this.#stage;
    this.#stage = stage ?? '';
    this.#share = share;
    if (this.voice.isLively) {
      if (isNewStage || this.milliseconds() - this.#drawnAt >= REDRAW_MILLISECONDS) this.#draw();
    } else if (!this.#saidStages.has(this.#stage) || share - this.#saidShare >= PLAIN_STEP)
      this.#sayPlainly();
  }

  /** A line of the work's log that a person should see; the bar makes room for it. */
  log(level: 'info' | 'warn' | 'error', text: string): void {
    if (level === 'info') return;
    this.clear();
    this.voice.tellText(text);
  }

  /** Takes the moving line away, so that other words can be written. */
  clear(): void {
    if (this.#isDrawn) this.voice.terminal.talk.write('\r\u001b[2K');
    this.#isDrawn = false;
  }

  /** Ends the display with one line that says how long it took. */
  finish(): void {
    this.clear();
    this.voice.tell('progress.finished', { title: this.title, seconds: this.#seconds() });
  }

  #draw(): void {
    this.#drawnAt = this.milliseconds();
    const filled = Math.round(this.#share * BAR_CELLS);
    const bar = '█'.repeat(filled) + '░'.repeat(BAR_CELLS - filled);
    const percent = `${Math.floor(this.#share * 100)}`.padStart(3);
    const text = `${bar} ${percent} %  ${this.title}: ${this.#stageName()}  ${this.#estimate()}`;
    this.clear();
    this.voice.terminal.talk.write(cut(text, (this.voice.terminal.talk.columns ?? 80) - 1));
    this.#isDrawn = true;
  }

  #sayPlainly(): void {
    this.#saidShare = this.#share;
    this.#saidStages.add(this.#stage);
    this.voice.tell('progress.plain', {
      title: this.title,
      stage: this.#stageName(),
      percent: Math.floor(this.#share * 100),
      seconds: this.#seconds(),
    });
  }

  #stageName(): string {
    const key = `stage.${this.#stage}`;
    return isMessageKey(key) ? this.voice.word(key) : this.#stage;
  }

  #seconds(): string {
    return ((this.milliseconds() - this.#startedAt) / 1000).toFixed(1);
  }

  /** What is left if the rest goes on as fast as what is done. */
  #estimate(): string {
    const spent = (this.milliseconds() - this.#startedAt) / 1000;
    if (this.#share < 0.05 || spent < 1) return '';
    const seconds = Math.ceil((spent / this.#share) * (1 - this.#share));
    return this.voice.word('progress.left', { seconds });
  }
}
