import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

const INITIAL_SCRIPT_LIMIT_BYTES = 250_000;

/**
 * Prints the size of the scripts a browser must load before the first picture (the entry and what it
 * imports statically, gzip), and fails the build above the limit.
 */
const scriptBudget = (): Plugin => ({
  name: 'script-budget',
  apply: 'build',
  generateBundle(_options, bundle) {
    const seen = new Set<string>();
    const visit = (file: string) => {
      const chunk = bundle[file];
      if (seen.has(file) || chunk?.type !== 'chunk') return;
      seen.add(file);
      for (const imported of chunk.imports) visit(imported);
    };
    for (const [file, chunk] of Object.entries(bundle))
      if (chunk.type === 'chunk' && chunk.isEntry) visit(file);

    let bytes = 0;
    for (const file of seen) {
      const chunk = bundle[file];
      if (chunk.type === 'chunk') bytes += gzipSync(chunk.code).length;
    }
    const inKilobytes = (n: number) => `${(n / 1000).toFixed(1)} kB`;
    const line = `initial JavaScript: ${inKilobytes(bytes)} gzip of at most ${inKilobytes(INITIAL_SCRIPT_LIMIT_BYTES)}`;
    if (bytes > INITIAL_SCRIPT_LIMIT_BYTES) this.error(line);
    console.log(line);
  },
});

export default defineConfig({
  plugins: [react(), scriptBudget()],
  // The workspace packages are read as source, so that the page can be built before they are compiled.
  resolve: { conditions: ['stockwright-source', ...defaultClientConditions] },
  build: { target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 800 },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: 'http://127.0.0.1:4600', changeOrigin: false } },
  },
});
