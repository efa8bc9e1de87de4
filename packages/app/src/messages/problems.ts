import { forecastProblems } from './forecast-problems.js';
import { importProblems } from './import-problems.js';
import type { Language } from './language.js';
import { planProblems } from './plan-problems.js';
import { storeProblems } from './store-problems.js';

export type { Language };

/** Every problem a user can meet: HTTP status and one line in each language, with {blanks}. */
export const problems = {
  ...storeProblems,
  ...importProblems,
  ...planProblems,
  ...forecastProblems,
};

export type ProblemCode = keyof typeof problems;

/** The message of a problem in a language, its blanks filled. */
export function describe(
  code: ProblemCode,
  facts: Readonly<Record<string, string | number>>,
  language: Language,
): string {
  return problems[code][language].replace(/\{(\w+)\}/g, (blank, name: string) =>
    name in facts ? String(facts[name]) : blank,
  );
}
