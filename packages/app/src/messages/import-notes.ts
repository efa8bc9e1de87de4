import { importProblems } from './import-problems.js';
import type { Language } from './language.js';

/** What a person should know about an import: one that went well, or a dry run that would not. */
const notes = {
  onePlace: {
    en: 'The file names no place, so all of it belongs to {location}.',
    'zh-CN': '文件未指明地点，全部归入 {location}。',
  },
  locationsByRule: {
    en: 'The place of each line follows from the rule in the mapping: {locations}.',
    'zh-CN': '每行的地点由映射中的规则确定：{locations}。',
  },
  noCurrency: {
    en: 'The file names no currency, and none is known: amounts are kept as {currency} until one is.',
    'zh-CN': '文件未指明币种，且尚无已知币种：金额暂记为 {currency}，待币种明确后更新。',
  },
  footer: {
    en: '{file} ends with totals ("{text}" in row {row}); they are no data and were passed over (rows: {rows}).',
    'zh-CN': '{file} 末尾为合计行（第 {row} 行“{text}”），不是数据，已略过（共 {rows} 行）。',
  },
  sharesRows: {
    en: '{matching} of {rows} rows ({rate}) are in {other}, too (same day, item, location and quantity): they count as demand twice.',
    'zh-CN':
      '{rows} 行中有 {matching} 行（{rate}）也在 {other} 中（日期、商品、地点、数量均相同）：这些需求会计算两次。',
  },
  repeatsSource: importProblems['import.repeatsSource'],
  repeatsSources: importProblems['import.repeatsSources'],
  countedToday: {
    en: 'The file has no date, so its counts are taken as of today.',
    'zh-CN': '文件没有日期，库存按今天盘点计。',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

export type ImportNoteCode = keyof typeof notes;

/** A note in a language, its blanks filled. */
export function describeImportNote(
  {
    code,
    facts,
  }: { readonly code: ImportNoteCode; readonly facts: Readonly<Record<string, string | number>> },
  language: Language,
): string {
  return notes[code][language].replace(/\{(\w+)\}/g, (blank, name: string) =>
    name in facts ? String(facts[name]) : blank,
  );
}
