import type { Language } from '@stockwright/app';
import { languageOfEnvironment, languages } from '../messages/language.js';
import { UsageError } from './usage.js';

/**
 * The language of this call: `--lang`, else the environment's. Looked for before anything is parsed,
 * since the help text itself is worded in it.
 *
 * @throws UsageError for a language that we do not speak.
 */
export function chosenLanguage(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const asked = askedFor(argv);
  if (asked === undefined) return languageOfEnvironment(environment);
  const language = languages.find((known) => known.toLowerCase() === asked.toLowerCase());
  if (!language) throw new UsageError('usage.oneOf', { value: asked, words: languages.join(', ') });
  return language;
}

function askedFor(argv: readonly string[]): string | undefined {
  for (const [index, word] of argv.entries()) {
    if (word === '--') return undefined;
    if (word.startsWith('--lang=')) return word.slice('--lang='.length);
    if (word === '--lang') return argv[index + 1];
  }
  return undefined;
}
