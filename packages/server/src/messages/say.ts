import type { Language } from '@stockwright/app';
import { en } from './en.js';
import { zhCN } from './zh-CN.js';

/** Key of a text that the command line or the API shows to a person. */
export type MessageKey = keyof typeof en;

/** Values for the {blanks} of a text. */
export type Facts = Readonly<Record<string, string | number>>;

export const catalogues: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = {
  en,
  'zh-CN': zhCN,
};

/**
 * The text of a key in a language, its blanks filled; a blank without a value stays as written.
 * `{lines|line|lines}` is the first word where the fact is 1, else the second.
 */
export const say = (language: Language, key: MessageKey, facts: Facts = {}): string =>
  catalogues[language][key].replace(
    /\{(\w+)(?:\|(\w+)\|(\w+))?\}/g,
    (blank, name: string, one?: string, other?: string) => {
      if (!(name in facts)) return blank;
      const value = String(facts[name]);
      if (one === undefined || other === undefined) return value;
      return value === '1' ? one : other;
    },
  );

/** True when a text stands in the catalogues. */
export const isMessageKey = (text: string): text is MessageKey => Object.hasOwn(en, text);
