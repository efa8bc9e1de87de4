import type { ImportNoteCode } from '../messages/import-notes.js';
import type { RejectReason } from '../messages/import-problems.js';
import type { Problem } from '../problem.js';
import type { ImportKind } from './kinds.js';

/** A column of a file and what it was taken for. */
export interface ReportedColumn {
  readonly field: string;
  /** Header of the column, or the constant. */
  readonly column: string;
  readonly how: 'recognised' | 'mapped' | 'constant';
}

/** Rows set aside for one reason. */
export interface ReportedReject {
  readonly field: string;
  readonly reason: RejectReason;
  readonly count: number;
  /** First such row and its text. */
  readonly firstRow: number;
  readonly value: string | null;
}

export interface FileReport {
  readonly file: string;
  readonly format: 'csv' | 'xlsx' | 'parquet';
  readonly isGzip: boolean;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheet: string | null;
  /** Row of the header; 0 for Parquet, which has none. */
  readonly headerRow: number;
  readonly columns: readonly ReportedColumn[];
  /** Headers that are not used. */
  readonly ignoredColumns: readonly string[];
  /** How each column of days is read, and what decided it. */
  readonly days: readonly {
    readonly field: string;
    readonly forms: readonly string[];
    readonly why: string;
  }[];
  readonly decimalSigns: readonly {
    readonly field: string;
    readonly sign: '.' | ',';
    readonly why: string;
  }[];
  /** Rows below the header that are not blank. */
  readonly rows: number;
  readonly rejected: number;
  readonly rejects: readonly ReportedReject[];
  /** Rows that say the same as an earlier one and are passed over (master data only). */
  readonly repeated: number;
  /** The first rows as read: field → value. */
  readonly firstRows: readonly Readonly<Record<string, string | number | boolean | null>>[];
}

/** Something that a person should know, worded by `messages/import-notes.ts`. */
export interface ImportNote {
  readonly code: ImportNoteCode;
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface SourceReport {
  readonly source: string;
  readonly kind: ImportKind;
  /**
   * `imported`: now in force. `unchanged`: the same content was in force already. `checked`: a dry run
   * found it fit. `refused`: a dry run found too many bad rows, or sales that another source holds (a note
   * says which).
   */
  readonly state: 'imported' | 'unchanged' | 'checked' | 'refused';
  readonly files: readonly FileReport[];
  readonly rows: number;
  readonly rejected: number;
  /** Path of the rejects file, where one was written. */
  readonly rejectsFile: string | null;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly isAssumption: boolean;
  readonly created: { readonly items: number; readonly locations: number };
  /** Version in force after the import; null for a dry run. */
  readonly versionId: number | null;
  readonly notes: readonly ImportNote[];
}

/** A file of a folder that was passed over, and why. */
export interface SkippedFile {
  readonly file: string;
  readonly problem: Pick<Problem, 'code' | 'facts'>;
}

export interface ImportReport {
  readonly dryRun: boolean;
  readonly sources: readonly SourceReport[];
  readonly skipped: readonly SkippedFile[];
}
