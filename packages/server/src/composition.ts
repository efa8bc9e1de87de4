import {
  forgetReplies,
  JobRunner,
  type JobRunnerSettings,
  openStore,
  type Store,
  sweepHistory,
} from '@stockwright/app';
import { formatDay } from '@stockwright/core/units';
import {
  type ForecastParams,
  type ForecastResult,
  forecastJob,
  removeForecastFiles,
} from './jobs/forecast-job.js';
import { type ImportParams, type ImportResult, importJob } from './jobs/import-job.js';
import { type PlanParams, type PlanResult, planJob } from './jobs/plan-job.js';
import { removeOrphanUploads } from './jobs/uploads.js';

export type { ForecastParams, ForecastResult, ImportParams, ImportResult, PlanParams, PlanResult };

/** The kinds of job, what each is given and what it gives. */
export interface JobKinds {
  readonly import: { readonly params: ImportParams; readonly result: ImportResult };
  readonly plan: { readonly params: PlanParams; readonly result: PlanResult };
  readonly forecast: { readonly params: ForecastParams; readonly result: ForecastResult };
}

/** Someone who watches a job that runs in this process. */
export interface JobWatcher {
  update(stage: string, share: number): void;
  log(level: 'info' | 'warn' | 'error', text: string): void;
}

export interface RunHereOptions {
  readonly signal: AbortSignal;
  readonly watch: JobWatcher;
}

export interface HouseSettings {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  /** Make the data folder where there is none (the default). */
  readonly create?: boolean;
  readonly jobs?: JobRunnerSettings;
}

/** Everything that both doors need, put together once: store, jobs, clock. */
export interface House {
  readonly store: Store;
  readonly jobs: JobRunner;
  /** Today, in the time zone of this machine. */
  today(): string;
  /** Runs a job in this call; its progress is seen by everybody who asks for jobs. */
  runHere<Kind extends keyof JobKinds>(
    kind: Kind,
    params: JobKinds[Kind]['params'],
    options: RunHereOptions,
  ): Promise<JobKinds[Kind]['result']>;
  /** Starts working the queue, until the house closes. */
  work(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a data folder with its database and job runner.
 *
 * @throws Problem `dataDir.*`, `database.*`, `file.notWritable` or `disk.full`.
 */
export async function openHouse(settings: HouseSettings): Promise<House> {
  const { dataDir, databaseUrl, create = true } = settings;
  const store = await openStore({ folder: dataDir, url: databaseUrl, create });
  try {
    await sweepHistory(store);
    const house = furnish(store, settings.jobs);
    await house.jobs.releaseLost();
    return house;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** The house around a store that is open already; closing it closes the store. */
export function furnish(store: Store, settings?: JobRunnerSettings): House {
  const jobs = new JobRunner(store.database, settings);
  jobs.register('import', importJob(store));
  jobs.register('plan', planJob(store));
  jobs.register('forecast', forecastJob(store));
  return {
    store,
    jobs,
    today: () => localDay(new Date()),
    async runHere<Kind extends keyof JobKinds>(
      kind: Kind,
      params: JobKinds[Kind]['params'],
      { signal, watch }: RunHereOptions,
    ) {
      const { result } = await jobs.runInline<JobKinds[Kind]['result']>(kind, params, 'cli', {
        signal,
        onReport: (stage, share) => watch.update(stage, share),
        onLog: (level, message) => watch.log(level, message),
      });
      return result;
    },
    async work() {
      await removeOrphanUploads(store, jobs);
      await removeForecastFiles(store, new Date(Date.now() - KEEP_FILES_MS));
      await forgetReplies(store.database, new Date(Date.now() - KEEP_REPLIES_MS));
      await jobs.start();
    },
    async close() {
      try {
        await jobs.stop();
      } finally {
        await store.close();
      }
    },
  };
}

/** Replies by Idempotency-Key are kept this long; nobody repeats a request after that. */
const KEEP_REPLIES_MS = 7 * 24 * 3_600_000;
/** Files that forecast jobs made are kept as long. */
const KEEP_FILES_MS = KEEP_REPLIES_MS;
const MINUTES_PER_DAY = 1440;

const localDay = (now: Date): string =>
  formatDay(Math.floor((now.getTime() / 60_000 - now.getTimezoneOffset()) / MINUTES_PER_DAY));
