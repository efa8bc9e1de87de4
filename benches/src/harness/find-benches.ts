import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Bench } from './bench-shape.js';

const benchesFolder = fileURLToPath(new URL('../..', import.meta.url));

export interface BenchFile {
  readonly name: string;
  readonly path: string;
}

/** Every file of speed/ and quality/, sorted by name; a bench is named as its file. */
export function findBenches(): BenchFile[] {
  return ['speed', 'quality']
    .flatMap((folder) =>
      readdirSync(join(benchesFolder, folder))
        .filter((file) => file.endsWith('.ts'))
        .map((file) => ({ name: file.slice(0, -3), path: join(benchesFolder, folder, file) })),
    )
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** @throws Error when the file's default export is no bench of its own name. */
export async function loadBench({ name, path }: BenchFile): Promise<Bench> {
  const { default: bench } = (await import(pathToFileURL(path).href)) as { default?: Bench };
  if (bench?.name !== name || typeof bench.run !== 'function')
    throw new Error(`${path}: the default export must be a bench named "${name}"`);
  return bench;
}
