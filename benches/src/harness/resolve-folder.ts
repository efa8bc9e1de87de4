import { statSync } from 'node:fs';
import { resolve } from 'node:path';

const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/**
 * The absolute path of a folder that a person named. npm moves to the package's root before it runs a
 * script, so the place the command was typed in (INIT_CWD) is tried first. Null = no such folder.
 */
export function resolveFolder(given: string): string | null {
  const typedIn = process.env.INIT_CWD;
  const candidates = [...(typedIn ? [resolve(typedIn, given)] : []), resolve(given)];
  return candidates.find(isFolder) ?? null;
}
