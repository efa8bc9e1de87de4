import type { Language } from '@stockwright/app';

/** An exact amount with its currency, for reading. Rounded to cents on screen only. */
export function money(amount: string | number, currency: string, language: Language): string {
  try {
    return new Intl.NumberFormat(language, { style: 'currency', currency }).format(Number(amount));
  } catch {
    // A code that ISO 4217 does not know (or a placeholder) is still an amount.
    return `${new Intl.NumberFormat(language).format(Number(amount))} ${currency}`;
  }
}

export const count = (value: number, language: Language): string =>
  new Intl.NumberFormat(language).format(value);

export const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

/** A name in the reader's language, where the data has one. */
export const nameIn = (
  ref: { readonly name: string; readonly nameZh: string | null },
  language: Language,
): string => (language === 'zh-CN' && ref.nameZh ? ref.nameZh : ref.name);
