import { defineConfig } from 'vitest/config';

const source = ['stockwright-source'];

export default defineConfig({
  ssr: { resolve: { conditions: [...source, 'module', 'node', 'development|production'] } },
  resolve: { conditions: [...source, 'module', 'node', 'development|production'] },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts', 'examples/**/*.test.ts'],
    reporters: ['default', './test/closing-line.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
