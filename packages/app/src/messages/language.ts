/** Languages a person can choose. */
export type Language = 'en' | 'zh-CN';

/** One problem of the catalogue: HTTP status and one line in each language, with {blanks} for the facts. */
export interface ProblemText {
  readonly status: number;
  readonly en: string;
  readonly 'zh-CN': string;
}

export type ProblemCatalogue = Readonly<Record<string, ProblemText>>;
