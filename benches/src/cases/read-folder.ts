import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { CaseFile } from './case-shape.js';

const SCHEMA = 'inventory-cases/1';

/** Something in the folder that this runner has no reader for. */
export interface Unread {
  readonly what: string;
  readonly cases: number;
}

export interface CaseFolder {
  readonly files: readonly CaseFile[];
  readonly unread: readonly Unread[];
}

function readJson(path: string, name: string): CaseFile | Unread {
  let content: Partial<CaseFile> | null;
  try {
    content = JSON.parse(readFileSync(path, 'utf8')) as Partial<CaseFile> | null;
  } catch (error) {
    return { what: `${name}: ${error instanceof Error ? error.message : error}`, cases: 1 };
  }
  const cases = Array.isArray(content?.cases) ? content.cases : null;
  if (content?.schema === SCHEMA && typeof content.kind === 'string' && cases)
    return { schema: SCHEMA, kind: content.kind, cases };
  const kind = typeof content?.kind === 'string' ? `kind ${content.kind}, ` : '';
  return {
    what: `${name}: ${kind}schema ${JSON.stringify(content?.schema ?? 'none')}`,
    cases: cases?.length ?? 1,
  };
}

/** A table of instances with best known values: a line each, the family in the first column. */
function readInstanceTable(path: string, name: string): Unread[] {
  const families = new Map<string, number>();
  for (const line of readFileSync(path, 'utf8').split('\n').slice(1)) {
    const family = line.split('\t')[0].trim();
    if (family) families.set(family, (families.get(family) ?? 0) + 1);
  }
  return [...families].map(([family, cases]) => ({ what: `${name}: family ${family}`, cases }));
}

/** Reads everything in a folder that may hold cases, subfolders included, in the order of the names. */
export function readCaseFolder(folder: string): CaseFolder {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const files: CaseFile[] = [];
  const unread: Unread[] = [];
  const tables = paths.filter((path) => basename(path) === 'bks.tsv');
  for (const path of tables) unread.push(...readInstanceTable(path, relative(folder, path)));
  const strangers = new Map<string, number>();
  for (const path of paths) {
    const name = relative(folder, path);
    // The instances named in a table have been counted there.
    if (tables.some((table) => path.startsWith(table.slice(0, -'bks.tsv'.length)))) continue;
    if (path.endsWith('.json')) {
      const read = readJson(path, name);
      if ('schema' in read) files.push(read);
      else unread.push(read);
    } else {
      const group = name.replace(/[^/\\]*?(\.[^./\\]*)?$/, '*$1');
      strangers.set(group, (strangers.get(group) ?? 0) + 1);
    }
  }
  for (const [what, cases] of strangers) unread.push({ what, cases });
  return { files, unread };
}
