import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The shipped data, in the repository that this package lies in; undefined where it lies elsewhere. */
export function demoFolder(): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const demo = join(folder, 'data', 'online-retail');
    if (existsSync(demo)) return demo;
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}
