import ExcelJS from 'exceljs';
import type { Language } from '../messages/language.js';
import { MOST_PIECES, REASON_LENGTH } from './decision-rules.js';
import {
  type EditableField,
  fieldsOf,
  type PlanColumn,
  planColumns,
  stateWords,
} from './plan-columns.js';
import type { PlanLine } from './plan-line-query.js';
import type { PlanRun } from './plan-runs.js';
import { toCellText } from './spreadsheet-text.js';
import { FIRST_BASE_ROW, FORMAT, HIDDEN_SHEET, MARK } from './workbook-format.js';

/**
 * Lines as an XLSX workbook to edit and read back: computed numbers locked, a person's cells open, each
 * with a rule and a note. The protection has no password: it guards against slips, not against anybody.
 */
export async function writeWorkbook(
  run: PlanRun,
  lines: readonly PlanLine[],
  language: Language,
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'Stockwright';
  workbook.created = new Date(run.createdAt);
  await writePlanSheet(workbook, run, lines, language);
  writeHiddenSheet(workbook, run, lines);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const words = {
  en: {
    sheet: 'Plan',
    state: 'Choose one of the states in the list.',
    quantity: 'Whole pieces, 0 or more. Empty: the computed quantity stands.',
    reason: `At most ${REASON_LENGTH} characters.`,
    until: 'A day on or after the day of the plan: ',
  },
  'zh-CN': {
    sheet: '计划',
    state: '请从列表中选择状态。',
    quantity: '请填写不小于 0 的整数件数。留空则沿用计算数量。',
    reason: `最多 ${REASON_LENGTH} 个字符。`,
    until: '日期不得早于计划日：',
  },
} as const satisfies Record<Language, Record<string, string>>;

const formats: Readonly<Record<PlanColumn['kind'], string>> = {
  id: '0',
  text: '@',
  pieces: '#,##0',
  money: '#,##0.00##',
  number: '#,##0.00',
  share: '0.0%',
  day: 'yyyy-mm-dd',
};

const HEADER_FILL = 'FFE9EEF5';
const OPEN_FILL = 'FFFFF8DC';
const LINE_COLOUR = 'FFD0D5DD';

async function writePlanSheet(
  workbook: ExcelJS.Workbook,
  run: PlanRun,
  lines: readonly PlanLine[],
  language: Language,
): Promise<void> {
  const frozen = 1 + planColumns.findIndex(({ key }) => key === 'item');
  const sheet = workbook.addWorksheet(words[language].sheet, {
    views: [{ state: 'frozen', xSplit: frozen, ySplit: 1 }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns = planColumns.map(({ key, width }) => ({ key, width, hidden: key === 'line' }));
  const header = sheet.addRow(planColumns.map(({ title }) => title[language]));
  planColumns.forEach((column, i) => {
    const cell = header.getCell(i + 1);
    cell.font = { bold: true };
    cell.alignment = { vertical: 'middle', wrapText: true };
    cell.fill = solid(column.edits ? OPEN_FILL : HEADER_FILL);
    cell.border = { bottom: { style: 'thin', color: { argb: LINE_COLOUR } } };
    if (column.note) cell.note = column.note[language];
  });
  const styles = planColumns.map(stylesOf);
  for (const line of lines) {
    const row = sheet.addRow(planColumns.map((column) => cellValue(column, line, language)));
    for (const [i, { open, closed }] of styles.entries())
      row.getCell(i + 1).style = line.supplyOrderId === null ? open : closed;
  }
  const lastRow = Math.max(2, lines.length + 1);
  planColumns.forEach((column, i) => {
    if (!column.edits) return;
    const letter = sheet.getColumn(i + 1).letter;
    validate(sheet, `${letter}2:${letter}${lastRow}`, ruleOf(column.edits, run, language));
  });
  sheet.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: lastRow, column: planColumns.length },
  };
  await sheet.protect('', {
    selectLockedCells: true,
    selectUnlockedCells: true,
    formatColumns: true,
    formatRows: true,
    sort: true,
    autoFilter: true,
  });
}

/** One style per column for all rows: exceljs knows a style again by its object, and works out new ones slowly. */
function stylesOf({ kind, edits }: PlanColumn) {
  const closed: Partial<ExcelJS.Style> = { numFmt: formats[kind] };
  const open = edits
    ? { ...closed, protection: { locked: false }, fill: solid(OPEN_FILL) }
    : closed;
  return { open, closed };
}

function cellValue(
  column: PlanColumn,
  line: PlanLine,
  language: Language,
): string | number | Date | null {
  const value = column.value(line, language);
  if (value === null) return null;
  if (column.kind === 'text') return sheetText(String(value));
  if (column.kind === 'day') return new Date(`${value}T00:00:00Z`);
  return Number(value);
}

/** XLSX spells characters as `_x0041_`; text that happens to look so must be escaped to stay itself. */
const sheetText = (text: string): string =>
  toCellText(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

function ruleOf(field: EditableField, run: PlanRun, language: Language): ExcelJS.DataValidation {
  const said = words[language];
  const common = { allowBlank: true, showErrorMessage: true } as const;
  switch (field) {
    case 'state':
      return {
        ...common,
        type: 'list',
        formulae: [`"${Object.values(stateWords[language]).join(',')}"`],
        error: said.state,
      };
    case 'quantity':
      return {
        ...common,
        type: 'whole',
        operator: 'between',
        formulae: [0, MOST_PIECES],
        error: said.quantity,
      };
    case 'reason':
      return {
        ...common,
        type: 'textLength',
        operator: 'lessThanOrEqual',
        formulae: [REASON_LENGTH],
        error: said.reason,
      };
    case 'until':
      return {
        ...common,
        type: 'date',
        operator: 'greaterThanOrEqual',
        formulae: [new Date(`${run.asOf}T00:00:00Z`)],
        error: said.until + run.asOf,
      };
  }
}

/** A rule for a range; exceljs writes it so, but its types know the cell-by-cell way alone. */
function validate(sheet: ExcelJS.Worksheet, range: string, rule: ExcelJS.DataValidation): void {
  const { dataValidations } = sheet as ExcelJS.Worksheet & {
    dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void };
  };
  dataValidations.add(range, rule);
}

const solid = (argb: string): ExcelJS.Fill => ({
  type: 'pattern',
  pattern: 'solid',
  fgColor: { argb },
});

function writeHiddenSheet(
  workbook: ExcelJS.Workbook,
  run: PlanRun,
  lines: readonly PlanLine[],
): void {
  const sheet = workbook.addWorksheet(HIDDEN_SHEET, { state: 'veryHidden' });
  sheet.addRow([MARK, FORMAT]);
  sheet.addRow(['run', run.id]);
  sheet.addRow(['fingerprint', run.inputsHash]);
  sheet.getRow(FIRST_BASE_ROW - 1).values = ['line', 'state', 'quantity', 'reason', 'until'];
  for (const line of lines) {
    const { state, quantity, reason, until } = fieldsOf(line.decision);
    sheet.addRow([line.id, state, quantity, reason === null ? null : sheetText(reason), until]);
  }
}
