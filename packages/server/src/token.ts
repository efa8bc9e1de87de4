import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tellingProblems } from '@stockwright/app';

/**
 * The token that writes need: made once per data folder, so that an open page outlives a restart of
 * the server, and readable by its owner alone.
 */
export async function dataFolderToken(folder: string): Promise<string> {
  const path = join(folder, 'token');
  const kept = await readFile(path, 'utf8').catch(() => '');
  if (/^[\w-]{43}$/.test(kept.trim())) return kept.trim();
  const token = randomBytes(32).toString('base64url');
  await tellingProblems(path, 'write', () => writeFile(path, `${token}\n`, { mode: 0o600 }));
  return token;
}
