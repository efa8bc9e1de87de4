#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(program)) {
  await import(program.href);
} else {
  process.stderr.write(
    'Stockwright is not built yet: run `npm run build` first. / 尚未构建：请先运行 `npm run build`。\n',
  );
  process.exitCode = 1;
}
