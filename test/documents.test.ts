import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const documents = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.md') && !/(^|\/)(node_modules|dist|stockwright-data)\//.test(path),
);

test.each(documents)('every link to a file in %s leads somewhere', (path) => {
  const targets = [...read(path).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map((match) => match[1])
    .filter((target) => !/^[a-z]+:/.test(target));
  const lost = targets.filter((target) => !existsSync(join(root, dirname(path), target)));
  expect(lost.map((target) => relative(root, target))).toEqual([]);
});

test('the README says the same in both languages: same headings, commands and links', () => {
  const outline = (text: string) => ({
    headings: [...text.matchAll(/^#+/gm)].map((match) => match[0]),
    commands: [...text.matchAll(/^np[mx] [^#\n]*/gm)].map((match) => match[0].trim()),
    links: [...text.matchAll(/\]\(([^)]+)\)/g)]
      .map((match) => match[1])
      .filter((target) => !target.startsWith('README')),
  });
  expect(outline(read('README.zh-CN.md'))).toEqual(outline(read('README.md')));
});
