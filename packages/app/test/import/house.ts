import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Database,
  dataPaths,
  type ImportReport,
  type ImportSettings,
  importFiles,
  type JobProgress,
  Problem,
} from '@stockwright/app';
import { afterAll, afterEach } from 'vitest';

export const quiet: JobProgress = {
  report() {},
  log() {},
  signal: new AbortController().signal,
};

/** 1 December 2011, noon: what the tests call today. */
export const clock = { now: () => new Date('2011-12-01T12:00:00Z') };

/** A store with its folder, and a place for the files that a user would have. */
export interface House {
  readonly store: ImportSettings['store'];
  /** Writes a file of the user's. @returns its path */
  file(name: string, content: string | Uint8Array): Promise<string>;
  /** Imports files, as the command line would. */
  take(
    paths: string | readonly string[],
    settings?: Partial<Omit<ImportSettings, 'store' | 'paths'>>,
  ): Promise<ImportReport>;
  readonly folder: string;
}

/** Builds houses around databases; their folders go away after the test, or after all of a file. */
export function houses(until: 'test' | 'file' = 'test'): (database: Database) => Promise<House> {
  const folders: string[] = [];
  (until === 'test' ? afterEach : afterAll)(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  return async (database) => {
    const folder = await mkdtemp(join(tmpdir(), 'stockwright-import-'));
    folders.push(folder);
    const paths = dataPaths(join(folder, 'data'));
    const files = join(folder, 'files');
    for (const part of [paths.history, paths.rejects, files])
      await mkdir(part, { recursive: true });
    const store = { database, paths };
    return {
      store,
      folder,
      async file(name, content) {
        const path = join(files, name);
        await writeFile(path, content);
        return path;
      },
      take: (given, settings = {}) =>
        importFiles({ store, paths: [given].flat(), progress: quiet, clock, ...settings }),
    };
  };
}

/** The Problem that some work ends with. @throws Error when it ends well */
export async function problemOf(work: Promise<unknown>): Promise<Problem> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('Expected a Problem, and all went well');
}

export const csv = (header: string, ...rows: string[]): string =>
  `${[header, ...rows].join('\n')}\n`;
