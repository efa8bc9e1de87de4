import { writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scanText } from '../../src/import/scan-text.js';
import { scratchFolder } from '../support/scratch.js';

const scratch = scratchFolder();
const scan = async (text: string | Uint8Array) => {
  const path = scratch('text');
  await writeFile(path, text);
  return scanText(path);
};

test.each([
  ['a,b\n1,2\n', true, 2],
  ['a,b\r\n1,2\r\n', true, 2],
  ['a,b\n1,2', true, 2],
  ['a,b\n1,2\n\n\n', true, 2],
  ['a,b\n1,"x ""y"" z"\n', true, 2],
  ['a,b\n\n1,2\n', false, null],
  ['a,b\r\n\r\n1,2\r\n', false, null],
  ['a,b\n1,"open\n', false, null],
  ['a,b\n1,3" tall\n', false, null],
  ['a,b\r1,2\r', false, null],
  ['a\rx,b\n1,2\n', false, null],
  ['a,b\n1,\0\n', false, null],
  [`a,b\n1,${'x'.repeat(70_000)}\n`, false, null],
])('%j is plain: %s', async (text, isPlain, lines) => {
  const found = await scan(text);
  expect(found.isPlain).toBe(isPlain);
  if (isPlain) expect(found.lines).toBe(lines);
});

test('a file of many chunks is looked at as one, wherever lines and characters are cut', async () => {
  // Lines of 7 bytes and of 3 Chinese characters never meet the 1 MiB of a chunk evenly.
  const lines = 400_000;
  const text = '"a",b\r\n'.repeat(lines / 2) + '店铺,仓\r\n'.repeat(lines / 2);
  expect(await scan(text)).toMatchObject({ lines, isPlain: true, isUtf8: true });
  const cut = Buffer.from(text).subarray(0, -3);
  expect(await scan(cut)).toMatchObject({ lines, isUtf8: false });
});

test('what is called plain has one record per line, whatever the text', async () => {
  const piece = fc.constantFrom('a', '"', ',', '\n', '\r', '\r\n');
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const text = pieces.join('');
      const { isPlain, lines } = await scan(text);
      // Splitting at line ends is the whole of reading such a text.
      const split = text.replace(/(\r?\n)+$/, '').split(/\r?\n/);
      if (isPlain) expect(split.filter((line) => line !== '')).toHaveLength(lines);
      if (isPlain) for (const line of split) expect((line.match(/"/g) ?? []).length % 2).toBe(0);
    }),
  );
});
