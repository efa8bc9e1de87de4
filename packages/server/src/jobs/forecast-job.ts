import { access, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CatalogueRequest,
  forecastCatalogue,
  type JobHandler,
  type Store,
} from '@stockwright/app';

export type ForecastParams = CatalogueRequest;

export interface ForecastResult {
  /** The job itself, by which its file is fetched. */
  readonly jobId: string;
  readonly format: CatalogueRequest['format'];
  readonly asOf: string;
  readonly seriesCount: number;
  readonly rowCount: number;
}

/** The job that forecasts the whole catalogue into a file. */
export const forecastJob =
  (store: Store): JobHandler<ForecastParams, ForecastResult> =>
  async (params, progress, { jobId }) => {
    const folder = folderOf(store, jobId);
    const { file: _, ...outcome } = await forecastCatalogue(store, params, folder, progress);
    return { jobId, format: params.format, ...outcome };
  };

const filesFolder = (store: Store): string => join(store.paths.jobs, 'forecasts');
const folderOf = (store: Store, jobId: string): string => join(filesFolder(store), jobId);

/** The file that a forecast job made, with its format; null where there is none (any more). */
export async function forecastFile(
  store: Store,
  jobId: string,
): Promise<{ path: string; format: CatalogueRequest['format'] } | null> {
  for (const format of ['csv', 'parquet'] as const) {
    const path = join(folderOf(store, jobId), `forecast.${format}`);
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return { path, format };
  }
  return null;
}

export const removeForecastFile = (store: Store, jobId: string): Promise<void> =>
  rm(folderOf(store, jobId), { recursive: true, force: true });

/** Removes files that jobs made before a moment: they can be made again at any time. */
export async function removeForecastFiles(store: Store, before: Date): Promise<void> {
  const root = filesFolder(store);
  for (const name of await readdir(root).catch(() => [])) {
    const folder = join(root, name);
    if ((await stat(folder)).mtime < before) await rm(folder, { recursive: true, force: true });
  }
}
