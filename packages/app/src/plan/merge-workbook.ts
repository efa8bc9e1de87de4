import { describe, type ProblemCode } from '../messages/problems.js';
import type { Language } from '../problem.js';
import { brokenRule, type DecisionFields } from './decision-rules.js';
import type { DecisionInput } from './decisions.js';
import { type EditableField, fieldsOf, kindWords, planColumns } from './plan-columns.js';
import type { PlanLine } from './plan-line-query.js';
import {
  isError,
  plainText,
  readDay,
  readPieces,
  readState,
  type Scalar,
  UNREAD,
} from './read-cell.js';
import { type EditedSheet, readReason, type SheetRow } from './read-sheet.js';

/** A field that the file sets differently from what stands in the system. */
export interface WorkbookChange {
  lineId: number;
  /** Row of the sheet. */
  row: number;
  itemCode: string;
  field: EditableField;
  /** What stood there when the workbook was exported. */
  base: string | null;
  /** What stands in the system now. */
  theirs: string | null;
  /** What the file says. */
  mine: string | null;
  /** The system moved meanwhile, and to something else than the file says. */
  conflict: boolean;
}

/** A row, or a cell of it, that cannot be used, and why. */
export interface WorkbookReject {
  row: number;
  field: EditableField | 'line';
  reason: string;
}

export interface Merge {
  readonly changes: WorkbookChange[];
  readonly rejects: WorkbookReject[];
  /** What to write: whole decisions, the fields that nobody changed taken from the system. */
  readonly decisions: DecisionInput[];
}

export interface MergeSettings {
  /** Day the plan is of. */
  readonly asOf: string;
  /** What becomes of a conflict: the system's stays, or the file's is taken. */
  readonly onConflict: 'keep' | 'take';
  /** Language of the reasons. */
  readonly language: Language;
}

const fields: readonly EditableField[] = ['state', 'quantity', 'reason', 'until'];

/**
 * Compares an edited workbook with the system, three ways and field by field. A field counts as changed
 * only where the file differs from what was exported, so an old file never sets back what others
 * decided meanwhile; where the system says the same already there is nothing to do. A row with a cell
 * that cannot be read is left out whole: half of what a person meant may be the opposite of it.
 */
export function mergeWorkbook(
  sheet: EditedSheet,
  lines: readonly PlanLine[],
  settings: MergeSettings,
): Merge {
  const changes: WorkbookChange[] = [];
  const rejects: WorkbookReject[] = [];
  const decisions: DecisionInput[] = [];
  const reject: Reject = (row, field, code, facts = {}) => {
    rejects.push({ row, field, reason: describe(code, facts, settings.language) });
  };
  for (const { line, row, mine } of editedLines(sheet, lines, reject)) {
    const merged = mergeLine(line, row, mine, sheet.base.get(line.id) ?? mine, settings, reject);
    changes.push(...merged.changes);
    if (merged.decision) decisions.push(merged.decision);
  }
  changes.sort((a, b) => a.row - b.row);
  rejects.sort((a, b) => a.row - b.row);
  return { changes, rejects, decisions };
}

type Reject = (
  row: number,
  field: WorkbookReject['field'],
  code: ProblemCode,
  facts?: Readonly<Record<string, string | number>>,
) => void;

interface EditedLine {
  readonly line: PlanLine;
  readonly row: number;
  readonly mine: DecisionFields;
}

/** The lines that the file speaks of, each once. */
function editedLines(
  sheet: EditedSheet,
  lines: readonly PlanLine[],
  reject: Reject,
): readonly EditedLine[] {
  const find = lineFinder(
    lines.filter(({ id }) => sheet.base.has(id)),
    reject,
  );
  const byLine = new Map<number, EditedLine>();
  const contradicted = new Set<number>();
  for (const sheetRow of sheet.rows) {
    const line = find(sheetRow);
    const base = line && sheet.base.get(line.id);
    const mine = base && readFields(sheetRow, base, sheet.is1904, reject);
    if (!mine) continue;
    const first = byLine.get(line.id);
    if (!first) byLine.set(line.id, { line, row: sheetRow.row, mine });
    else if (fields.some((field) => first.mine[field] !== mine[field])) {
      // Neither row can be told to be the one that was meant.
      reject(sheetRow.row, 'line', 'workbook.lineTwice', { row: first.row });
      contradicted.add(line.id);
    }
  }
  return [...byLine.values()].filter(({ line }) => !contradicted.has(line.id));
}

