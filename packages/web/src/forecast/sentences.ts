import type { ForecastExplanation } from '@stockwright/contract';
import type { TFunction } from 'i18next';
import type { Formats } from '../i18n/format.js';
import { wordFor } from '../i18n/i18n.js';

type Facts = ForecastExplanation['why'][number]['facts'];

/** Facts that are whole numbers of things, and those that are changes of something. */
const COUNTS = new Set(['days', 'origins', 'count', 'pieces', 'expected']);
const CHANGES = new Set(['bias']);

const IS_DAY = /^\d{4}-\d\d-\d\d$/;

/** Sentences one after the other: Chinese has no blanks between them. */
export const joined = (sentences: readonly string[], { language }: Formats): string =>
  sentences.filter(Boolean).join(language === 'zh-CN' ? '' : ' ');

/** The facts of a reason or a change as a sentence wants them; a method goes by its name. */
function worded(facts: Facts, formats: Formats): Record<string, string> {
  const word = (name: string, fact: string | number): string => {
    if (typeof fact === 'string')
      return IS_DAY.test(fact) ? formats.day(fact) : wordFor('method', fact);
    if (COUNTS.has(name)) return formats.count(fact);
    if (CHANGES.has(name)) return formats.change(fact);
    return formats.decimal(fact, fact < 10 ? 2 : 0);
  };
  const words = Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, word(name, fact)]),
  );
  return formats.language === 'zh-CN' && words.namesZh ? { ...words, names: words.namesZh } : words;
}

/** A number of things by which a sentence chooses between one and many. */
const countOf = ({ days, count }: Facts): number => Number(days ?? count ?? 0);

export const whySentence = (
  { code, facts }: ForecastExplanation['why'][number],
  t: TFunction,
  formats: Formats,
): string => t(`forecastWhy.${code}`, { ...worded(facts, formats), count: countOf(facts) });

export const changeSentence = (
  { code, facts }: NonNullable<ForecastExplanation['changes']>['told'][number],
  t: TFunction,
  formats: Formats,
): string => t(`forecastChange.${code}`, { ...worded(facts, formats), count: countOf(facts) });
