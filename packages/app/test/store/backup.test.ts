import { cp, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import {
  backup,
  balanceDifferences,
  type Database,
  doctor,
  JobRunner,
  json,
  moveSupplyOrder,
  openStore,
  receiveSupplyOrder,
  recordCounts,
  restore,
  type Store,
} from '@stockwright/app';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { tablesInOrder } from '../../src/store/table-order.js';
import { describeOnBoth, prepareDataFolder } from '../support/databases.js';
import { scratchFolder } from '../support/scratch.js';
import { approvedOrder, furnishShop } from '../support/shop.js';

// Each test makes databases anew, which takes seconds where other work runs beside it.
vi.setConfig({ testTimeout: 240_000 });

const scratch = scratchFolder();
const by = { actor: 'ann' };
let made = 0;

/** All rows of all tables as text, and the sequence of each identity moved one on. */
async function contents({ kysely }: Database): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const { name } of await tablesInOrder(kysely)) {
    const { rows } = await sql<{ line: string }>`
      select row_to_json(t)::text as line from ${sql.table(name)} t order by 1`.execute(kysely);
    tables[name] = rows.map(({ line }) => line);
  }
  return tables;
}

async function fill(store: Store): Promise<void> {
  const { database } = store;
  const shop = await furnishShop(database);
  await recordCounts(
    database,
    [{ itemId: shop.bear, locationId: shop.centre, onHand: 20, countedOn: '2011-02-28' }],
    by,
  );
  const { id, bearLine } = await approvedOrder(database, shop, { kind: 'purchase', bears: 30 });
  await moveSupplyOrder(database, id, { to: 'sent', on: '2011-03-01', ...by });
  await receiveSupplyOrder(database, id, {
    receivedOn: '2011-03-05',
    lines: [{ lineId: bearLine, accepted: 12, reason: 'half "wet"\nand 漏水' }],
    ...by,
  });
  await database.kysely
    .insertInto('source')
    .values({ name: '销售 "2011"', kind: 'sales' })
    .execute();
  await database.execute(
    `insert into source_version (source_id, content_hash, file, row_count, rejected_count, mapping)
     select id, 'h', 'sales-1.parquet', 3, 0, $1::jsonb from source`,
    [json({ columns: ['日期', null, 1e-7, { deep: [true] }] })],
  );
  await writeFile(join(store.paths.history, 'sales-1.parquet'), Buffer.from([0, 1, 2, 255]));
  await mkdir(join(store.paths.runs, 'deep'));
  await writeFile(join(store.paths.runs, 'deep', 'run-1.parquet'), 'forecast');
  const jobs = new JobRunner(database);
  jobs.register('nothing', async () => ({ done: true }));
  await jobs.runInline('nothing', {}, 'cli');
  await jobs.stop();
}

