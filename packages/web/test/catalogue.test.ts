import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const source = fileURLToPath(new URL('../src', import.meta.url));

type Tree = { readonly [key: string]: string | Tree };

const catalogue = (language: string): Map<string, string> => {
  const words = new Map<string, string>();
  const walk = (tree: Tree, path: string) => {
    for (const [key, value] of Object.entries(tree))
      if (typeof value === 'string') words.set(path + key, value);
      else walk(value, `${path}${key}.`);
  };
  walk(JSON.parse(readFileSync(join(source, 'i18n', `${language}.json`), 'utf8')) as Tree, '');
  return words;
};

const english = catalogue('en');
const chinese = catalogue('zh-CN');

/** Chinese has one plural form: what English says as `_one` and `_other`, Chinese says as `_other`. */
const expectedInChinese = [...english.keys()].filter((key) => !key.endsWith('_one'));

test('the Chinese catalogue has exactly the keys of the English one', () => {
  expect([...chinese.keys()].sort()).toEqual(expectedInChinese.sort());
});

test('every plural in English has both forms', () => {
  for (const key of english.keys())
    if (key.endsWith('_one')) expect(english.has(key.replace(/_one$/, '_other'))).toBe(true);
});

test('a message has the same blanks in both languages', () => {
  const blanks = (text: string) => [...new Set(text.match(/{{[^}]+}}/g))].sort();
  for (const key of expectedInChinese)
    expect(blanks(chinese.get(key) ?? ''), key).toEqual(blanks(english.get(key) ?? ''));
});

test('no Chinese message was left in English', () => {
  const sameInBoth =
    /^(export\.(csv|json)|method\.(croston|theta)|costs\.ratio|workbook\.nothing|toast\.orderMoved|.*{{number}}.*)$/;
  const han = /\p{Script=Han}/u;
  const left = expectedInChinese.filter(
    (key) => !han.test(chinese.get(key) ?? '') && !sameInBoth.test(key) && key !== 'toast.oneLine',
  );
  expect(left).toEqual([]);
});

/** Keys with a part that is only known when the page runs: `state.${state}` asks for some state.* */
test('every key that the page asks for is in the catalogue, and every message is asked for', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  const text = files.map((name) => readFileSync(join(source, name), 'utf8')).join('\n');
  const known = [...english.keys()].map((key) => key.replace(/_(one|other)$/, ''));
  const literal = [...text.matchAll(/\bt\(\s*(?:\w+ \? )?'([\w.]+)'/g)].map((match) => match[1]);
  const wanted = [...text.matchAll(/['"`]([a-zA-Z]+\.[\w.]+)['"`]/g)].map((match) => match[1]);
  const patterns = [...text.matchAll(/\bt\(`([\w.]+\.)\$\{/g)].map((match) => match[1]);
  const groups = [...text.matchAll(/\bwordFor\('(\w+)'/g)].map((match) => `${match[1]}.`);

  expect(literal.length).toBeGreaterThan(100);
  expect(literal.filter((key) => !known.includes(key))).toEqual([]);
  for (const prefix of patterns) expect(known.some((key) => key.startsWith(prefix))).toBe(true);
  const isAsked = (key: string) =>
    wanted.includes(key) || [...patterns, ...groups].some((prefix) => key.startsWith(prefix));
  expect(known.filter((key) => !isAsked(key))).toEqual([]);
});
