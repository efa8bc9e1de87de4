import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Database, openDatabase } from '@stockwright/app';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { salesColumns } from '../../src/history/index.js';
import { copyEmbedded } from '../support/databases.js';
import { csv, type House, houses, problemOf } from './house.js';

const SALES = 'date,store,item,description,qty,price';
const line = (day: number, item = 'A1', quantity: number | string = 2) =>
  `2011-11-${String(day).padStart(2, '0')},S1,${item},Bear ${item},${quantity},2.50`;

/** Encodes a few Chinese characters in GBK, whose table Node can read but not write. */
function gbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, number[]>();
  for (let high = 0xb0; high <= 0xf7; high++)
    for (let low = 0xa1; low <= 0xfe; low++)
      codes.set(decoder.decode(new Uint8Array([high, low])), [high, low]);
  return new Uint8Array(
    [...text].flatMap((character) =>
      character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : (codes.get(character) ?? [0x3f]),
    ),
  );
}

// One database for all: how a file is read does not depend on it, and opening one takes a second.
const house = houses();
let database: Database;
let scratch = '';
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'stockwright-read-'));
  const folder = join(scratch, 'database');
  await copyEmbedded(folder);
  database = await openDatabase({ folder });
});
afterAll(async () => {
  await database.close();
  await rm(scratch, { recursive: true, force: true });
});
beforeEach(() =>
  database.execute(`delete from source_current; delete from source_version; delete from item;
    delete from location; delete from source;`),
);
const newHome = () => house(database);

const rowCount = async ({ store }: House) => (await salesColumns(store)).lines.count;

