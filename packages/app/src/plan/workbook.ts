import { type Database, type Tx, within } from '../postgres/index.js';
import { type Language, Problem } from '../problem.js';
import { decide, lockLines } from './decisions.js';
import {
  type Merge,
  type MergeSettings,
  mergeWorkbook,
  type WorkbookChange,
  type WorkbookReject,
} from './merge-workbook.js';
import { selectPlanLines } from './plan-line-query.js';
import { type PlanRun, readRun } from './plan-runs.js';
import { type EditedSheet, readSheet } from './read-sheet.js';

export interface WorkbookOptions {
  /** False: tell what would change and write nothing. */
  apply?: boolean;
  /** What becomes of a field that the system changed meanwhile to something else; default `keep`. */
  onConflict?: 'keep' | 'take';
  /** Who decides; needed to apply. */
  actor?: string;
  /** Language of the reasons of rejects; default English. */
  language?: Language;
}

/** What an edited workbook changes, or would change. */
export interface WorkbookPreview {
  runId: number;
  applied: boolean;
  /** Each field that the file sets anew; of those in conflict only `onConflict: 'take'` writes them. */
  changes: WorkbookChange[];
  /** How many of the changes are in conflict. */
  conflicts: number;
  rejects: WorkbookReject[];
}

/**
 * Reads an edited workbook of a run back: a preview, or, with `apply`, decisions in one transaction for
 * the lines that the file changes and for no others. The same file again finds nothing left to change.
 *
 * @throws Problem `plan.runNotFound`, `workbook.*`, `plan.actorMissing`.
 */
export async function readWorkbook(
  db: Database | Tx,
  runId: number,
  bytes: Uint8Array,
  { apply = false, onConflict = 'keep', actor = '', language = 'en' }: WorkbookOptions = {},
): Promise<WorkbookPreview> {
  const kysely = 'kysely' in db ? db.kysely : db;
  const run = await readRun(kysely, runId);
  const sheet = await readSheet(bytes);
  refuseForeign(sheet, run);
  const settings: MergeSettings = { asOf: run.asOf, onConflict, language };
  const merge = apply
    ? await within(db, (tx) => applied(tx, run, sheet, settings, actor))
    : await compared(kysely, run, sheet, settings);
  return {
    runId,
    applied: apply,
    changes: merge.changes,
    conflicts: merge.changes.filter(({ conflict }) => conflict).length,
    rejects: merge.rejects,
  };
}

function refuseForeign(sheet: EditedSheet, run: PlanRun): void {
  if (sheet.runId !== run.id)
    throw new Problem('workbook.otherRun', { found: sheet.runId, expected: run.id });
  if (sheet.fingerprint !== run.inputsHash)
    throw new Problem('workbook.otherHouse', { found: sheet.runId });
}

async function compared(
  kysely: Database['kysely'],
  run: PlanRun,
  sheet: EditedSheet,
  settings: MergeSettings,
): Promise<Merge> {
  const ids = [...sheet.base.keys()];
  const rows = await selectPlanLines(kysely, { runId: run.id, day: run.asOf, ids });
  return mergeWorkbook(
    sheet,
    rows.map(({ line }) => line),
    settings,
  );
}

/** Compares once more with the lines locked: what the preview saw may have moved. */
async function applied(
  tx: Tx,
  run: PlanRun,
  sheet: EditedSheet,
  settings: MergeSettings,
  actor: string,
): Promise<Merge> {
  await lockLines(tx, run.id, [...sheet.base.keys()]);
  const merge = await compared(tx, run, sheet, settings);
  if (merge.decisions.length > 0) await decide(tx, run.id, merge.decisions, actor);
  return merge;
}
