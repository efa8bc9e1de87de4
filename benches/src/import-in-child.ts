/**
 * The two ways of the bench `import`, each in a process of its own so that its memory is its own:
 *
 *     import-in-child.ts ours <csv> <data folder>
 *     import-in-child.ts duckdb <csv> <parquet>
 *
 * Prints one line of JSON: seconds, peak MiB, rows and rejected rows.
 */
import { performance } from 'node:perf_hooks';
import { importFiles, openStore } from '@stockwright/app';
import { quoted, withDuck } from '../../packages/app/src/history/index.js';

const [, , way, csv, target] = process.argv;

async function ours() {
  const store = await openStore({ folder: target });
  try {
    const progress = { report() {}, log() {}, signal: new AbortController().signal };
    const started = performance.now();
    const { sources } = await importFiles({ store, paths: [csv], progress });
    const seconds = (performance.now() - started) / 1000;
    return { seconds, rows: sources[0].rows, rejected: sources[0].rejected };
  } finally {
    await store.close();
  }
}

/** DuckDB as its manual has it, types sniffed, rows that do not fit skipped; in the bounds that we keep. */
const duckdb = () =>
  withDuck({ tempFolder: `${target}.tmp` }, async (duck) => {
    const started = performance.now();
    await duck.run(`copy (select * from read_csv(${quoted(csv)}, ignore_errors = true))
      to ${quoted(target)} (format parquet, compression zstd)`);
    const seconds = (performance.now() - started) / 1000;
    const { rows } = await duck.row<{ rows: number }>(
      `select count(*) as rows from read_parquet(${quoted(target)})`,
    );
    return { seconds, rows, rejected: 0 };
  });

const result = await (way === 'ours' ? ours() : duckdb());
console.log(JSON.stringify({ ...result, peakMiB: process.resourceUsage().maxRSS / 1024 }));
