import { createHash, randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { HistoryStore } from './current-files.js';

const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const TEMPORARY = /^tmp-([0-9a-f]{8})-(\d+)-[0-9a-f-]+$/;
const PARQUET = /^(sales|stock|promotions|drivers)-[0-9a-f]+\.parquet$/;
const DAY_MILLISECONDS = 86_400_000;

/** Names that this process gave out: a process number alone says little, containers reuse them. */
const ours = new Set<string>();

/** A folder name in the history folder that says whose it is; not made yet. */
export function temporaryFolder({ paths }: Pick<HistoryStore, 'paths'>): string {
  const name = `tmp-${host}-${process.pid}-${randomUUID().slice(0, 8)}`;
  ours.add(name);
  return join(paths.history, name);
}

/**
 * Removes what torn work left in the history folder: temporary folders of processes that are gone, and
 * Parquet files that no version of a source names. With a database server other processes may share the
 * folder and be about to name a file, so there only what is a day old goes. Call it when a store was just
 * opened: an import that runs in this very process would lose its file.
 */
export async function sweepHistory(store: HistoryStore): Promise<{ readonly removed: string[] }> {
  const known = new Set(
    (
      await store.database.kysely
        .selectFrom('source_version')
        .where('file', 'is not', null)
        .select('file')
        .execute()
    ).map((row) => row.file),
  );
  const isShared = store.database.kind === 'server';
  const removed: string[] = [];
  for (const name of await readdir(store.paths.history)) {
    const path = join(store.paths.history, name);
    const leftover = PARQUET.test(name)
      ? !known.has(name) && (!isShared || (await isOld(path)))
      : await isTornFolder(name, path, isShared);
    if (!leftover) continue;
    await rm(path, { recursive: true, force: true });
    removed.push(name);
  }
  return { removed };
}

async function isTornFolder(name: string, path: string, isShared: boolean): Promise<boolean> {
  const match = TEMPORARY.exec(name);
  if (!match || ours.has(name)) return false;
  if (!isShared) return true;
  const [, itsHost, pid] = match;
  return (itsHost === host && !isAlive(Number(pid))) || isOld(path);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isOld(path: string): Promise<boolean> {
  const { mtimeMs } = await stat(path);
  return Date.now() - mtimeMs > DAY_MILLISECONDS;
}
