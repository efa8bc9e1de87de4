import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guessDelimiter, RecordReader } from '../../src/import/records.js';

const read = (text: string, delimiter = ',', width: number | null = null) =>
  [...new RecordReader(delimiter, width).read(text, true)].map(({ row, fields, fault }) => ({
    row,
    fields,
    fault,
  }));

test('what a CSV writer wrote is read back, whatever is in the fields and wherever the text is cut', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '店', ';') });
  const record = fc.array(field, { minLength: 2, maxLength: 4 });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fc.array(record, { maxLength: 6 }), fc.array(fc.nat(60)), (records, cuts) => {
      const text = records.map((fields) => `${fields.map(quoted).join(',')}\r\n`).join('');
      const reader = new RecordReader(',');
      const got: (readonly string[])[] = [];
      let rest = text;
      for (const cut of cuts) {
        for (const { fields } of reader.read(rest.slice(0, cut), false)) got.push(fields);
        rest = rest.slice(cut);
      }
      for (const { fields } of reader.read(rest, true)) got.push(fields);
      expect(got).toEqual(records);
    }),
  );
});

test('a quote that is never closed costs its own line and none of those that follow', () => {
  expect(read('1,"open,2\n3,x,4\n5,"y",6\n', ',', 3)).toEqual([
    { row: 1, fields: ['1', '"open', '2'], fault: 'brokenQuote' },
    { row: 2, fields: ['3', 'x', '4'], fault: null },
    { row: 3, fields: ['5', 'y', '6'], fault: null },
  ]);
});

test('a quote left open is told by the width of the row that closing it later would give', () => {
  expect(read('1,"open,2\n3,x"\n5,y,6\n', ',', 3).map(({ fault }) => fault)).toEqual([
    'brokenQuote',
    null,
    null,
  ]);
});

test('inches in a description are no quotes', () => {
  expect(read('1,3" TALL,2\n2,"3" TALL",5\n')).toEqual([
    { row: 1, fields: ['1', '3" TALL', '2'], fault: null },
    { row: 2, fields: ['2', '3" TALL', '5'], fault: null },
  ]);
});

test('blank lines are passed over and keep their row numbers', () => {
  expect(read('a,b\n\n1,2\n   \n3,4').map(({ row }) => row)).toEqual([1, 3, 5]);
});

test.each([
  ['a,b,c\n1,2,3\n', ','],
  ['a;b;c\n1,5;2,5;3,5\n', ';'],
  ['a\tb, c\td\n1\t2\t3\n', '\t'],
  ['a|b\n1|2\n', '|'],
  ['sep=;\na;b\n', ';'],
  ['one column\n1\n', ','],
])('the delimiter of %j is %j', (text, delimiter) => {
  expect(guessDelimiter(text)).toBe(delimiter);
});
