import type { Database } from '../postgres/index.js';
import type { Language } from '../problem.js';
import { type PlanLineFilter, selectPlanLines } from './plan-line-query.js';
import { readRun } from './plan-runs.js';
import { writeCsv } from './write-csv.js';
import { writeWorkbook } from './write-workbook.js';

export type ExportFormat = 'csv' | 'xlsx' | 'json';

export interface ExportedFile {
  bytes: Uint8Array;
  contentType: string;
  fileName: string;
}

const contentTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
};

/**
 * All lines of a run that a filter lets through, as a file. Exporting writes nothing.
 *
 * @throws Problem `plan.runNotFound`.
 */
export async function exportLines(
  db: Database,
  runId: number,
  filter: PlanLineFilter = {},
  format: ExportFormat = 'csv',
  language: Language = 'en',
): Promise<ExportedFile> {
  const run = await readRun(db.kysely, runId);
  const rows = await selectPlanLines(db.kysely, { ...filter, runId, day: run.asOf });
  const lines = rows.map(({ line }) => line);
  const bytes = {
    csv: () => writeCsv(lines, language),
    xlsx: () => writeWorkbook(run, lines, language),
    json: () =>
      new TextEncoder().encode(
        `${JSON.stringify({ runId: run.id, asOf: run.asOf, lines }, null, 2)}\n`,
      ),
  }[format];
  return {
    bytes: await bytes(),
    contentType: contentTypes[format],
    fileName: `plan-${run.id}-${run.asOf}.${format}`,
  };
}
