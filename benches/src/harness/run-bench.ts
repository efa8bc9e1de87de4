import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Bench, BenchReport } from './bench-shape.js';

export interface BenchOptions {
  readonly dataFolder: string | null;
  readonly seed: number;
  readonly quick: boolean;
  readonly log: (line: string) => void;
  /** Takes the picture of a bench that draws one. */
  readonly picture: (svg: string) => void;
}

const ownVersion = (): string =>
  (
    JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    }
  ).version;

/** Runs a bench and adds what every report tells: when, where, with what. */
export async function runBench(bench: Bench, options: BenchOptions): Promise<BenchReport> {
  const versions: Record<string, string> = { stockwright: ownVersion() };
  const rows = await bench.run({
    ...options,
    version: (part, version) => {
      versions[part] = version;
    },
  });
  const processors = cpus();
  return {
    bench: bench.name,
    date: new Date().toISOString(),
    machine: {
      cpu: processors[0]?.model ?? 'unknown',
      cores: processors.length,
      node: process.versions.node,
    },
    seed: options.seed,
    versions,
    rows,
  };
}