describeOnBoth('backup', (databases) => {
  const newStore = async () => {
    const place = await emptyPlace();
    if (databases.kind === 'embedded') await prepareDataFolder(place.folder);
    return { place, store: await openStore(place) };
  };
  /** An empty place of the other kind of database would do as well; see below. */
  const emptyPlace = async () => {
    const folder = scratch(`data-${++made}`);
    return databases.kind === 'embedded' ? { folder } : { folder, ...(await databases.place()) };
  };

  test('what is restored equals what was saved, row for row and byte for byte', async () => {
    const { store } = await newStore();
    await fill(store);
    const before = await contents(store.database);
    const file = scratch(`all-${made}.tar.gz`);
    const report = await backup(store, file);
    expect(report).toMatchObject({ file, files: 2 });
    expect(report.rows).toBe(Object.values(before).flat().length);
    await store.close();
    const target = await emptyPlace();
    expect(await restore(file, target)).toMatchObject({ rows: report.rows, files: 2 });
    const restored = await openStore(target);
    expect(await contents(restored.database)).toEqual(before);
    expect(await readFile(join(restored.paths.history, 'sales-1.parquet'))).toEqual(
      Buffer.from([0, 1, 2, 255]),
    );
    expect(await readFile(join(restored.paths.runs, 'deep', 'run-1.parquet'), 'utf8')).toBe(
      'forecast',
    );
    expect(await balanceDifferences(restored.database.kysely)).toEqual([]);
    // New rows get new numbers, and the journal is still append-only.
    const source = await restored.database.kysely
      .insertInto('source')
      .values({ name: 'next', kind: 'sales' })
      .returning('id')
      .executeTakeFirstOrThrow();
    expect(source.id).toBe(2);
    await expect(restored.database.execute('delete from movement')).rejects.toThrow('append-only');
    await restored.close();
    expect((await readdir(scratch(''))).filter((name) => /making|restoring/.test(name))).toEqual(
      [],
    );
  });

  test('a place that is not empty is left alone', async () => {
    const { store, place } = await newStore();
    await fill(store);
    const file = scratch(`some-${made}.tar.gz`);
    await backup(store, file);
    await expect(backup(store, file)).rejects.toMatchObject({ code: 'file.exists' });
    await store.close();
    await expect(restore(file, place)).rejects.toMatchObject({ code: 'restore.notEmpty' });
    if ('url' in place) {
      // An empty folder does not make up for a database with rows in it.
      const other = scratch(`other-${++made}`);
      await expect(restore(file, { ...place, folder: other })).rejects.toMatchObject({
        code: 'restore.notEmpty',
      });
      await expect(readdir(other)).rejects.toThrow('ENOENT');
    } else {
      await expect(restore(file, { ...place, replace: true })).resolves.toMatchObject({ files: 2 });
    }
    const again = await openStore(place);
    expect((await contents(again.database)).movement).toHaveLength(4);
    await again.close();
  });

  test('a cut or changed file is refused and leaves nothing behind', async () => {
    const { store } = await newStore();
    await fill(store);
    const file = scratch(`whole-${made}.tar.gz`);
    const { sizeBytes } = await backup(store, file);
    await store.close();
    const cut = scratch(`cut-${made}.tar.gz`);
    await cp(file, cut);
    await truncate(cut, sizeBytes - 200);
    const text = scratch(`text-${made}.tar.gz`);
    await writeFile(text, 'not a backup at all');
    for (const bad of [cut, text]) {
      const target = await emptyPlace();
      await expect(restore(bad, target)).rejects.toMatchObject({ code: 'backup.damaged' });
      await expect(readdir(target.folder)).rejects.toThrow('ENOENT');
    }
    await expect(restore(scratch('absent.tar.gz'), await emptyPlace())).rejects.toMatchObject({
      code: 'file.notFound',
    });
  });

  test('the doctor finds nothing in a sound place, and names each thing that is not', async () => {
    const { store, place } = await newStore();
    const { database, paths } = store;
    const shop = await furnishShop(database);
    await recordCounts(
      database,
      [{ itemId: shop.bear, locationId: shop.york, onHand: 20, countedOn: '2011-02-28' }],
      by,
    );
    await store.close();
    const sound = await doctor(place);
    expect(sound.findings.filter(({ code }) => code !== 'disk.low')).toEqual([]);
    expect(sound.checks).toContain('stock');
    const broken = await openStore(place);
    await broken.database.execute(
      `update stock_balance set on_hand = 21, on_order = 2;
       insert into source (name, kind) values ('till', 'sales'), ('web', 'sales');
       insert into source_version (source_id, content_hash, file, row_count, rejected_count, mapping)
         select id, name, 'sales-' || name || '.parquet', 3, 0, '{}' from source;
       insert into source_current select source_id, id from source_version;
       insert into job (id, kind, params, state, requested_by, heartbeat_at)
         values (gen_random_uuid(), 'import', '{}', 'running', 'ann', now() - interval '1 hour')`,
    );
    await broken.close();
    await writeFile(join(paths.history, 'sales-web.parquet'), 'no parquet');
    await writeFile(join(paths.history, 'sales-stray.parquet'), 'stray');
    const { findings } = await doctor(place);
    expect(
      findings.map(({ code, facts }) => [code, facts.source ?? facts.bucket ?? '']).sort(),
    ).toEqual([
      ['history.damaged', 'web'],
      ['history.missing', 'till'],
      ['history.orphans', ''],
      ['jobs.stuck', ''],
      ['stock.balanceDiffers', 'on_hand'],
      ['stock.balanceDiffers', 'on_order'],
      ['stock.onOrderDiffers', ''],
    ]);
    const differs = findings.find(({ facts }) => facts.bucket === 'on_hand');
    expect(differs?.facts).toEqual({
      item: 'BEAR',
      location: 'YORK',
      bucket: 'on_hand',
      journal: 20,
      balance: 21,
    });
  });

  const needsBoth = databases.kind === 'server' ? test : test.skip;
  needsBoth('the backup of one kind of database restores into the other', async () => {
    const { store } = await newStore();
    await fill(store);
    const before = await contents(store.database);
    const toFolder = scratch(`to-folder-${made}.tar.gz`);
    await backup(store, toFolder);
    await store.close();
    const folder = scratch(`embedded-${made}`);
    await restore(toFolder, { folder });
    const embedded = await openStore({ folder });
    expect(await contents(embedded.database)).toEqual(before);
    const toServer = scratch(`to-server-${made}.tar.gz`);
    await backup(embedded, toServer);
    await embedded.close();
    const target = await emptyPlace();
    await restore(toServer, target);
    const back = await openStore(target);
    expect(await contents(back.database)).toEqual(before);
    await back.close();
  });
});

test('the doctor says when a process holds the folder or died in it, and when there is none', async () => {
  const folder = await prepareDataFolder(scratch('doctor'));
  const store = await openStore({ folder });
  expect((await doctor({ folder })).findings).toMatchObject([
    { code: 'lock.held', facts: { pid: process.pid } },
  ]);
  await store.close();
  await writeFile(
    join(folder, 'lock'),
    JSON.stringify({ pid: 999_999_999, startedAt: null, host: hostname(), token: 'x' }),
  );
  expect((await doctor({ folder })).findings).toMatchObject([{ code: 'lock.stale' }]);
  await expect(doctor({ folder: scratch('nowhere') })).rejects.toMatchObject({
    code: 'dataDir.notFound',
  });
});

test('the doctor says that a database does not open, and why', async () => {
  const folder = await prepareDataFolder(scratch('doctor-damaged'));
  await writeFile(join(folder, 'database', 'global', 'pg_control'), 'nothing');
  expect((await doctor({ folder })).findings).toMatchObject([
    { code: 'database.doesNotOpen', facts: { reason: expect.stringContaining('pg_control') } },
  ]);
});
