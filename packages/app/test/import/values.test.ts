import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { quotedList, withDuck } from '../../src/history/duck.js';
import {
  dayForms,
  daySurvey,
  daySurveySql,
  decideDays,
  timestampSql,
} from '../../src/import/day-columns.js';
import { decideNumbers, numberSql, numberSurveySql } from '../../src/import/number-columns.js';

const column = (texts: readonly string[]) => `(select unnest(${quotedList(texts)}) as x)`;
const inDuck = <T>(work: Parameters<typeof withDuck<T>>[1]) =>
  withDuck({ tempFolder: join(tmpdir(), 'stockwright-values') }, work);

/** Reads a column of days; null where a text is none. */
const days = (texts: readonly string[], given?: string) =>
  inDuck(async (duck) => {
    const survey = daySurvey(await duck.row(daySurveySql('x', column(texts))));
    const decision = decideDays(survey, given, 0.05, { file: 'f.csv', column: 'date' });
    const rows = await duck.rows<{ day: string | null }>(
      `select strftime(${timestampSql('x', decision)}, '%Y-%m-%d %H:%M') as day from ${column(texts)}`,
    );
    return {
      read: rows.map(({ day }) => day?.replace(' 00:00', '') ?? null),
      forms: dayForms(decision),
    };
  });

const numbers = (texts: readonly string[]) =>
  inDuck(async (duck) => {
    const survey = await duck.row<{ points: number; commas: number }>(
      numberSurveySql('x', column(texts)),
    );
    const decision = decideNumbers(survey, undefined);
    const rows = await duck.rows<{ value: number | null }>(
      `select ${numberSql('x', decision)}::double as value from ${column(texts)}`,
    );
    return { read: rows.map(({ value }) => value), sign: decision.sign };
  });

test.each([
  ['2010-12-01', '2010-12-01'],
  ['2010-12-01T08:26:00Z', '2010-12-01 08:26'],
  ['2010-12-01 08:26:00+08:00', '2010-12-01 08:26'],
  ['2010/1/2', '2010-01-02'],
  ['2010.12.01', '2010-12-01'],
  ['20101201', '2010-12-01'],
  ['2010年12月1日', '2010-12-01'],
  ['2010年12月1日 08:26', '2010-12-01 08:26'],
  ['2010年12月1日 8时26分', '2010-12-01 08:26'],
  ['1-Dec-2010', '2010-12-01'],
  ['December 1, 2010', '2010-12-01'],
  ['40513', '2010-12-01'],
  ['40513.5', '2010-12-01 12:00'],
  ['13/12/2010', '2010-12-13'],
  ['12/13/2010 8:26', '2010-12-13 08:26'],
  ['12/13/10 8:26 PM', '2010-12-13 20:26'],
  ['01.12.2010', '2010-12-01'],
])('%s is read as %s', async (text, day) => {
  expect((await days([text])).read).toEqual([day]);
});

test.each(['2010-02-30', '31/02/2010', '10/13/13/1', 'soon', '12', '2010'])(
  '%s is no day',
  async (text) => {
    // Among good days of the same form, so that a decision about the column is possible.
    const { read } = await days([...Array(30).fill('2010-12-25'), text]);
    expect(read.at(-1)).toBeNull();
  },
);

test('one row that can only be day first decides for the whole column', async () => {
  expect(await days(['01/02/2011', '03/04/2011', '25/12/2011'])).toEqual({
    read: ['2011-02-01', '2011-04-03', '2011-12-25'],
    forms: ['DD/MM/YYYY'],
  });
  expect((await days(['01/02/2011', '12/25/2011'])).forms).toEqual(['MM/DD/YYYY']);
});

test('every way in which a column writes its days is told', async () => {
  const mixed = ['2011-11-01', '2011/11/02', '20111103', '25/12/2011', '25.12.2011'];
  expect(await days(mixed)).toEqual({
    read: ['2011-11-01', '2011-11-02', '2011-11-03', '2011-12-25', '2011-12-25'],
    forms: ['YYYY-MM-DD', 'YYYY/MM/DD', 'YYYYMMDD', 'DD/MM/YYYY', 'DD.MM.YYYY'],
  });
});

test('days that nothing decides are not guessed but asked about, and the answer is obeyed', async () => {
  const texts = ['01/02/2011', '03/04/2011'];
  await expect(days(texts)).rejects.toThrow(/01\/02\/2011.*--date-format dmy/);
  expect((await days(texts, 'mdy')).read).toEqual(['2011-01-02', '2011-03-04']);
  expect((await days(texts, 'DD/MM/YYYY')).read).toEqual(['2011-02-01', '2011-04-03']);
  expect((await days(['2011_02_01'], '%Y_%m_%d')).read).toEqual(['2011-02-01']);
  await expect(days(texts, 'sometime')).rejects.toThrow(/no date format/);
});

test('a stray day of another form is set aside rather than guessed', async () => {
  const { read } = await days([...Array(99).fill('2011-12-01'), '03/04/2011']);
  expect(read.at(-1)).toBeNull();
});

test.each([
  [['2.5', '1,234.50', '7'], '.', [2.5, 1234.5, 7]],
  [['2,5', '1.234,50', '7'], ',', [2.5, 1234.5, 7]],
  [['£2.55', '$ 1,000', '¥3', '12.00元', 'USD 4'], '.', [2.55, 1000, 3, 12, 4]],
  [['(5)', '5-', '-5', '+5'], '.', [-5, -5, -5, 5]],
  [['１２', '3．5'], '.', [12, 3.5]],
  [['1,234', '12'], '.', [1234, 12]],
  [['1 234', '1’234.5', '1E3'], '.', [1234, 1234.5, 1000]],
] as const)('the numbers %j have the decimal sign %s', async (texts, sign, read) => {
  expect(await numbers(texts)).toEqual({ sign, read });
});

test.each(['1,5', '1.2.3', 'six', '0x1F', '1_000', '12 pcs', '--5', ''])(
  '%j is no number beside decimal points',
  async (text) => {
    const { read } = await numbers(['2.5', '3.5', text]);
    expect(read.at(-1)).toBeNull();
  },
);
