import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Problem } from '../problem.js';
import { fileProblem, systemCode } from './file-problems.js';
import { isAlive, processStart } from './process-start.js';

/** Who holds a folder, as the lock file says. */
export interface LockHolder {
  readonly pid: number;
  /** See `processStart`; null where the system does not tell. */
  readonly startedAt: string | null;
  readonly host: string;
  readonly since: string;
  /** Tells two locks of one process apart. */
  readonly token: string;
}

export interface FolderLock {
  /** The dead holder whose lock was taken over, if there was one. */
  readonly tookOverFrom: LockHolder | null;
  release(): Promise<void>;
}

const HEARTBEAT_MS = 10_000;
/** A lock of another machine is believed dead when it was not touched for this long. */
const FOREIGN_STALE_MS = 5 * 60_000;
/** A guard or an unreadable lock this old was left behind by a crash. */
const LEFTOVER_MS = 10_000;

/**
 * Takes the folder for this process. PGlite has no lock of its own and two processes in one folder would
 * destroy it, so this file decides. A lock whose process is dead, or whose number now belongs to another
 * process, is taken over.
 *
 * @throws Problem `dataDir.inUse` or `dataDir.inUseElsewhere`.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const file = join(folder, 'lock');
  const mine: LockHolder = {
    pid: process.pid,
    startedAt: processStart(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
    token: randomUUID(),
  };
  try {
    const tookOverFrom = await take(folder, file, mine);
    const heartbeat = setInterval(() => {
      const now = new Date();
      utimes(file, now, now).catch(() => {});
    }, HEARTBEAT_MS);
    heartbeat.unref();
    return {
      tookOverFrom,
      async release() {
        clearInterval(heartbeat);
        const holder = await readHolder(file);
        if (holder?.token === mine.token) await rm(file, { force: true });
      },
    };
  } catch (error) {
    throw fileProblem(error, folder, 'write');
  }
}

async function take(folder: string, file: string, mine: LockHolder): Promise<LockHolder | null> {
  if (await create(file, mine)) return null;
  const dead = await withGuard(join(folder, 'lock.guard'), async () => {
    const state = await inspectLock(folder);
    if (state.kind === 'held') throw inUse(folder, file, state.holder);
    if (state.kind === 'free') return null;
    await rm(file, { force: true });
    return state.holder;
  });
  // Someone else may be quicker between the removal and this line; then it holds the folder.
  if (await create(file, mine)) return dead;
  throw inUse(folder, file, await readHolder(file));
}

export type LockState =
  | { readonly kind: 'free' }
  | { readonly kind: 'held'; readonly holder: LockHolder | null }
  | { readonly kind: 'stale'; readonly holder: LockHolder | null };

/** Who holds the folder, and whether that process still lives. Changes nothing. */
export async function inspectLock(folder: string): Promise<LockState> {
  const file = join(folder, 'lock');
  const age = await ageMs(file);
  if (age === null) return { kind: 'free' };
  const holder = await readHolder(file);
  if (!holder) return { kind: age > LEFTOVER_MS ? 'stale' : 'held', holder: null };
  return { kind: isStale(holder, age) ? 'stale' : 'held', holder };
}

function isStale(holder: LockHolder, ageMs: number): boolean {
  if (holder.host !== hostname()) return ageMs > FOREIGN_STALE_MS;
  if (!isAlive(holder.pid)) return true;
  const startedAt = processStart(holder.pid);
  return startedAt !== null && holder.startedAt !== null && startedAt !== holder.startedAt;
}

/** Writes the lock in one step, so that nobody reads half of it. False = there is one already. */
async function create(file: string, mine: LockHolder): Promise<boolean> {
  const draft = `${file}.${mine.token}`;
  const text = `${JSON.stringify(mine)}\n`;
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await link(draft, file);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    if (!NO_LINKS.has(systemCode(error) ?? '')) throw error;
    return await createPlainly(file, text);
  } finally {
    await rm(draft, { force: true });
  }
}

/** What file systems without hard links (exFAT, some network shares) answer. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

async function createPlainly(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** A directory as a short mutex between those who find the same stale lock. */
async function withGuard<T>(guard: string, work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      await mkdir(guard);
      break;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST' || tries > 200) throw error;
      if (((await ageMs(guard)) ?? 0) > LEFTOVER_MS) await rmdir(guard).catch(() => {});
      else await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  try {
    return await work();
  } finally {
    await rmdir(guard).catch(() => {});
  }
}

const inUse = (folder: string, lock: string, holder: LockHolder | null) =>
  holder && holder.host !== hostname()
    ? new Problem('dataDir.inUseElsewhere', { folder, lock, pid: holder.pid, host: holder.host })
    : new Problem('dataDir.inUse', { folder, pid: holder?.pid ?? '?' });

async function readHolder(file: string): Promise<LockHolder | null> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isHolder(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError || systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

const isHolder = (value: unknown): value is LockHolder =>
  typeof value === 'object' &&
  value !== null &&
  'pid' in value &&
  typeof value.pid === 'number' &&
  'host' in value &&
  typeof value.host === 'string' &&
  'token' in value &&
  'startedAt' in value;

async function ageMs(path: string): Promise<number | null> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}
