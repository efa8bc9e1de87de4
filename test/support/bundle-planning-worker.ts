import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

const worker = fileURLToPath(
  new URL('../../packages/app/src/plan/run/planning-worker.ts', import.meta.url),
);

/**
 * Bundles the planning worker into one file before the tests run. A thread that starts from source loads
 * some hundred files of TypeScript, a second of work each time, and every plan starts several threads.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'stockwright-worker-'));
  const bundle = () =>
    build({
      configFile: false,
      logLevel: 'error',
      resolve: { conditions: ['stockwright-source'] },
      ssr: { noExternal: [/^@stockwright\//], resolve: { conditions: ['stockwright-source'] } },
      build: {
        ssr: worker,
        outDir: folder,
        minify: false,
        rolldownOptions: { output: { entryFileNames: 'planning-worker.mjs' } },
      },
    });
  await bundle();
  project.onTestsRerun(async () => {
    await bundle();
  });
  project.provide('planningWorker', pathToFileURL(join(folder, 'planning-worker.mjs')).href);
  return () => rm(folder, { recursive: true, force: true });
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the bundled planning worker. */
    planningWorker: string;
  }
}
