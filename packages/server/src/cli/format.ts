import type { Language } from '@stockwright/app';
import { NO_CURRENCY } from '@stockwright/core/units';

/**
 * An exact amount with its currency, for reading. Rounded on screen only: to cents, or to `decimals`
 * where an amount is a small part of a piece's cost.
 */
export function money(
  amount: string | number,
  currency: string,
  language: Language,
  decimals = 2,
): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: decimals };
  const plain = () => new Intl.NumberFormat(language, digits).format(Number(amount));
  if (currency === NO_CURRENCY) return plain();
  try {
    const form = { style: 'currency', currency, ...(decimals > 2 && digits) } as const;
    return new Intl.NumberFormat(language, form).format(Number(amount));
  } catch {
    // A code that ISO 4217 does not know is still an amount.
    return `${plain()} ${currency}`;
  }
}

/** A number of things, with at most one decimal where it is a mean. */
export const count = (value: number, language: Language): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);

export const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

/** A name in the reader's language, where the data has one. */
export const nameIn = (
  ref: { readonly name: string; readonly nameZh: string | null },
  language: Language,
): string => (language === 'zh-CN' && ref.nameZh ? ref.nameZh : ref.name);

/** A size of a file, in MB or, below one, in kB. */
export const fileSize = (bytes: number): string =>
  bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** A relative change with its sign: +50 %, -3.4 %. */
export const change = (share: number): string =>
  `${share > 0 ? '+' : ''}${(share * 100).toFixed(Math.abs(share) < 0.1 ? 1 : 0)} %`;
