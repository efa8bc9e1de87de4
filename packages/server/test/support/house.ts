import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@stockwright/contract';
import { prepareDataFolder } from '../../../app/test/support/databases.js';
import { writeSmallShop } from '../../../app/test/support/small-shop.js';
import { type House, openHouse } from '../../src/composition.js';
import { buildServer, type ServerSettings } from '../../src/http/server.js';

export const TOKEN = 'a-token-for-tests';

/** A scratch folder and how to remove it. */
export async function scratchFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'stockwright-server-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A data folder with an empty database. */
export const newDataFolder = prepareDataFolder;

const quiet = { signal: new AbortController().signal, watch: { update: () => {}, log: () => {} } };

/** Imports the small shop and plans it; gives the run's id. */
export async function moveIn(house: House, folder: string): Promise<number> {
  await house.runHere('import', { paths: [writeSmallShop(join(folder, 'shop'))] }, quiet);
  return (await house.runHere('plan', {}, quiet)).runId;
}

/** A house with the small shop, imported and planned, served on a free port. */
export async function serveSmallShop(
  settings: Partial<ServerSettings> & { readonly databaseUrl?: string } = {},
) {
  const { folder, remove } = await scratchFolder();
  const { databaseUrl } = settings;
  const dataDir = join(folder, 'data');
  const house = await openHouse({
    dataDir: databaseUrl ? dataDir : await newDataFolder(dataDir),
    databaseUrl,
    jobs: { pollEveryMs: 20, writeEveryMs: 20 },
  });
  const runId = await moveIn(house, folder);
  const server = await buildServer({ house, token: TOKEN, pollMilliseconds: 20, ...settings });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  await house.work();
  return {
    house,
    runId,
    url,
    client: createClient({ baseUrl: url, token: TOKEN }),
    async close() {
      await server.close();
      await house.close();
      await remove();
    },
  };
}

export type Served = Awaited<ReturnType<typeof serveSmallShop>>;

/** Waits until `look` gives something. @throws when it takes longer than `milliseconds`. */
export async function eventually<T>(
  look: () => Promise<T | undefined>,
  milliseconds = 20_000,
): Promise<T> {
  const until = performance.now() + milliseconds;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (performance.now() > until) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
