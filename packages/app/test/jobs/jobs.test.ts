import { setTimeout as pause } from 'node:timers/promises';
import { type JobHandler, JobRunner, type JobView, openDatabase, Problem } from '@stockwright/app';
import { afterEach, expect, test, vi } from 'vitest';
import { childrenOfTests } from '../support/child.js';
import { type Databases, describeOnBoth } from '../support/databases.js';

const quick = { pollEveryMs: 50, writeEveryMs: 20, heartbeatMs: 100, sweepEveryMs: 300 };

describeOnBoth('jobs', (databases) => {
  const runners: JobRunner[] = [];
  const child = childrenOfTests();
  afterEach(async () => {
    for (const runner of runners.splice(0)) await runner.stop();
  });

  const open = async (handlers: Record<string, JobHandler<never, unknown>> = {}) => {
    const database = await databases.open();
    return { database, jobs: runnerOn(database, handlers) };
  };
  const runnerOn = (
    database: Parameters<typeof openRunner>[0],
    handlers: Record<string, JobHandler<never, unknown>>,
  ) => {
    const runner = openRunner(database, handlers);
    runners.push(runner);
    return runner;
  };
  const ended = async (jobs: JobRunner, id: string): Promise<JobView> =>
    vi.waitFor(
      async () => {
        const job = await jobs.get(id);
        expect(job.endedAt).not.toBeNull();
        return job;
      },
      { timeout: 20_000, interval: 50 },
    );

  test('a queued job runs with progress, log and result, and listeners see it', async () => {
    const { jobs } = await open({
      add: async ({ a, b }: { a: number; b: number }, progress) => {
        for (let i = 1; i <= 50; i++) progress.report('adding', i / 100);
        progress.log('info', 'half done');
        await pause(120);
        progress.report('writing', 0.9);
        await pause(120);
        return { sum: a + b };
      },
    });
    const seen: JobView[] = [];
    jobs.subscribe((job) => seen.push(job));
    await jobs.start();
    const { id } = await jobs.enqueue('add', { a: 1, b: 2 }, 'ann');
    const job = await ended(jobs, id);
    expect(job).toMatchObject({
      state: 'done',
      result: { sum: 3 },
      progress: 1,
      attempt: 1,
      requestedBy: 'ann',
      params: { a: 1, b: 2 },
      error: null,
    });
    expect(await jobs.log(id)).toMatchObject([{ level: 'info', message: 'half done' }]);
    const mine = seen.filter((each) => each.id === id);
    expect(mine.map(({ state }) => state)).toContain('queued');
    expect(mine.map(({ stage }) => stage)).toEqual(expect.arrayContaining(['adding', 'writing']));
    expect(mine.at(-1)).toMatchObject({ state: 'done' });
    // Fifty reports in one go are one write.
    expect(mine.filter(({ stage }) => stage === 'adding').length).toBeLessThan(5);
  });

  test('a job that fails keeps its problem, or the reason and the stack in its log', async () => {
    const { jobs } = await open({
      known: async () => {
        throw new Problem('import.emptyFile', { file: 'a.csv' });
      },
      unknown: async () => {
        throw new TypeError('x is not a function');
      },
    });
    await jobs.start();
    const known = await ended(jobs, (await jobs.enqueue('known', {}, 'ann')).id);
    expect(known).toMatchObject({
      state: 'failed',
      error: { code: 'import.emptyFile', facts: { file: 'a.csv' } },
    });
    const unknown = await ended(jobs, (await jobs.enqueue('unknown', {}, 'ann')).id);
    expect(unknown.error).toEqual({ code: 'job.failed', facts: { reason: 'x is not a function' } });
    const [line] = await jobs.log(unknown.id);
    expect(line).toMatchObject({
      level: 'error',
      message: expect.stringContaining('jobs.test.ts'),
    });
  });

  test('a waiting job is cancelled at once, a running one when it looks at its signal', async () => {
    const { jobs } = await open({ wait: waitForSignal });
    await jobs.start();
    const running = await jobs.enqueue('wait', {}, 'ann');
    const waiting = await jobs.enqueue('wait', {}, 'ann');
    await vi.waitFor(async () => expect((await jobs.get(running.id)).state).toBe('running'));
    expect(await jobs.cancel(waiting.id)).toMatchObject({ state: 'cancelled' });
    expect(await jobs.cancel(running.id)).toMatchObject({ cancelRequested: true });
    expect(await ended(jobs, running.id)).toMatchObject({
      state: 'cancelled',
      error: { code: 'job.cancelled' },
    });
    expect(await jobs.cancel(running.id)).toMatchObject({ state: 'cancelled' });
    await expect(jobs.cancel('no-such-job')).rejects.toMatchObject({ code: 'job.notFound' });
  });

  test('an inline job runs in the call, streams progress, and can be cancelled from outside', async () => {
    const { jobs } = await open({
      double: async ({ n }: { n: number }, progress) => {
        progress.report('doubling', 0.5);
        return n * 2;
      },
      wait: waitForSignal,
    });
    const reports: [string, number][] = [];
    const { result, job } = await jobs.runInline<number>('double', { n: 21 }, 'cli', {
      onReport: (stage, share) => reports.push([stage, share]),
    });
    expect(result).toBe(42);
    expect(job).toMatchObject({ state: 'done', isInline: true, result: 42 });
    expect(reports).toEqual([['doubling', 0.5]]);
    const interrupt = new AbortController();
    const waiting = jobs.runInline('wait', {}, 'cli', { signal: interrupt.signal });
    setTimeout(() => interrupt.abort(), 50);
    await expect(waiting).rejects.toMatchObject({ code: 'job.cancelled' });
    expect((await jobs.list({ kind: 'wait' })).map(({ state }) => state)).toEqual(['cancelled']);
    await expect(jobs.runInline('dance', {}, 'cli')).rejects.toMatchObject({
      code: 'job.unknownKind',
    });
  });

  test('progress reported inside an open transaction neither waits for it nor breaks it', async () => {
    const { database, jobs } = await open({
      write: async (_params, progress) =>
        database.transaction(async (tx) => {
          for (let i = 0; i < 5; i++) {
            await tx
              .insertInto('source')
              .values({ name: `s${i}`, kind: 'sales' })
              .execute();
            progress.report('writing', i / 5);
            progress.log('info', `row ${i}`);
            await pause(40);
          }
          return tx.selectFrom('source').select('name').execute();
        }),
    });
    const { result, job } = await jobs.runInline<unknown[]>('write', {}, 'cli');
    expect(result).toHaveLength(5);
    expect(await jobs.log(job.id)).toHaveLength(5);
  });

  test('a job asked for in a transaction is there if and only if that commits', async () => {
    const { database, jobs } = await open({ nothing: async () => 'done' });
    await jobs.start();
    await expect(
      database.transaction(async (tx) => {
        await jobs.enqueue('nothing', {}, 'ann', tx);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await jobs.list()).toEqual([]);
    const { id } = await database.transaction((tx) => jobs.enqueue('nothing', {}, 'ann', tx));
    expect(await ended(jobs, id)).toMatchObject({ state: 'done', result: 'done' });
  });

  test('stopping puts the job at hand back, and the next runner finishes it', async () => {
    const { database, jobs } = await open({ wait: waitForSignal });
    await jobs.start();
    const { id } = await jobs.enqueue('wait', {}, 'ann');
    await vi.waitFor(async () => expect((await jobs.get(id)).state).toBe('running'));
    await jobs.stop();
    expect(await jobs.get(id)).toMatchObject({ state: 'queued', attempt: 0, endedAt: null });
    const next = runnerOn(database, { wait: async () => 'finished' });
    await next.start();
    expect(await ended(next, id)).toMatchObject({ state: 'done', result: 'finished', attempt: 1 });
  });

  test('a job whose process was killed is started again, an inline one fails clearly', async () => {
    const place = await databases.place();
    const killed = await child(childCode, [JSON.stringify(place)]);
    const [, queuedId, inlineId] = (await killed.printed('running ')).split(' ');
    await killed.kill();
    const database = await openDatabase(place);
    try {
      const jobs = new JobRunner(database, { ...quick, lostAfterSeconds: 1 });
      jobs.register('hang', async (_params, _progress, { attempt }) => ({ attempt }));
      await jobs.start();
      expect(await ended(jobs, queuedId)).toMatchObject({ state: 'done', result: { attempt: 2 } });
      expect(await ended(jobs, inlineId)).toMatchObject({
        state: 'failed',
        error: { code: 'job.interrupted' },
      });
      await jobs.stop();
    } finally {
      await database.close();
    }
  });

  test('a job that was interrupted three times is not tried again', async () => {
    const { database, jobs } = await open({ hang: async () => 'never' });
    await database.execute(
      `insert into job (id, kind, params, state, requested_by, attempt, heartbeat_at)
       values (gen_random_uuid(), 'hang', '{}', 'running', 'ann', 3, now() - interval '1 hour')`,
    );
    await jobs.start();
    const [{ id }] = await jobs.list();
    expect(await ended(jobs, id)).toMatchObject({
      state: 'failed',
      error: { code: 'job.triedTooOften', facts: { attempts: 3 } },
    });
  });

  test('lists page from the newest by kind and state', async () => {
    const { jobs } = await open({ a: async () => null, b: async () => null });
    const made = [];
    for (const kind of ['a', 'b', 'a', 'a']) made.push((await jobs.runInline(kind, {}, 'cli')).job);
    const first = await jobs.list({ kind: 'a', limit: 2 });
    const rest = await jobs.list({ kind: 'a', before: first[1] });
    expect([...first, ...rest].map(({ id }) => id)).toEqual(
      [made[3], made[2], made[0]].map(({ id }) => id),
    );
    expect(await jobs.list({ state: 'failed' })).toEqual([]);
  });

  if (databases.kind === 'server')
    test('two workers share the queue, each job runs once, and a listener elsewhere sees it end', async () => {
      const runs: string[] = [];
      const work = async ({ n }: { n: number }) => {
        runs.push(String(n));
        await pause(10);
        return n;
      };
      const place = await databases.place();
      const [one, two] = [await openDatabase(place), await openDatabase(place)];
      try {
        const [first, second] = [runnerOn(one, { work }), runnerOn(two, { work })];
        const seen = new Set<string>();
        const stop = second.subscribe((job) => job.state === 'done' && seen.add(job.id));
        await Promise.all([first.start(), second.start()]);
        const jobs = await Promise.all(
          Array.from({ length: 12 }, (_, n) => first.enqueue('work', { n }, 'ann')),
        );
        for (const { id } of jobs) expect(await ended(first, id)).toMatchObject({ state: 'done' });
        expect(runs).toHaveLength(12);
        await vi.waitFor(() => expect(seen.size).toBe(12), { timeout: 5000 });
        stop();
        for (const runner of runners.splice(0)) await runner.stop();
      } finally {
        await one.close();
        await two.close();
      }
    });

  if (databases.kind === 'server')
    test('a worker that was believed dead cannot write over the one that took its job', async () => {
      let finishLate = () => {};
      const { database, jobs } = await open({
        slow: () =>
          new Promise((resolve) => {
            finishLate = () => resolve('late');
          }),
      });
      await jobs.start();
      const { id } = await jobs.enqueue('slow', {}, 'ann');
      await vi.waitFor(async () => expect((await jobs.get(id)).state).toBe('running'));
      // As if another worker had taken it over and finished.
      await database.execute(
        `update job set attempt = 2, state = 'done', result = '"theirs"', ended_at = now()`,
      );
      finishLate();
      await pause(200);
      expect(await jobs.get(id)).toMatchObject({ result: 'theirs', attempt: 2 });
    });
});

function openRunner(
  database: Awaited<ReturnType<Databases['open']>>,
  handlers: Record<string, JobHandler<never, unknown>>,
): JobRunner {
  const runner = new JobRunner(database, quick);
  for (const [kind, handler] of Object.entries(handlers)) runner.register(kind, handler);
  return runner;
}

const waitForSignal: JobHandler<unknown, unknown> = (_params, { signal }) =>
  new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });

/** Works on one job from the queue and one inline, and hangs in both. */
const childCode = `
import { JobRunner, openDatabase } from '@stockwright/app';
const database = await openDatabase(JSON.parse(process.argv[2]));
const jobs = new JobRunner(database, { pollEveryMs: 50, heartbeatMs: 100 });
jobs.register('hang', () => new Promise((resolve) => setTimeout(resolve, 60_000)));
await jobs.start();
const queued = await jobs.enqueue('hang', {}, 'ann');
jobs.runInline('hang', {}, 'cli');
for (;;) {
  const running = await jobs.list({ state: 'running' });
  if (running.length === 2) {
    const inline = running.find(({ isInline }) => isInline);
    console.log('running', queued.id, inline?.id);
    break;
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
}
`;
