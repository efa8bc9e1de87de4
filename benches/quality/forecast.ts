import { fileURLToPath } from 'node:url';
import { type ForecastSet, readForecastSets } from '../src/forecast/forecast-set.js';
import { type Judged, type Metrics, metricsOf } from '../src/forecast/judged.js';
import { type Task, tasksAt } from '../src/forecast/origins.js';
import { meanOf28, ours, seasonalNaive } from '../src/forecast/our-methods.js';
import type { Bench, BenchContext, BenchRow } from '../src/harness/bench-shape.js';
import { askPeer } from '../src/harness/peers.js';
import { resolveFolder } from '../src/harness/resolve-folder.js';
import { WrongUse } from '../src/harness/wrong-use.js';

const HORIZON_DAYS = 28;
const ORIGINS = 6;
const MIN_HISTORY_DAYS = 56;
/** Slow peers are asked about every so many series. */
const SLOW_EVERY = 24;

const SHARED_DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** What we promise ourselves of a metric. */
const TARGETS: Readonly<Partial<Record<string, { target: number; met: (v: number) => boolean }>>> =
  {
    bias: { target: 0.05, met: (value) => Math.abs(value) <= 0.05 },
    coverage80: { target: 0.8, met: (value) => Math.abs(value - 0.8) <= 0.03 },
    'ms/series': { target: 3, met: (value) => value <= 3 },
  };

interface PeerJudged {
  readonly method: string;
  readonly squaredError: readonly number[];
  readonly absoluteError: readonly number[];
  readonly total: readonly number[];
  readonly millisecondsPerSeries: number;
}

/**
 * Forecasts the 28 days after each of six origins, 28 days apart and the newest 28 days before the end,
 * for every series with 56 days of history: ours, the plain mean of 28 days, seasonal naive, and
 * statsforecast where it is installed.
 */
async function benchSet({ name, panel }: ForecastSet, context: BenchContext): Promise<BenchRow[]> {
  const tasksByOrigin = new Map<number, Task[]>();
  for (let o = 0; o < (context.quick ? 1 : ORIGINS); o++) {
    const lastDay = panel.lastDay - HORIZON_DAYS * (o + 1);
    const tasks = tasksAt(panel, lastDay, HORIZON_DAYS, MIN_HISTORY_DAYS);
    tasksByOrigin.set(
      lastDay,
      context.quick ? tasks.filter((task) => task.series % SLOW_EVERY === 0) : tasks,
    );
  }
  const tasks = [...tasksByOrigin.values()].flat();
  context.log(`${name}: ${panel.seriesCount} series, ${tasks.length} forecasts`);
  const own = ours(panel, tasksByOrigin, HORIZON_DAYS, context.seed);
  const naive = seasonalNaive(tasks, HORIZON_DAYS);
  const all = [own, meanOf28(tasks, HORIZON_DAYS), naive];
  const sampled = (task: Task): boolean => task.series % SLOW_EVERY === 0;
  const sampleTasks = tasks.filter(sampled);

  const peer = await askPeer<PeerJudged[]>('forecast', {
    horizonDays: HORIZON_DAYS,
    slowEvery: SLOW_EVERY,
    series: Array.from({ length: panel.seriesCount }, (_, s) =>
      Array.from(panel.demand.subarray(panel.offsets[s], panel.offsets[s + 1])),
    ),
    tasks: tasks.map(({ series, days }) => ({ series, days })),
  });
  if (!peer.ok) context.log(peer.howTo);
  else for (const [part, version] of Object.entries(peer.versions)) context.version(part, version);
  const peers = peer.ok ? peer.value.map(columnsOf) : [];
  const onAll = peers.filter((judged) => judged.total.length === tasks.length);
  const onSample = peers.filter((judged) => judged.total.length < tasks.length);

  const rows = rowsOf(name, [...all, ...onAll], (judged) => metricsOf(judged, tasks), naive);
  if (onSample.length === 0) return rows;
  // Slow peers stand beside ours on the same few series.
  return [
    ...rows,
    ...rowsOf(
      `${name}, every ${SLOW_EVERY}th series`,
      [own, naive, ...onSample],
      (judged) =>
        judged.total.length === tasks.length
          ? metricsOf(judged, tasks, sampled)
          : metricsOf(judged, sampleTasks),
      naive,
    ),
  ];
}

const columnsOf = (peer: PeerJudged): Judged => ({
  method: peer.method,
  squaredError: Float64Array.from(peer.squaredError),
  absoluteError: Float64Array.from(peer.absoluteError),
  total: Float64Array.from(peer.total),
  interval: null,
  millisecondsPerSeries: peer.millisecondsPerSeries,
});

/** Rows of each method and metric; ours beside the best of the others, metric by metric. */
function rowsOf(
  set: string,
  methods: readonly Judged[],
  measure: (judged: Judged) => Metrics,
  naive: Judged,
): BenchRow[] {
  const naiveRmsse = measure(naive).RMSSE;
  const table = methods.map((judged) => {
    const metrics = measure(judged);
    return {
      method: judged.method,
      values: {
        RMSSE: metrics.RMSSE,
        'rel RMSSE': metrics.RMSSE / naiveRmsse,
        MASE: metrics.MASE,
        'total error': metrics['total error'],
        bias: metrics.bias,
        coverage80: metrics.coverage80,
        'ms/series': judged.millisecondsPerSeries,
      } as Readonly<Record<string, number>>,
    };
  });
  const distance = (metric: string, value: number): number =>
    metric === 'coverage80' ? Math.abs(value - 0.8) : Math.abs(value);
  return table.flatMap(({ method, values }, m) =>
    Object.entries(values)
      .filter(([, value]) => !Number.isNaN(value))
      .map(([metric, value]): BenchRow => {
        const row = { set, method, metric, unit: metric === 'ms/series' ? 'ms' : '1', value };
        if (m > 0) return row;
        const others = table.slice(1).filter((other) => !Number.isNaN(other.values[metric]));
        // A time is compared with the most accurate other method, the rest with the best at it.
        const by = metric === 'ms/series' ? 'RMSSE' : metric;
        others.sort((a, b) => distance(by, a.values[by]) - distance(by, b.values[by]));
        const [best] = others;
        const promise = TARGETS[metric];
        return {
          ...row,
          ...(best && {
            peer: best.method,
            peerValue: best.values[metric],
            ratio: distance(metric, best.values[metric]) / distance(metric, value),
          }),
          ...(promise && { target: promise.target, met: promise.met(value) }),
        };
      }),
  );
}

const bench: Bench = {
  name: 'forecast',
  describe: 'demand forecasts of 28 days on real sales, beside simple methods and statsforecast',
  async run(context) {
    const folder = context.dataFolder ?? resolveFolder(SHARED_DATA);
    if (folder === null)
      throw new WrongUse('no data: give a folder with daily or line sales by --data <folder>');
    const sets = readForecastSets(folder);
    if (sets.length === 0)
      throw new WrongUse(
        `${folder} holds no sales that this bench reads: CSV with item_id, store_id, d_1 … or with InvoiceNo, StockCode, …`,
      );
    const rows: BenchRow[] = [];
    for (const set of sets) rows.push(...(await benchSet(set, context)));
    return rows;
  },
};
export default bench;
