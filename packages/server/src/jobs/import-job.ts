import { rm } from 'node:fs/promises';
import {
  type ImportKind,
  type ImportReport,
  importFiles,
  type JobHandler,
  type Language,
  Problem,
  type Store,
} from '@stockwright/app';

/** What an import job is asked; JSON, since it waits in the queue. */
export interface ImportParams {
  readonly paths: readonly string[];
  readonly source?: string;
  readonly kind?: ImportKind;
  /** Field → header of its column. */
  readonly map?: Readonly<Record<string, string>>;
  /** Path of a mapping file. */
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly rejectThreshold?: number;
  readonly encoding?: string;
  readonly dateFormat?: string;
  /** Takes sales in that another source holds already. */
  readonly allowOverlap?: boolean;
  /** Folder of an upload, removed once the job has ended. */
  readonly upload?: string;
  readonly actor?: string;
  readonly language?: Language;
}

export type ImportResult = ImportReport;

/** The job that imports files. */
export const importJob =
  (store: Store): JobHandler<ImportParams, ImportResult> =>
  async ({ kind, map, dateFormat, upload, ...params }, progress, { jobId }) => {
    const flags = { kind, dateFormat, ...(map ? { columns: { ...map } } : {}) };
    try {
      const report = await importFiles({ ...params, store, progress, jobId, flags });
      if (upload) await removeUpload(upload);
      return report;
    } catch (error) {
      // A job that goes back to the queue, because this process ends, will read its file again.
      const isInterrupted = progress.signal.aborted && !(progress.signal.reason instanceof Problem);
      if (upload && !isInterrupted) await removeUpload(upload);
      throw error;
    }
  };

const removeUpload = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true });
