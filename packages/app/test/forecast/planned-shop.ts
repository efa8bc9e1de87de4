import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  importFiles,
  type JobProgress,
  openDataFolder,
  openStore,
  type Store,
} from '@stockwright/app';
import { embeddedTemplate } from '../support/databases.js';
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
  const folder = join(scratch, 'data');
  await (await openDataFolder(folder)).close();
  await cp(await embeddedTemplate(), join(folder, 'database'), { recursive: true });
  const store = await openStore({ folder });
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
