import { createReadStream } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import type { House } from '../../../composition.js';
import { ProgressLine } from '../../progress-line.js';
import type { Session } from '../../session.js';
import { UsageError } from '../../usage.js';

export interface CatalogueOptions {
  readonly output?: string;
  readonly format?: 'csv' | 'parquet';
  readonly asOf?: string;
  readonly days?: number;
}

/** Forecasts everything over workers, as a job in this process, and writes it to a file or to stdout. */
export async function writeCatalogue(session: Session, options: CatalogueOptions): Promise<void> {
  const { output } = options;
  const format = options.format ?? (/\.parquet$/i.test(output ?? '') ? 'parquet' : 'csv');
  if (!output && format === 'parquet' && session.voice.terminal.data.isTTY)
    throw new UsageError('usage.parquetNeedsFile');
  await session.withExistingHouse(async (house) => {
    const line = new ProgressLine(session.voice, session.voice.word('job.forecast'));
    try {
      const result = await house.runHere(
        'forecast',
        { format, asOf: options.asOf, horizonDays: options.days },
        { signal: session.signal, watch: line },
      );
      line.finish();
      await handOver(session, house, result.jobId, output);
      const { rowCount: rows, seriesCount: series, asOf: day } = result;
      if (!output) return;
      if (session.voice.json) session.voice.object({ ...result, file: output });
      else session.voice.tell('forecast.written', { rows, series, day, file: output });
    } finally {
      line.clear();
    }
  });
}

async function handOver(
  { voice }: Session,
  { store }: House,
  jobId: string,
  output: string | undefined,
): Promise<void> {
  const { forecastFile, removeForecastFile } = await import('../../../jobs/forecast-job.js');
  const { Problem, tellingProblems } = await import('@stockwright/app');
  const file = await forecastFile(store, jobId);
  if (!file) throw new Problem('forecast.noFile', { id: jobId });
  if (output) await tellingProblems(output, 'write', () => copyFile(file.path, output));
  else
    for await (const chunk of createReadStream(file.path))
      voice.terminal.data.write(chunk as Buffer);
  await removeForecastFile(store, jobId);
}
