import { expect, test } from 'vitest';
import { languageOfEnvironment, languageOfHeader } from '../../src/messages/language.js';
import { catalogues, say } from '../../src/messages/say.js';

const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test('both languages say the same things with the same blanks', () => {
  const { en, 'zh-CN': zhCN } = catalogues;
  expect(Object.keys(zhCN)).toEqual(Object.keys(en));
  for (const [key, text] of Object.entries(en))
    expect(blanks(zhCN[key as keyof typeof zhCN]), key).toEqual(blanks(text));
});

test('nothing but names and examples stays English in Chinese', () => {
  const same = Object.entries(catalogues.en).filter(
    ([key, text]) => catalogues['zh-CN'][key as keyof typeof catalogues.en] === text,
  );
  expect(same).toEqual([]);
});

test('a blank is filled, and one without a value stays visible', () => {
  expect(say('en', 'usage.port', { value: 'x' })).toContain('"x"');
  expect(say('zh-CN', 'usage.port')).toContain('{value}');
});

test.each([
  [undefined, 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['en-GB;q=0.3, zh-Hans;q=0.7', 'zh-CN'],
  ['fr, de;q=0.9, en;q=0.1', 'en'],
  ['zh;q=0, en;q=0.1', 'en'],
  ['fr', 'en'],
] as const)('Accept-Language %s prefers %s', (header, language) => {
  expect(languageOfHeader(header)).toBe(language);
});

test('the terminal speaks the language of LC_ALL before LANG', () => {
  expect(languageOfEnvironment({ LANG: 'zh_CN.UTF-8' })).toBe('zh-CN');
  expect(languageOfEnvironment({ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_US.UTF-8' })).toBe('en');
  expect(languageOfEnvironment({ LANG: 'C' })).toBe('en');
});
