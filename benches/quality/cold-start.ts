import { fileURLToPath } from 'node:url';
import { quantileOfSorted } from '@stockwright/core/maths';
import type { Bench, BenchRow } from '../src/harness/bench-shape.js';
import { resolveFolder } from '../src/harness/resolve-folder.js';
import { WrongUse } from '../src/harness/wrong-use.js';
import { coldStart, crpsOfSorted, type JudgedLaunch, medianOf } from '../src/retail/cold-start.js';
import { type LaunchSet, readLaunchSets } from '../src/retail/launch-sets.js';

/** What is promised: so much lower an error than the category mean's. */
const GAIN = 0.2;

const SHARED_DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url));

const mean = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / values.length;

/** One way to forecast the total of a launch's first periods. */
interface Method {
  readonly name: string;
  readonly point: (launch: JudgedLaunch) => number;
  readonly samples?: (launch: JudgedLaunch) => Float64Array;
}

/** Errors of one method, launch by launch. */
const errorsOf = ({ point, samples }: Method, judged: readonly JudgedLaunch[]) => {
  const errors = judged.map((launch) => point(launch) - launch.actual);
  const actual = mean(judged.map((launch) => launch.actual));
  return {
    MAE: errors.map(Math.abs),
    RMSE: errors.map((error) => error * error),
    bias: errors.map((error) => error / actual),
    ...(samples && {
      CRPS: judged.map((launch) => crpsOfSorted(samples(launch), launch.actual)),
      coverage80: judged.map((launch) => {
        const of = samples(launch);
        return Number(
          quantileOfSorted(of, 0.1) <= launch.actual && launch.actual <= quantileOfSorted(of, 0.9),
        );
      }),
    }),
  } as Readonly<Record<string, readonly number[]>>;
};

const score = (metric: string, errors: readonly number[]): number =>
  metric === 'RMSE' ? Math.sqrt(mean(errors)) : mean(errors);

/** Gain of `own` over `other` in mean error and half its 95 % interval, both as a share of `other`'s. */
function gainOf(
  own: readonly number[],
  other: readonly number[],
): { gain: number; margin: number } {
  const gain = 1 - mean(own) / mean(other);
  const spread = own.map((error, i) => other[i] - error - gain * other[i]);
  const margin = (1.96 * Math.sqrt(mean(spread.map((s) => s * s)) / own.length)) / mean(other);
  return { gain, margin };
}

function benchSet(set: LaunchSet, seed: number, quick: boolean, log: (line: string) => void) {
  // Points judged: before any sale, after the first period and after a quarter of them or two.
  const known = set.periodCount > 2 ? [0, 1, 2, 4] : [0, 1];
  const { judged, lessons, seconds } = coldStart(set, known, quick ? 25 : 1, seed);
  const launches = set.lives.filter((life) => !life.established).length;
  log(
    `${set.name}: ${set.lives.length} item-locations, ${launches} launches inside the data, ` +
      `${judged.length} forecast (mean ${mean(judged.map((one) => one.actual)).toFixed(1)} pieces), ` +
      `${seconds.toFixed(1)} s`,
  );
  const parts = Object.entries(lessons?.respects ?? {}).map(
    ([name, part]) => `${name} ${part.toFixed(2)}`,
  );
  log(
    `  variance by respect: ${parts.join(', ')}, none ${lessons?.noise.toFixed(2)}; ` +
      `power ${lessons?.power}, width ${lessons?.nearness.width}`,
  );
  if (judged.length === 0) return [];
  return known.flatMap((count, k): BenchRow[] => {
    const methods: Method[] = [
      { name: 'stockwright', point: (one) => one.means[k], samples: (one) => one.samples[k] },
      { name: 'stockwright median', point: (one) => medianOf(one.samples[k]) },
      {
        name: 'category mean',
        point: (one) => mean(Array.from(one.category)),
        samples: (one) => one.category,
      },
      { name: 'category median', point: (one) => medianOf(one.category) },
      ...(count > 0 ? [{ name: 'run rate', point: (one: JudgedLaunch) => one.runRates[k] }] : []),
    ];
    const errors = methods.map((method) => ({ method, errors: errorsOf(method, judged) }));
    const baseline = errors[count > 0 ? errors.length - 1 : 2];
    const name = count === 0 ? set.name : `${set.name}, ${count} known`;
    return errors.flatMap(({ method, errors: own }, m) =>
      Object.keys(own).flatMap((metric): BenchRow[] => {
        const about = { set: name, method: method.name };
        const row = {
          ...about,
          metric,
          unit: metric === 'bias' || metric === 'coverage80' ? '1' : 'pieces',
          value: score(metric, own[metric]),
        };
        const other = baseline.errors[metric] ?? errors[2].errors[metric];
        const peer = baseline.errors[metric] ? baseline.method.name : errors[2].method.name;
        if (m > 1 || metric === 'bias' || metric === 'coverage80' || !other) return [row];
        const peerValue = score(metric, other);
        const { gain, margin } = gainOf(own[metric], other);
        const compared = { ...row, peer, peerValue, ratio: peerValue / row.value };
        if (metric === 'RMSE') return [compared];
        return [
          compared,
          {
            ...about,
            metric: `${metric} gain`,
            unit: '1',
            value: gain,
            ci95: [gain - margin, gain + margin],
            peer,
            ...(count === 0 && { target: GAIN, met: gain >= GAIN }),
          },
        ];
      }),
    );
  });
}

const bench: Bench = {
  name: 'cold-start',
  describe: 'the first eight weeks of real new items, from their attributes and earlier launches',
  run({ dataFolder, seed, quick, log }) {
    const folder = dataFolder ?? resolveFolder(SHARED_DATA);
    if (folder === null) throw new WrongUse('no data: give a folder with sales by --data <folder>');
    const sets = readLaunchSets(folder);
    if (sets.length === 0) throw new WrongUse(`${folder} holds no sales that this bench reads`);
    return sets.flatMap((set) => benchSet(set, seed, quick, log));
  },
};
export default bench;
