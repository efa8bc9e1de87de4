import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = ['stockwright-source'];
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  ssr: { resolve: { conditions: [...source, 'module', 'node', 'development|production'] } },
  resolve: {
    conditions: [...source, 'module', 'node', 'development|production'],
    alias: [
      { find: /^\.\/planning-thread\.js$/, replacement: here('test/support/planning-thread.ts') },
    ],
  },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts', 'examples/**/*.test.ts'],
    reporters: ['default', './test/closing-line.ts'],
    globalSetup: './test/support/bundle-planning-worker.ts',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Files share the modules their worker has loaded: loading anew for each took a quarter of the whole run.
    isolate: false,
  },
});
