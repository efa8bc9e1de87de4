/** One line of a bench's table. Metric names are spelt the same everywhere: `ms/series`, `orders/s` … */
export interface BenchRow {
  /** Data or instance set. */
  readonly set: string;
  readonly method: string;
  readonly metric: string;
  readonly unit: string;
  readonly value: number;
  /** Lower and upper end of the 95 % confidence interval of value. */
  readonly ci95?: readonly [number, number];
  /** Name of the peer measured in the same run. */
  readonly peer?: string;
  readonly peerValue?: number;
  /** Above 1 means that ours is better, whether the metric is to be large or small. */
  readonly ratio?: number;
  /** What was promised, in the metric's unit. */
  readonly target?: number;
  readonly met?: boolean;
}

export interface BenchContext {
  /** The folder given by --data, absolute; null when none was given. */
  readonly dataFolder: string | null;
  /** Given by --seed; make your dice of it. */
  readonly seed: number;
  /** True for --quick: a smaller run that only shows that the bench works. */
  readonly quick: boolean;
  /** Progress and remarks for people; they never mix with --json output. */
  log(line: string): void;
  /** Notes the version of something that took part, shown with the results. */
  version(part: string, version: string): void;
  /** Writes the bench's picture, an SVG, where --picture asked for one. */
  picture(svg: string): void;
}

/** A bench is a file in speed/ or quality/, named as its `name`, whose default export is this. */
export interface Bench {
  readonly name: string;
  /** One line for `bench -- list`. */
  readonly describe: string;
  /**
   * How the table for people is laid out: 'rows' (the default) is a line per row; 'methods' has, per set, a
   * line per method with its metrics side by side, and then what has a target or an interval.
   */
  readonly layout?: 'rows' | 'methods';
  /** True for a bench that draws a picture of its results, which --picture then writes to a file. */
  readonly draws?: true;
  run(context: BenchContext): Promise<readonly BenchRow[]> | readonly BenchRow[];
}

/** What --json prints. */
export interface BenchReport {
  readonly bench: string;
  readonly date: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string };
  readonly seed: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly rows: readonly BenchRow[];
}
