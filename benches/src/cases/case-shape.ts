/** The file format of known-answer cases: one file per kind. */
export interface CaseFile {
  readonly schema: string;
  readonly kind: string;
  readonly cases: readonly KnownCase[];
}

export interface KnownCase {
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** In the file's order: the first entry is the main one. */
  readonly expected: Readonly<Record<string, ExpectedEntry>>;
}

export interface ExpectedEntry {
  readonly value: unknown;
  readonly compare: 'eq' | 'le' | 'ge';
  readonly tol_abs?: number;
  readonly tol_rel?: number;
  readonly note?: string;
}

/** What a solver makes of a case's inputs. */
export interface Produced {
  /** By the names of the expected entries; entries that are absent were not produced. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The cost of a decision under the case's model, for entries to be judged by their cost. */
  readonly costOf?: (entry: string, decision: unknown) => number;
  /** The expected entry that such a cost is compared with; `cost` when not said. */
  readonly costEntry?: string;
}

export interface CaseLimits {
  /** Time for a search, per case. Exact methods that take milliseconds need not look at it. */
  readonly seconds: number;
}

export type Adapter = (inputs: Inputs, limits: CaseLimits) => Produced;

/** Thrown by an adapter for an input that it does not know: the case is skipped, with this message. */
export class NotUnderstood extends Error {}

/** The inputs of a case, read with a check: a missing or odd one makes the case "not understood". */
export class Inputs {
  readonly #raw: Readonly<Record<string, unknown>>;

  constructor(raw: Readonly<Record<string, unknown>>) {
    this.#raw = raw;
  }

  has(name: string): boolean {
    return this.#raw[name] !== undefined;
  }

  raw(name: string): unknown {
    return this.#raw[name];
  }

  number(name: string, otherwise?: number): number {
    const value = this.#raw[name] ?? otherwise;
    if (typeof value !== 'number') throw new NotUnderstood(`input ${name} is no number`);
    return value;
  }

  text(name: string, otherwise?: string): string {
    const value = this.#raw[name] ?? otherwise;
    if (typeof value !== 'string') throw new NotUnderstood(`input ${name} is no text`);
    return value;
  }

  numbers(name: string): number[] {
    const value = this.#raw[name];
    if (!Array.isArray(value) || !value.every((each) => typeof each === 'number'))
      throw new NotUnderstood(`input ${name} is no list of numbers`);
    return value;
  }

  /** A list of `count` numbers; one number stands for a list of equals. */
  perPeriod(name: string, count: number, otherwise?: number): number[] {
    const value = this.#raw[name] ?? otherwise;
    if (typeof value === 'number') return new Array<number>(count).fill(value);
    const list = this.numbers(name);
    if (list.length !== count)
      throw new NotUnderstood(`input ${name} has ${list.length} entries for ${count} periods`);
    return list;
  }

  inside(name: string): Inputs {
    const value = this.#raw[name];
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new NotUnderstood(`input ${name} is no object`);
    return new Inputs(value as Record<string, unknown>);
  }

  list(name: string): Inputs[] {
    const value = this.#raw[name];
    if (!Array.isArray(value)) throw new NotUnderstood(`input ${name} is no list`);
    return value.map((each) => new Inputs(each as Record<string, unknown>));
  }
}
