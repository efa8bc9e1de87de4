import { expect, test } from 'vitest';
import { findings } from '../../src/messages/doctor-findings.js';
import { problems } from '../../src/messages/problems.js';

/** The facts a text asks for; one that is a word in itself has a Chinese twin, e.g. stateZh for state. */
const blanks = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+?)(?:Zh)?\}/g)].map((match) => match[1]))].sort();

test.each(Object.entries(problems))('%s has the same blanks in both languages', (_code, text) => {
  expect(blanks(text['zh-CN'])).toEqual(blanks(text.en));
});

test.each(Object.entries(findings))(
  'finding %s has the same blanks in both languages',
  (_code, { en, 'zh-CN': zhCN }) => {
    const all = ({ what, mend }: typeof en | typeof zhCN) => blanks(`${what} ${mend}`);
    expect(all(zhCN)).toEqual(all(en));
  },
);