test.each([
  ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`), 'utf-8'],
  ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le'],
  ['GBK', gbk, 'gb18030'],
])('Chinese headers and names in %s are read', async (_, encode, encoding) => {
  const home = await newHome();
  const text = csv(
    '日期,门店,商品编码,商品名称,数量,单价',
    '2011年12月1日,上海一店,B01,积木小熊,3,25.5',
  );
  const report = await home.take(await home.file('销售.csv', encode(text)));
  expect(report.sources[0].files[0]).toMatchObject({ encoding, rows: 1 });
  const { items, locations, lines } = await salesColumns(home.store);
  expect({ items, locations, price: lines.unitPrice[0] }).toEqual({
    items: ['B01'],
    locations: ['上海一店'],
    price: 25.5,
  });
  const { rows } = await home.store.database.execute('select name from item');
  expect(rows).toEqual([{ name: '积木小熊' }]);
});

test('Western text in windows-1252 is not taken for Chinese', async () => {
  const home = await newHome();
  const text = csv('date,item,description,qty', '2011-11-01,A1,Café crème,1');
  const path = await home.file('sales.csv', Buffer.from(text, 'latin1'));
  expect((await home.take(path)).sources[0].files[0].encoding).toBe('windows-1252');
  expect((await home.store.database.execute('select name from item')).rows).toEqual([
    { name: 'Café crème' },
  ]);
  expect((await problemOf(home.take(path, { encoding: 'utf-8' }))).code).toBe('import.badEncoding');
  expect((await problemOf(home.take(path, { encoding: 'klingon' }))).code).toBe(
    'import.unknownEncoding',
  );
});

test('an Excel file with a title above its header and real dates is read', async () => {
  const home = await newHome();
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('Notes').addRow(['nothing to see here']);
  const sheet = workbook.addWorksheet('Sold');
  sheet.addRow(['Sales of November', '', '']);
  sheet.addRow([]);
  sheet.addRow(['Date', 'SKU', 'Qty', 'Price', 'Description']);
  sheet.addRow([new Date(Date.UTC(2011, 10, 1)), 22752, 3, { formula: '1+1', result: 2 }, 'Bear']);
  sheet.addRow([
    new Date(Date.UTC(2011, 10, 2, 8, 26)),
    '85123A',
    -1,
    2.55,
    { richText: [{ text: 'Fo' }, { text: 'x' }] },
  ]);
  const path = await home.file('sales.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()));
  const report = await home.take(path);
  expect(report.sources[0].files[0]).toMatchObject({ sheet: 'Sold', headerRow: 3, rows: 2 });
  const { lines, items } = await salesColumns(home.store);
  expect(items).toEqual(['22752', '85123A']);
  expect([...lines.day].map((day) => day - 15279)).toEqual([0, 1]);
  expect([...lines.second]).toEqual([-1, 8 * 3600 + 26 * 60]);
  expect([...lines.unitPrice]).toEqual([2, 2.55]);
});

test('title rows, blank rows and a total below do no harm to a CSV', async () => {
  const home = await newHome();
  const rows = Array.from(
    { length: 40 },
    (_, i) => `2011-11-${String(1 + (i % 28)).padStart(2, '0')};A${i};1`,
  );
  const text = `Report;;\n\nDate;SKU;Qty\n${rows.slice(0, 20).join('\n')}\n\n${rows.slice(20).join('\n')}\nTotal;;40\n`;
  const report = await home.take(await home.file('sales.csv', text));
  expect(report.sources[0]).toMatchObject({ rows: 40, rejected: 0 });
  expect(report.sources[0].files[0]).toMatchObject({ headerRow: 3, delimiter: ';' });
  expect(report.sources[0].notes).toContainEqual(expect.objectContaining({ code: 'footer' }));
});

test('a quote that is never closed costs one row of a file, not the rest of it', async () => {
  const home = await newHome();
  const rows = Array.from({ length: 100 }, (_, i) => line(1 + (i % 28)));
  rows[30] = '2011-11-01,S1,A1,"Bear,2,2.50';
  const report = await home.take(await home.file('sales.csv', csv(SALES, ...rows)));
  expect(report.sources[0].files[0].rejects).toEqual([
    { field: 'row', reason: 'brokenQuote', count: 1, firstRow: 32, value: null },
  ]);
  expect(await rowCount(home)).toBe(99);
});

test('a quoted description may go over several lines', async () => {
  const home = await newHome();
  const path = await home.file(
    'sales.csv',
    csv(
      SALES,
      '2011-11-01,S1,A1,"Bear,\nbrown",2,2.50',
      line(2, 'A1', 'x'),
      ...Array.from({ length: 40 }, () => line(3)),
    ),
  );
  const report = await home.take(path);
  expect(report.sources[0].files[0]).toMatchObject({ rows: 42, rejects: [{ firstRow: 3 }] });
});

test('lines that are exactly alike are all kept', async () => {
  const home = await newHome();
  await home.take(await home.file('sales.csv', csv(SALES, line(1), line(1), line(1))));
  expect(await rowCount(home)).toBe(3);
});

test.each([
  ['sales.csv', '', 'import.emptyFile'],
  ['sales.csv', 'date,item,qty\n', 'import.noRows'],
  ['sales.csv.gz', 'date,item,qty\n2011-11-01,A1,1\n', 'import.notGzip'],
  [
    'sales.csv.gz',
    gzipSync('date,item,qty\n2011-11-01,A1,1\n').subarray(0, 30),
    'import.brokenFile',
  ],
  ['sales.csv.gz', gzipSync(''), 'import.emptyFile'],
  ['sales.xlsx', Buffer.from('504b0304deadbeef', 'hex'), 'import.brokenFile'],
  ['sales.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'import.oldExcel'],
  ['sales.parquet', 'PAR1 and then nothing', 'import.brokenFile'],
  ['sales.csv', '%PDF-1.4 not a table', 'import.unknownFormat'],
  ['sales.csv', '<!DOCTYPE html><html>', 'import.unknownFormat'],
  ['sales.csv', 'rubbish\n1\n2\n', 'import.noHeader'],
  ['sales.xlsx', 'rubbish\n1\n2\n', 'import.notWhatNamed'],
  [
    'sales.csv',
    Buffer.from(Array.from({ length: 999 }, (_, i) => (i * i * 7) % 251)),
    'import.notText',
  ],
  ['sales.csv', 'date,item,qty\n01/02/2011,A1,1\n', 'import.ambiguousDates'],
  ['sales.csv', 'date,item,qty\nnever,A1,1\n', 'import.tooManyRejects'],
])('%s with %j ends with %s', async (name, content, code) => {
  const home = await newHome();
  const problem = await problemOf(home.take(await home.file(name, content)));
  expect(problem.code).toBe(code);
  for (const language of ['en', 'zh-CN'] as const) {
    expect(problem.in(language)).toContain(name);
    expect(problem.in(language)).not.toMatch(/[{}\n]|undefined/);
  }
  expect(await readdir(home.store.paths.history)).toEqual([]);
});

test('what is not there, or no mapping, is told by its path', async () => {
  const home = await newHome();
  expect((await problemOf(home.take('/nowhere/sales.csv'))).code).toBe('file.notFound');
  expect((await problemOf(home.take(home.folder))).code).toBe('import.nothingFound');
  const path = await home.file('sales.csv', csv(SALES, line(1)));
  const mapping = await home.file('map.json', '{"columns": {"day": 7}}');
  const problem = await problemOf(home.take(path, { mapping }));
  expect(problem.message).toMatch(/map\.json is wrong at columns\.day/);
  expect((await problemOf(home.take(path, { mapping: path }))).code).toBe('import.badMapping');
});

test('gzip is unpacked, TSV is cut at tabs, and a folder may hold other things as well', async () => {
  const home = await newHome();
  await home.file(
    'a.tsv.gz',
    gzipSync(csv(SALES.replaceAll(',', '\t'), line(1).replaceAll(',', '\t'))),
  );
  await home.file('notes.csv', 'table,field,meaning\nx,y,z\n');
  await home.file('README.md', '# hello');
  const report = await home.take(`${home.folder}/files`);
  expect(report.sources.map(({ source }) => source)).toEqual(['a.tsv.gz']);
  expect(report.sources[0].files[0]).toMatchObject({ isGzip: true, delimiter: '\t' });
  expect(report.skipped.map(({ file, problem }) => [file, problem.code])).toEqual([
    ['notes.csv', 'import.noHeader'],
  ]);
});

test('cancelling stops the import with the reason given and leaves the former state', async () => {
  const home = await newHome();
  const path = await home.file('sales.csv', csv(SALES, line(1)));
  const control = new AbortController();
  const progress = {
    report: (stage: string) => stage === 'write' && control.abort(new Error('enough')),
    log() {},
    signal: control.signal,
  };
  await expect(home.take(path, { progress })).rejects.toThrow('enough');
  expect(await readdir(home.store.paths.history)).toEqual([]);
  expect((await home.store.database.execute('select from source')).rows).toEqual([]);
});

test('each customer belongs to one place for ever, in the shares of the rule', async () => {
  const home = await newHome();
  const rows = Array.from(
    { length: 4000 },
    (_, i) => `2011-11-01,A1,1,${i % 2000},${i % 10 === 0 ? 'Germany' : 'United Kingdom'}`,
  );
  rows.push('2011-11-01,A1,1,,United Kingdom');
  const mapping = {
    locationRule: {
      default: 'UK',
      byCountry: [{ countries: ['Germany'], location: 'EU' }],
      byCustomer: { seed: 's', countries: ['United Kingdom'], shares: { LON: 0.3, EDI: 0.1 } },
    },
  };
  const path = await home.file('sales.csv', csv('date,item,qty,customer,country', ...rows));
  await home.take(path, { mapping });
  const { lines, locations } = await salesColumns(home.store);
  const count = new Map<string, number>();
  const placeOf = new Map<number, string>();
  for (let i = 0; i < 4000; i++) {
    const place = locations[lines.location[i]];
    count.set(place, (count.get(place) ?? 0) + 1);
    // The customer's second line lies where the first did.
    expect(placeOf.get(lines.customer[i]) ?? place).toBe(place);
    placeOf.set(lines.customer[i], place);
  }
  expect(locations[lines.location[4000]]).toBe('UK');
  expect(count.get('EU')).toBe(400);
  // 3,600 British lines of 1,800 customers: three standard deviations of the binomial share.
  expect(Math.abs((count.get('LON') ?? 0) / 3600 - 0.3)).toBeLessThan(3 * Math.sqrt(0.21 / 1800));
  expect(Math.abs((count.get('EDI') ?? 0) / 3600 - 0.1)).toBeLessThan(3 * Math.sqrt(0.09 / 1800));
});