/** Finds the line of a row: by its id, or by item and places where the id was lost. */
function lineFinder(lines: readonly PlanLine[], reject: Reject) {
  const byId = new Map(lines.map((line) => [String(line.id), line]));
  const byItem = new Map<string, PlanLine[]>();
  for (const line of lines) {
    const code = plainText(line.item.code);
    byItem.set(code, [...(byItem.get(code) ?? []), line]);
  }
  const fits = (line: PlanLine, { kind, from, to }: SheetRow): boolean =>
    (from === '' || plainText(line.from.code) === from) &&
    (to === '' || plainText(line.to.code) === to) &&
    (kind === '' || Object.values(kindWords).some((words) => words[line.kind] === kind));
  return (row: SheetRow): PlanLine | undefined => {
    if (row.line !== '') {
      const line = byId.get(row.line);
      if (!line) reject(row.row, 'line', 'workbook.lineUnknown');
      return line;
    }
    const found = (byItem.get(row.item) ?? []).filter((line) => fits(line, row));
    if (found.length === 1) return found[0];
    if (found.length === 0) reject(row.row, 'line', 'workbook.lineUnknown');
    else reject(row.row, 'line', 'workbook.lineAmbiguous', { columns: keyColumns });
    return undefined;
  };
}

const keyColumns = planColumns
  .filter(({ key }) => ['kind', 'item', 'from', 'to'].includes(key))
  .map(({ title }) => `${title.en} / ${title['zh-CN']}`)
  .join(', ');

/** What a row says; columns that are gone say what was exported. Undefined when a cell is unreadable. */
function readFields(
  { row, cells }: SheetRow,
  base: DecisionFields,
  is1904: boolean,
  reject: Reject,
): DecisionFields | undefined {
  const broken = fields.find((field) => isError(cells[field] ?? null));
  if (broken) {
    const cell = cells[broken] ?? null;
    reject(row, broken, 'workbook.cellError', { value: isError(cell) ? cell.error : '' });
    return undefined;
  }
  const said = <T>(field: EditableField, read: (cell: Scalar) => T): T | undefined =>
    field in cells ? read(cells[field] ?? null) : undefined;
  const state = said('state', readState) ?? base.state;
  const quantity = said('quantity', readPieces);
  const until = said('until', (cell) => readDay(cell, is1904));
  const reason = said('reason', readReason);
  const value = (field: EditableField) => ({ value: plainText(cells[field] ?? null) });
  if (state === UNREAD) reject(row, 'state', 'workbook.stateUnknown', value('state'));
  if (quantity === UNREAD) reject(row, 'quantity', 'workbook.quantityNotWhole', value('quantity'));
  if (until === UNREAD) reject(row, 'until', 'workbook.untilNotADay', value('until'));
  if (state === UNREAD || quantity === UNREAD || until === UNREAD) return undefined;
  return {
    state,
    quantity: quantity === undefined ? base.quantity : quantity,
    reason: reason === undefined ? base.reason : reason,
    until: until === undefined ? base.until : until,
  };
}

function mergeLine(
  line: PlanLine,
  row: number,
  mine: DecisionFields,
  base: DecisionFields,
  { asOf, onConflict }: MergeSettings,
  reject: Reject,
): { readonly changes: readonly WorkbookChange[]; readonly decision?: DecisionInput } {
  const theirs = fieldsOf(line.decision);
  const changed = fields.filter((f) => mine[f] !== base[f] && mine[f] !== theirs[f]);
  if (changed.length > 0 && line.supplyOrderNumber !== null) {
    reject(row, 'line', 'workbook.lineOrdered', { order: line.supplyOrderNumber });
    return { changes: [] };
  }
  const conflicts = new Set(changed.filter((field) => theirs[field] !== base[field]));
  const taken = changed.filter((field) => onConflict === 'take' || !conflicts.has(field));
  const wanted = { ...theirs, ...Object.fromEntries(taken.map((field) => [field, mine[field]])) };
  const broken = taken.length > 0 ? brokenRule(wanted, asOf) : null;
  if (broken) {
    reject(row, broken.field, `workbook.${broken.rule}`, broken.facts);
    return { changes: [] };
  }
  return {
    changes: changed.map((field) => ({
      lineId: line.id,
      row,
      itemCode: line.item.code,
      field,
      base: asText(base[field]),
      theirs: asText(theirs[field]),
      mine: asText(mine[field]),
      conflict: conflicts.has(field),
    })),
    ...(taken.length > 0 ? { decision: { lineId: line.id, ...wanted } } : {}),
  };
}

const asText = (value: string | number | null): string | null =>
  value === null ? null : String(value);
