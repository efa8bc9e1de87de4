import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobRunner, Store } from '@stockwright/app';

/** Where uploaded files wait for their import job, each in a folder of its own. */
export const uploadsFolder = (store: Store): string => join(store.paths.jobs, 'uploads');

/** Removes uploads that no waiting or running job will read any more, as a killed process leaves them. */
export async function removeOrphanUploads(store: Store, jobs: JobRunner): Promise<void> {
  const wanted = new Set<unknown>();
  for (const state of ['queued', 'running'] as const)
    for (const { params } of await jobs.list({ kind: 'import', state, limit: 10_000 }))
      if (typeof params === 'object' && params !== null && 'upload' in params)
        wanted.add(params.upload);
  const root = uploadsFolder(store);
  for (const name of await readdir(root).catch(() => [])) {
    const folder = join(root, name);
    if (!wanted.has(folder)) await rm(folder, { recursive: true, force: true });
  }
}
