import type { ExpectedEntry, KnownCase, Produced } from './case-shape.js';

const tell = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
};

/** Does one number, text, list or object agree, element by element? */
function agrees(got: unknown, wanted: unknown, entry: ExpectedEntry): boolean {
  if (typeof wanted === 'number') {
    if (typeof got !== 'number' || Number.isNaN(got)) return false;
    const slack = (entry.tol_abs ?? 0) + (entry.tol_rel ?? 0) * Math.abs(wanted);
    if (entry.compare === 'le') return got <= wanted + slack;
    if (entry.compare === 'ge') return got >= wanted - slack;
    return got === wanted || Math.abs(got - wanted) <= slack;
  }
  if (Array.isArray(wanted))
    return (
      Array.isArray(got) &&
      got.length === wanted.length &&
      wanted.every((each, i) => agrees(got[i], each, entry))
    );
  if (typeof wanted === 'object' && wanted !== null)
    return (
      typeof got === 'object' &&
      got !== null &&
      Object.entries(wanted).every(([key, each]) =>
        agrees((got as Record<string, unknown>)[key], each, entry),
      )
    );
  return got === wanted;
}

const isOptional = ({ note = '' }: ExpectedEntry): boolean => note.includes('optional');
const hasTies = ({ note = '' }: ExpectedEntry): boolean =>
  note.includes('judge by cost') || note.includes('one optimal');

export interface Verdict {
  readonly passed: boolean;
  /** Why it failed, one line per entry. */
  readonly problems: readonly string[];
  /** Optional entries that the solver does not produce. */
  readonly notProduced: readonly string[];
}

/** Compares what was produced with every expected entry of a case. */
export function judge(known: KnownCase, produced: Produced): Verdict {
  const problems: string[] = [];
  const notProduced: string[] = [];
  for (const [position, [name, entry]] of Object.entries(known.expected).entries()) {
    const got = produced.values[name];
    if (got === undefined) {
      if (position > 0 && isOptional(entry)) notProduced.push(name);
      else problems.push(`${name}: not produced`);
      continue;
    }
    if (agrees(got, entry.value, entry)) continue;
    const costName = produced.costEntry ?? 'cost';
    const costEntry = known.expected[costName];
    if (hasTies(entry) && costEntry && produced.costOf) {
      const cost = produced.costOf(name, got);
      if (agrees(cost, costEntry.value, costEntry)) continue;
      problems.push(
        `${name}: got ${tell(got)}, which costs ${cost}; expected ${costName} ${tell(costEntry.value)}`,
      );
      continue;
    }
    const sign = { eq: '', le: 'at most ', ge: 'at least ' }[entry.compare];
    problems.push(`${name}: got ${tell(got)}, expected ${sign}${tell(entry.value)}`);
  }
  return { passed: problems.length === 0, problems, notProduced };
}
