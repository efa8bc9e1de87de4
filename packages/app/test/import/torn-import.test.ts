import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataPaths, openDataFolder, openStore } from '@stockwright/app';
import { expect, test } from 'vitest';
import { currentFiles, salesColumns, sweepHistory } from '../../src/history/index.js';
import { importFiles } from '../../src/import/index.js';
import { childrenOfTests } from '../support/child.js';
import { copyEmbedded } from '../support/databases.js';
import { scratchFolder } from '../support/scratch.js';
import { clock, quiet } from './house.js';

const scratch = scratchFolder();
const child = childrenOfTests();

const rows = (count: number, quantity: number) =>
  `date,store,item,qty\n${Array.from({ length: count }, (_, i) => `2011-11-01,S1,A${i % 50},${quantity}`).join('\n')}\n`;

/** A data folder with an empty database; making one from nothing takes seconds. */
async function dataFolder(name: string): Promise<string> {
  const folder = scratch(name);
  const { paths, close } = await openDataFolder(folder);
  await copyEmbedded(paths.database);
  await close();
  return folder;
}

/** Imports in a process of its own and says when it reaches a stage; it waits there to be killed. */
const importing = `
import { importFiles, openStore } from '@stockwright/app';
const [folder, path, stage] = process.argv.slice(2);
const store = await openStore({ folder });
await importFiles({ store, paths: [path], progress: {
  log() {},
  report(at) {
    if (at !== stage) return;
    console.log('at ' + stage);
    // Nothing but this line runs until the process is killed.
    if (stage !== 'land') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
  signal: new AbortController().signal,
} });
console.log('done');
`;

test.each(['check', 'write', 'land'])(
  'a process killed at "%s" leaves the former state, and its leftovers are swept',
  async (stage) => {
    const folder = await dataFolder(`data-${stage}`);
    const path = scratch(`${stage}.csv`);
    const before = await openStore({ folder });
    await writeFile(path, rows(100, 1));
    await importFiles({ store: before, paths: [path], progress: quiet, clock });
    const [former] = await currentFiles(before, 'sales');
    await before.close();

    await writeFile(path, rows(20_000, 7));
    const torn = await child(importing, [folder, path, stage]);
    await torn.printed('at');
    await torn.kill();

    const store = await openStore({ folder });
    try {
      // Killed on the way to its one transaction, the import may just have made it: never in between.
      const [current] = await currentFiles(store, 'sales');
      const { lines } = await salesColumns(store);
      const isNew = stage === 'land' && current.versionId !== former.versionId;
      expect(lines.count).toBe(isNew ? 20_000 : 100);
      expect(new Set(lines.quantity)).toEqual(new Set([isNew ? 7 : 1]));
      await sweepHistory(store);
      const known = await store.database.kysely
        .selectFrom('source_version')
        .select('file')
        .execute();
      expect((await readdir(dataPaths(folder).history)).sort()).toEqual(
        known.map(({ file }) => file).sort(),
      );
      // And the same import now goes through.
      await importFiles({ store, paths: [path], progress: quiet, clock });
      expect((await salesColumns(store)).lines.count).toBe(20_000);
    } finally {
      await store.close();
    }
  },
  120_000,
);

test('sweeping leaves alone what is in force and what is not ours', async () => {
  const folder = await dataFolder('data-sweep');
  const store = await openStore({ folder });
  try {
    const path = scratch('sweep.csv');
    await writeFile(path, rows(10, 1));
    await importFiles({ store, paths: [path], progress: quiet, clock });
    const history = dataPaths(folder).history;
    await mkdir(join(history, 'tmp-00000000-1-dead'), { recursive: true });
    await writeFile(join(history, 'sales-0123456789abcdef.parquet'), 'torn');
    await writeFile(join(history, 'notes.txt'), 'mine');
    const { removed } = await sweepHistory(store);
    expect(removed.sort()).toEqual(['sales-0123456789abcdef.parquet', 'tmp-00000000-1-dead']);
    expect((await salesColumns(store)).lines.count).toBe(10);
    expect(await readdir(history)).toContain('notes.txt');
  } finally {
    await store.close();
  }
});
