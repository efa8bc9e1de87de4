import { adapters } from './adapters.js';
import { Inputs, type KnownCase, NotUnderstood } from './case-shape.js';
import { judge } from './judge.js';
import { readCaseFolder } from './read-folder.js';

export interface CaseResult {
  readonly kind: string;
  readonly id: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly milliseconds: number;
  /** Why it failed or was skipped. */
  readonly problems: readonly string[];
  /** Optional entries without an answer of ours. */
  readonly notProduced: readonly string[];
}

export interface CasesReport {
  readonly folder: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly cases: readonly CaseResult[];
  /** Kinds and files that no solver or reader of ours knows, with the number of their cases. */
  readonly notUnderstood: readonly { readonly what: string; readonly cases: number }[];
}

function runCase(kind: string, known: KnownCase, seconds: number): CaseResult {
  const started = performance.now();
  const finish = (
    outcome: CaseResult['outcome'],
    problems: readonly string[],
    notProduced: readonly string[] = [],
  ): CaseResult => ({
    kind,
    id: known.id,
    outcome,
    milliseconds: performance.now() - started,
    problems,
    notProduced,
  });
  try {
    const verdict = judge(known, adapters[kind](new Inputs(known.inputs), { seconds }));
    return finish(verdict.passed ? 'passed' : 'failed', verdict.problems, verdict.notProduced);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return finish(error instanceof NotUnderstood ? 'skipped' : 'failed', [message]);
  }
}

/** Runs every case of a folder that we have a solver for. */
export function runCases(
  folder: string,
  { kind, seconds = 10 }: { readonly kind?: string; readonly seconds?: number } = {},
): CasesReport {
  const { files, unread } = readCaseFolder(folder);
  const cases: CaseResult[] = [];
  const notUnderstood = kind === undefined ? [...unread] : [];
  for (const file of files) {
    if (kind !== undefined && file.kind !== kind) continue;
    if (Object.hasOwn(adapters, file.kind))
      cases.push(...file.cases.map((known) => runCase(file.kind, known, seconds)));
    else notUnderstood.push({ what: `kind ${file.kind}`, cases: file.cases.length });
  }
  const count = (outcome: CaseResult['outcome']): number =>
    cases.filter((each) => each.outcome === outcome).length;
  const unseen = notUnderstood.reduce((sum, each) => sum + each.cases, 0);
  return {
    folder,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped') + unseen,
    cases,
    notUnderstood,
  };
}
