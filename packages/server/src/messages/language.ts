import type { Language } from '@stockwright/app';

export const languages = ['en', 'zh-CN'] as const satisfies readonly Language[];

/** The language that a tag such as `zh_CN.UTF-8`, `zh-Hans` or `en-GB` stands for; undefined for others. */
export function languageOfTag(tag: string): Language | undefined {
  if (/^zh\b|^zh_/i.test(tag)) return 'zh-CN';
  if (/^(en\b|en_)/i.test(tag)) return 'en';
  return undefined;
}

/** The language of a terminal, as POSIX orders the variables: LC_ALL, LC_MESSAGES, LANG. */
export function languageOfEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const tag = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return languageOfTag(tag) ?? 'en';
}

/**
 * The language that an Accept-Language header prefers (RFC 9110, 12.5.4): the known tag with the
 * greatest weight, the earlier one on a tie; English when none is known.
 */
export function languageOfHeader(header: string | undefined): Language {
  let best: { language: Language; weight: number } | undefined;
  for (const part of (header ?? '').split(',')) {
    const [tag, ...parameters] = part.trim().split(';');
    const language = languageOfTag(tag);
    if (!language) continue;
    const quality = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find(Boolean);
    const weight = quality === undefined ? 1 : Number(quality);
    if (weight > 0 && weight > (best?.weight ?? 0)) best = { language, weight };
  }
  return best?.language ?? 'en';
}
