import { readFile } from 'node:fs/promises';
import type { PlanLine } from '@stockwright/app';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tidyReason } from '../../src/plan/decision-rules.js';
import { type Merge, mergeWorkbook } from '../../src/plan/merge-workbook.js';
import { readSheet } from '../../src/plan/read-sheet.js';
import { writeCsv } from '../../src/plan/write-csv.js';
import { writeWorkbook } from '../../src/plan/write-workbook.js';
import { madeUpDecision, madeUpLine, madeUpRun } from './lines-made-up.js';

const settings = { asOf: madeUpRun.asOf, onConflict: 'keep', language: 'en' } as const;

async function open(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  return workbook;
}

const save = async (workbook: ExcelJS.Workbook): Promise<Uint8Array> =>
  new Uint8Array(await workbook.xlsx.writeBuffer());

/** Exports lines, lets somebody edit the sheet, and compares with the system as it stands then. */
async function roundTrip(
  lines: readonly PlanLine[],
  edit: (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void,
  now: readonly PlanLine[] = lines,
  language: 'en' | 'zh-CN' = 'en',
  more: Partial<Parameters<typeof mergeWorkbook>[2]> = {},
): Promise<Merge> {
  const workbook = await open(await writeWorkbook(madeUpRun, lines, language));
  edit(workbook.worksheets[0], workbook);
  return mergeWorkbook(await readSheet(await save(workbook)), now, { ...settings, ...more });
}

const columnOf = (sheet: ExcelJS.Worksheet, title: string, headerRow = 1): number => {
  let found = 0;
  sheet.getRow(headerRow).eachCell((cell, column) => {
    if (cell.value === title) found = column;
  });
  if (found === 0) throw new Error(`no column ${title}`);
  return found;
};

const put = (sheet: ExcelJS.Worksheet, row: number, title: string, value: ExcelJS.CellValue) => {
  sheet.getRow(row).getCell(columnOf(sheet, title)).value = value;
};

/** Text as people paste it, with what spreadsheets and XML trip over. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom("'", '=', '-', '+', '@', '＝', '_x0041_', '\n', '\t', '"', ',', '<&>', '熊'),
      {
        maxLength: 8,
      },
    )
    .map((parts) => parts.join('')),
);
const anyDecision = fc
  .record({
    state: fc.constantFrom('open', 'approved', 'rejected', 'snoozed'),
    quantity: fc.option(fc.integer({ min: 0, max: 2_147_483_647 })),
    reason: fc.option(anyText).map((text) => tidyReason(text)),
    until: fc.constantFrom('2026-05-03', '2028-02-29', '9999-12-31'),
  })
  .map(madeUpDecision);

test('a workbook read back unchanged changes nothing, whatever was decided and in both languages', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(anyDecision), { minLength: 1, maxLength: 12 }),
      anyText,
      fc.constantFrom('en' as const, 'zh-CN' as const),
      async (decisions, name, language) => {
        const lines = decisions.map((decision, i) =>
          madeUpLine(i + 1, {
            decision,
            item: { id: i + 1, code: `${name.slice(0, 20)}${i}`, name, nameZh: null },
          }),
        );
        const sheet = await readSheet(await writeWorkbook(madeUpRun, lines, language));
        expect(mergeWorkbook(sheet, lines, settings)).toEqual({
          changes: [],
          rejects: [],
          decisions: [],
        });
      },
    ),
    { numRuns: 40 },
  );
});

test('the file is read though columns moved, rows were sorted or deleted, and a title was put above', async () => {
  const lines = [1, 2, 3].map((id) => madeUpLine(id));
  const merge = await roundTrip(lines, (sheet, workbook) => {
    put(sheet, 4, 'State', 'Approved');
    put(sheet, 4, 'Your quantity', '1,200');
    const rows = [1, 4, 2].map((number) =>
      Array.from({ length: 26 }, (_, i) => sheet.getRow(number).getCell(i + 1).value),
    );
    workbook.removeWorksheet(sheet.id);
    const copy = workbook.addWorksheet('Sheet1');
    copy.addRow(['Plan of week 18, please check by Friday']);
    copy.addRow([]);
    for (const [i, row] of rows.entries())
      copy.addRow([i === 0 ? 'My remarks' : 'x', ...row.reverse()]);
  });
  expect(merge.rejects).toEqual([]);
  expect(merge.decisions).toEqual([
    { lineId: 3, state: 'approved', quantity: 1200, reason: null, until: null },
  ]);
  expect(merge.changes.map(({ row, field }) => [row, field])).toEqual([
    [4, 'state'],
    [4, 'quantity'],
  ]);
});

test('a row whose line id was lost is found by item and places, and refused where several fit', async () => {
  const lines = [
    madeUpLine(1),
    madeUpLine(2),
    madeUpLine(3, { item: madeUpLine(2).item, kind: 'transfer' }),
  ];
  const merge = await roundTrip(lines, (sheet) => {
    for (const row of [2, 3, 4]) {
      put(sheet, row, 'Line', null);
      put(sheet, row, 'State', 'rejected');
    }
    put(sheet, 4, 'Kind', null);
  });
  expect(merge.decisions.map(({ lineId }) => lineId)).toEqual([1, 2]);
  expect(merge.rejects.map(({ row, field }) => [row, field])).toEqual([[4, 'line']]);
});

test('Chinese words, dates and full-width digits in a Chinese workbook are read', async () => {
  const merge = await roundTrip(
    [madeUpLine(1)],
    (sheet) => {
      put(sheet, 2, '状态', '暂缓');
      put(sheet, 2, '截止日期', '2026年6月1日');
      put(sheet, 2, '人工数量', '６０');
      put(sheet, 2, '原因', '等待报价');
    },
    undefined,
    'zh-CN',
  );
  expect(merge.decisions).toEqual([
    { lineId: 1, state: 'snoozed', quantity: 60, reason: '等待报价', until: '2026-06-01' },
  ]);
});

test('three ways: an old file changes only what it edits, and says so where others moved meanwhile', async () => {
  const before = madeUpLine(1, {
    decision: madeUpDecision({ quantity: 100, reason: 'as agreed' }),
  });
  const after = { ...before, decision: madeUpDecision({ quantity: 90, reason: 'new offer' }) };
  const edit = (sheet: ExcelJS.Worksheet) => {
    put(sheet, 2, 'State', 'approved');
    put(sheet, 2, 'Your quantity', 110);
  };
  const keep = await roundTrip([before], edit, [after]);
  expect(
    keep.changes.map(({ field, base, theirs, mine, conflict }) => [
      field,
      base,
      theirs,
      mine,
      conflict,
    ]),
  ).toEqual([
    ['state', 'open', 'open', 'approved', false],
    ['quantity', '100', '90', '110', true],
  ]);
  expect(keep.decisions).toMatchObject([{ state: 'approved', quantity: 90, reason: 'new offer' }]);
  const take = await roundTrip([before], edit, [after], 'en', { onConflict: 'take' });
  expect(take.decisions).toMatchObject([{ state: 'approved', quantity: 110, reason: 'new offer' }]);
  // Both arrived at the same: nothing is left to do.
  const same = {
    ...before,
    decision: madeUpDecision({ state: 'approved', quantity: 110, reason: 'as agreed' }),
  };
  expect((await roundTrip([before], edit, [same])).changes).toEqual([]);
});

test('a row that cannot be used is left out whole, with row, field and reason; the others go through', async () => {
  const ordered = madeUpLine(5, { supplyOrderId: 3, supplyOrderNumber: 'PO-3' });
  const lines = [1, 2, 3, 4].map((id) => madeUpLine(id)).concat(ordered, madeUpLine(6));
  const merge = await roundTrip(lines, (sheet) => {
    put(sheet, 2, 'State', 'approved');
    put(sheet, 2, 'Your quantity', 'a dozen');
    put(sheet, 3, 'State', 'snoozed');
    put(sheet, 4, 'Until', '2026-04-01');
    put(sheet, 5, 'State', { error: '#REF!' } as ExcelJS.CellErrorValue);
    put(sheet, 6, 'State', 'rejected');
    put(sheet, 7, 'State', 'rejected');
    sheet.addRow([999, 'buy', 'GHOST']);
    sheet.addRow([]);
  });
  expect(merge.decisions.map(({ lineId }) => lineId)).toEqual([6]);
  expect(merge.rejects).toEqual([
    { row: 2, field: 'quantity', reason: expect.stringContaining('a dozen') },
    { row: 3, field: 'until', reason: expect.stringContaining('needs the day') },
    { row: 4, field: 'until', reason: expect.stringContaining('2026-05-03') },
    { row: 5, field: 'state', reason: expect.stringContaining('#REF!') },
    { row: 6, field: 'line', reason: expect.stringContaining('PO-3') },
    { row: 8, field: 'line', reason: expect.stringContaining('not a line') },
  ]);
});

test('a line that stands there twice is taken once when equal and not at all when it contradicts itself', async () => {
  const copyOf = (sheet: ExcelJS.Worksheet, row: number) =>
    sheet.addRow((sheet.getRow(row).values as ExcelJS.CellValue[]).slice(1));
  const merge = await roundTrip([madeUpLine(1), madeUpLine(2)], (sheet) => {
    put(sheet, 2, 'State', 'approved');
    put(sheet, 3, 'State', 'approved');
    copyOf(sheet, 2);
    copyOf(sheet, 3);
    put(sheet, 5, 'State', 'rejected');
  });
  expect(merge.decisions.map(({ lineId }) => lineId)).toEqual([1]);
  expect(merge.rejects.map(({ row, field }) => [row, field])).toEqual([[5, 'line']]);
});

test('what is no exported plan is refused with its own message', async () => {
  const ours = await open(await writeWorkbook(madeUpRun, [madeUpLine(1)], 'en'));
  const newer = await open(await save(ours));
  newer.worksheets[1].getCell('B1').value = 2;
  const headless = await open(await save(ours));
  headless.worksheets[0].spliceRows(1, 1);
  const stranger = new ExcelJS.Workbook();
  stranger.addWorksheet('Plan').addRow(['Line', 'State', 'Reason']);
  for (const [bytes, code] of [
    [new TextEncoder().encode('Line,State\r\n1,approved\r\n'), 'workbook.unreadable'],
    [new Uint8Array(), 'workbook.unreadable'],
    [(await save(ours)).slice(0, 3000), 'workbook.unreadable'],
    [await save(stranger), 'workbook.notOurs'],
    [await save(newer), 'workbook.newerFormat'],
    [await save(headless), 'workbook.noHeader'],
  ] as const)
    await expect(readSheet(bytes), code).rejects.toMatchObject({ code });
});

test('a workbook saved by another program, with its notes, link, rules and merged title, is read', async () => {
  // Exported in Chinese from three lines, then edited and saved by openpyxl 3.1.
  const bytes = await readFile(new URL('edited-by-openpyxl.xlsx', import.meta.url));
  const asleep = madeUpDecision({
    state: 'snoozed',
    until: '2026-06-01',
    reason: '=a_x0041_\n b',
  });
  const lines = [madeUpLine(1), madeUpLine(2, { decision: asleep }), madeUpLine(3)];
  const merge = mergeWorkbook(await readSheet(bytes), lines, { ...settings, language: 'zh-CN' });
  expect(merge.decisions).toEqual([
    { lineId: 1, state: 'approved', quantity: 48, reason: null, until: '2026-07-01' },
    { lineId: 3, state: 'open', quantity: null, reason: '见链接', until: null },
  ]);
  expect(merge.rejects).toEqual([
    { row: 4, field: 'quantity', reason: expect.stringContaining('“12.5”') },
  ]);
});

test('computed cells are locked, a person’s cells are open with a rule, ordered lines are closed', async () => {
  const ordered = madeUpLine(2, { supplyOrderId: 3, supplyOrderNumber: 'PO-3' });
  const workbook = await open(await writeWorkbook(madeUpRun, [madeUpLine(1), ordered], 'en'));
  const sheet = workbook.worksheets[0];
  const locked = (row: number, title: string) =>
    sheet.getRow(row).getCell(columnOf(sheet, title)).protection?.locked ?? true;
  expect(
    ['Computed quantity', 'Item', 'Your quantity', 'State', 'Reason', 'Until'].map((title) => [
      locked(2, title),
      locked(3, title),
    ]),
  ).toEqual([[true, true], [true, true], ...Array(4).fill([false, true])]);
  expect(sheet.getRow(2).getCell(columnOf(sheet, 'State')).dataValidation).toMatchObject({
    type: 'list',
    formulae: ['"open,approved,rejected,snoozed"'],
  });
  expect(sheet.getRow(1).getCell(columnOf(sheet, 'Your quantity')).note).toBeDefined();
  expect(sheet.getColumn(1).hidden).toBe(true);
  expect(workbook.worksheets[1].state).toBe('veryHidden');
  expect(sheet).toMatchObject({ sheetProtection: { sheet: true }, autoFilter: 'A1:Z3' });
});

test('text that a spreadsheet would run as a formula is marked as text in CSV and XLSX', async () => {
  const item = { id: 1, code: '@SUM(A1)', name: '=cmd|"/c calc"!A1', nameZh: null };
  const line = madeUpLine(1, { item, need: -4 });
  const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv([line], 'zh-CN'));
  expect(csv.startsWith('\uFEFF计划行,类型,商品编码,')).toBe(true);
  expect(csv).toContain(`,'@SUM(A1),"'=cmd|""/c calc""!A1",`);
  expect(csv).toContain(',-4,120,'); // a number stays a number
  const sheet = (await open(await writeWorkbook(madeUpRun, [line], 'en'))).worksheets[0];
  expect(sheet.getRow(2).getCell(columnOf(sheet, 'Item')).value).toBe("'@SUM(A1)");
});
