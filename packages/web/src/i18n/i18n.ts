import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';
import zhCN from './zh-CN.json';

export const LANGUAGES = ['en', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

const LANGUAGE_KEY = 'stockwright.language';

/** What the person chose before, else the first language of the browser that we speak, else English. */
export function startLanguage(stored: string | null, wanted: readonly string[]): Language {
  const known = LANGUAGES.find((language) => language === stored);
  if (known) return known;
  for (const tag of wanted) {
    if (/^zh\b/i.test(tag)) return 'zh-CN';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}

/** The language of a tag that i18next holds. */
export const languageOf = (tag: string): Language => (tag === 'zh-CN' ? 'zh-CN' : 'en');

export function chooseLanguage(language: Language): void {
  localStorage.setItem(LANGUAGE_KEY, language);
  void i18next.changeLanguage(language);
}

/** Starts the catalogues and keeps the `lang` of the page in step. */
export function startTranslation(): void {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  void i18next.use(initReactI18next).init({
    lng: startLanguage(localStorage.getItem(LANGUAGE_KEY), navigator.languages),
    fallbackLng: 'en',
    supportedLngs: [...LANGUAGES],
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

/**
 * The words for a code that comes from the server and so is no literal here (a job's stage, a method's
 * name); the code itself where the catalogue does not know it.
 */
export const wordFor = (group: string, code: string): string => {
  const key = `${group}.${code}`;
  return i18next.exists(key) ? (i18next.t as (key: string) => string)(key) : code;
};
