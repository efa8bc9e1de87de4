import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { openDataFolder, openStore } from '@stockwright/app';
import { expect, test, vi } from 'vitest';
import { inspectLock } from '../../src/store/folder-lock.js';
import { processStart } from '../../src/store/process-start.js';
import { childrenOfTests } from '../support/child.js';
import { prepareDataFolder } from '../support/databases.js';
import { scratchFolder } from '../support/scratch.js';

// Each test makes databases anew, which takes seconds where other work runs beside it.
vi.setConfig({ testTimeout: 240_000 });

const scratch = scratchFolder();
const child = childrenOfTests();

test('a new folder is laid out, its database made aside and moved into place', async () => {
  const folder = scratch('new/deep');
  const store = await openStore({ folder });
  expect((await readdir(folder)).sort()).toEqual([
    'database',
    'history',
    'jobs',
    'lock',
    'rejects',
    'runs',
    'stockwright.json',
  ]);
  expect(store.wasInterrupted).toBe(false);
  await store.close();
  expect(await readdir(folder)).not.toContain('lock');
  const again = await openStore({ folder });
  expect((await again.database.execute('select count(*) as items from item')).rows).toEqual([
    { items: 0 },
  ]);
  await again.close();
});

test('a database whose making was cut off is made anew', async () => {
  const folder = scratch('torn');
  await (await openDataFolder(folder)).close();
  await mkdir(join(folder, 'database.making'));
  await writeFile(join(folder, 'database.making', 'PG_VERSION'), '18\n');
  const store = await openStore({ folder });
  await store.database.execute('select * from item');
  await store.close();
  expect(await readdir(folder)).not.toContain('database.making');
});

test('a second process is told who has the folder, and takes it over after kill -9', async () => {
  const folder = await prepareDataFolder(scratch('two'));
  const first = await child(
    `import { openStore } from '@stockwright/app';
     const store = await openStore({ folder: process.argv[2] });
     let batch = 0;
     for (;;) {
       await store.database.transaction(async (tx) => {
         for (let i = 0; i < 200; i++)
           await tx.insertInto('source').values({ name: batch + '/' + i, kind: 'sales' }).execute();
       });
       console.log('committed ' + batch++);
     }`,
    [folder],
  );
  await first.printed('committed 3');
  await expect(openStore({ folder })).rejects.toMatchObject({
    code: 'dataDir.inUse',
    facts: { folder, pid: first.pid },
  });
  await first.kill();
  expect(await inspectLock(folder)).toMatchObject({ kind: 'stale', holder: { pid: first.pid } });
  const store = await openStore({ folder });
  expect(store.wasInterrupted).toBe(true);
  const { rows } = await store.database.execute<{ batch: string; rows: number }>(
    `select split_part(name, '/', 1) as batch, count(*) as rows from source group by 1`,
  );
  const byBatch = new Map(rows.map((row) => [row.batch, row.rows]));
  // What was acknowledged is there, and no transaction is there in part.
  for (const batch of ['0', '1', '2', '3']) expect(byBatch.get(batch)).toBe(200);
  expect(new Set(byBatch.values())).toEqual(new Set([200]));
  await store.close();
});

test('many processes that find one stale lock: exactly one gets the folder', async () => {
  const folder = scratch('race');
  await (await openDataFolder(folder)).close();
  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'exit');
  await writeLock(folder, { pid: dead.pid, startedAt: '1', host: hostname() });
  const attempts = await Promise.allSettled(
    Array.from({ length: 12 }, () => openDataFolder(folder)),
  );
  const winners = attempts.filter(({ status }) => status === 'fulfilled');
  expect(winners).toHaveLength(1);
  for (const attempt of attempts)
    if (attempt.status === 'rejected')
      expect(attempt.reason).toMatchObject({ code: 'dataDir.inUse' });
});

test('a lock whose process number went to another process is taken over', async () => {
  const folder = scratch('recycled');
  await (await openDataFolder(folder)).close();
  if (processStart(process.pid) === null) return; // only Linux tells
  await writeLock(folder, { pid: process.pid, startedAt: 'long ago', host: hostname() });
  const taken = await openDataFolder(folder);
  expect(taken.lock?.tookOverFrom).toMatchObject({ startedAt: 'long ago' });
  await taken.close();
});

test('a lock of another machine stands and is named', async () => {
  const folder = scratch('elsewhere');
  await (await openDataFolder(folder)).close();
  await writeLock(folder, { pid: 1, startedAt: null, host: 'shop-pc' });
  await expect(openDataFolder(folder)).rejects.toMatchObject({
    code: 'dataDir.inUseElsewhere',
    facts: { host: 'shop-pc', pid: 1 },
  });
});

test('closing leaves a lock that belongs to somebody else', async () => {
  const folder = scratch('not-mine');
  const opened = await openDataFolder(folder);
  await writeLock(folder, { pid: 1, startedAt: null, host: 'shop-pc' });
  await opened.close();
  expect(await readFile(join(folder, 'lock'), 'utf8')).toContain('shop-pc');
});

test('a folder with other things in it, a file, and a newer layout are refused by name', async () => {
  const foreign = scratch('foreign');
  await mkdir(foreign);
  await writeFile(join(foreign, 'holiday.jpg'), '');
  await expect(openStore({ folder: foreign })).rejects.toMatchObject({
    code: 'dataDir.foreign',
    facts: { entry: 'holiday.jpg' },
  });
  expect(await readdir(foreign)).toEqual(['holiday.jpg']);
  await expect(openStore({ folder: join(foreign, 'holiday.jpg') })).rejects.toMatchObject({
    code: 'dataDir.notAFolder',
  });
  await expect(openStore({ folder: join(foreign, 'holiday.jpg', 'data') })).rejects.toMatchObject({
    code: 'dataDir.notAFolder',
  });
  const newer = scratch('newer');
  await mkdir(newer);
  await writeFile(join(newer, 'stockwright.json'), '{"layout": 99}');
  await expect(openStore({ folder: newer })).rejects.toMatchObject({ code: 'dataDir.newer' });
  await expect(openStore({ folder: scratch('absent'), create: false })).rejects.toMatchObject({
    code: 'dataDir.notFound',
  });
});

test.skipIf(userInfo().uid === 0)('a folder without the right to write is said so', async () => {
  const folder = scratch('read-only');
  await mkdir(folder);
  await chmod(folder, 0o500);
  await expect(openStore({ folder })).rejects.toMatchObject({ code: 'file.notWritable' });
});

test('a damaged database is said so, with the way out', async () => {
  const folder = await prepareDataFolder(scratch('damaged'));
  await writeFile(join(folder, 'database', 'global', 'pg_control'), 'nothing');
  await expect(openStore({ folder })).rejects.toMatchObject({ code: 'database.damaged' });
  expect(await inspectLock(folder)).toEqual({ kind: 'free' });
});

const writeLock = (folder: string, holder: object) =>
  writeFile(
    join(folder, 'lock'),
    JSON.stringify({ since: '2011-01-01T00:00:00Z', token: 'other', ...holder }),
  );
