import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFiles, type JobProgress, openStore, type Store } from '@stockwright/app';
import { prepareDataFolder } from '../support/databases.js';
import { writeSmallShop } from '../support/small-shop.js';

export const quiet: JobProgress = {
  report() {},
  log() {},
  signal: new AbortController().signal,
};

/** A store with the small shop's files imported, in a folder of its own. */
export async function plannedShop(): Promise<{
  readonly store: Store;
  readonly scratch: string;
  close(): Promise<void>;
}> {
  const scratch = await mkdtemp(join(tmpdir(), 'stockwright-forecast-'));
  const store = await openStore({ folder: await prepareDataFolder(join(scratch, 'data')) });
  await importFiles({ store, paths: [writeSmallShop(join(scratch, 'shop'))], progress: quiet });
  return {
    store,
    scratch,
    async close() {
      await store.close();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}
