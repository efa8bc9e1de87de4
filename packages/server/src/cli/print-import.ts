import type {
  FileReport,
  ImportNote,
  ImportReport,
  RejectReason,
  SkippedFile,
} from '@stockwright/app';
import { printTable } from './table.js';
import type { Voice } from './terminal.js';

/** Words of the use cases, handed in so that this file need not load them. */
export interface ImportWords {
  reject(reason: RejectReason): string;
  note(note: ImportNote): string;
  problem(problem: SkippedFile['problem']): string;
}

/** What an import did, or in a dry run would do. */
export function printImport(voice: Voice, report: ImportReport, words: ImportWords): void {
  if (voice.json) {
    voice.object(report);
    return;
  }
  printTable(voice, report.sources, [
    { header: voice.word('column.source'), value: (row) => row.source },
    { header: voice.word('column.kind'), value: (row) => voice.state(row.kind) },
    { header: voice.word('column.state'), value: (row) => voice.state(row.state) },
    { header: voice.word('column.rows'), value: (row) => row.rows, align: 'right' },
    { header: voice.word('column.rejected'), value: (row) => row.rejected, align: 'right' },
    { header: voice.word('column.firstDay'), value: (row) => row.firstDay },
    { header: voice.word('column.lastDay'), value: (row) => row.lastDay },
  ]);
  for (const source of report.sources) {
    if (report.dryRun) for (const file of source.files) printReading(voice, file);
    for (const file of source.files) printRejects(voice, file, words);
    for (const note of source.notes)
      voice.tell('import.note', { source: source.source, note: words.note(note) });
    if (source.rejectsFile)
      voice.tell('import.rejects', { rows: source.rejected, file: source.rejectsFile });
  }
  for (const { file, problem } of report.skipped)
    voice.tell('import.skipped', { file, reason: words.problem(problem) });
  if (report.dryRun) {
    const isRefused = report.sources.some(({ state }) => state === 'refused');
    voice.tell(isRefused ? 'import.wouldBeRefused' : 'import.dryRun');
  }
}

/** How a file is read: its columns, days and numbers. */
function printReading(voice: Voice, file: FileReport): void {
  voice.line();
  voice.line(
    voice.word('import.file', {
      file: file.file,
      form: [file.format, file.encoding, file.sheet].filter(Boolean).join(', '),
      row: file.headerRow,
    }),
  );
  for (const { field, column } of file.columns) voice.line(`  ${field} ← ${column}`);
  if (file.ignoredColumns.length > 0)
    voice.line(`  ${voice.word('import.ignored', { columns: file.ignoredColumns.join(', ') })}`);
  for (const { field, forms } of file.days)
    voice.line(`  ${voice.word('import.days', { field, forms: forms.join(', ') })}`);
}

function printRejects(voice: Voice, file: FileReport, words: ImportWords): void {
  for (const { field, reason, count, firstRow, value } of file.rejects)
    voice.tell('import.reject', {
      file: file.file,
      field,
      count,
      row: firstRow,
      value: value ?? '',
      reason: words.reject(reason),
    });
}
