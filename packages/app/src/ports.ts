/** What the use cases ask of the outside world, in domain words. Adapters conform to these. */

/** Today's day and the present instant; handed in so that tests can choose them. */
export interface Clock {
  now(): Date;
}

/** How long work tells how far it is, and learns that it should stop. */
export interface JobProgress {
  /** Names the stage at hand (`read`, `forecast`, …) and the share of the whole job that is done, in [0, 1]. */
  report(stage: string, share: number): void;
  log(level: 'info' | 'warn' | 'error', message: string): void;
  /** Aborted when someone cancelled the job or the process is stopping. */
  readonly signal: AbortSignal;
}
