import { expect, test } from 'vitest';
import { cellWidth, cut, printTable } from '../../src/cli/table.js';
import { Voice } from '../../src/cli/terminal.js';

test('a Chinese character takes two cells of a terminal, so columns stay in line', () => {
  const printed: string[] = [];
  const sink = { write: (text: string | Uint8Array) => printed.push(String(text)) };
  const voice = new Voice({ data: sink, talk: sink, environment: {} }, 'en', false);
  printTable(
    voice,
    [
      { name: '积木', pieces: 5 },
      { name: 'bear', pieces: 120 },
    ],
    [
      { header: 'Name', value: (row) => row.name },
      { header: 'Pieces', value: (row) => row.pieces, align: 'right' },
    ],
  );
  expect(printed).toEqual(['Name  Pieces\n', '积木       5\n', 'bear     120\n']);
});

test('a cut text keeps to its width', () => {
  expect(cut('积木积木', 5)).toBe('积木…');
  expect(cellWidth(cut('a long name of a toy', 9))).toBe(9);
});
