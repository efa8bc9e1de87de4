import { createDice, type Dice, poissonPmf } from '@stockwright/core/maths';
import {
  baseStockNormal,
  newsvendorDiscrete,
  newsvendorNormal,
  rqExactPoisson,
  ssExact,
  wagnerWhitin,
} from '@stockwright/core/policy';
import type { Bench, BenchRow } from '../src/harness/bench-shape.js';
import { secondsPerCall } from '../src/harness/measure.js';
import { askPeer } from '../src/harness/peers.js';

/** One instance as the peer reads it too: the letters are those of the textbooks. */
interface Instance {
  readonly h: number;
  readonly p: number;
  readonly K: number;
  readonly mean: number;
  readonly sd: number;
  readonly rate: number;
  readonly leadTime: number;
  readonly demand: readonly number[];
}

const costs = ({ h, p }: Instance) => ({ holdingCost: h, stockoutCost: p });

/** Each solver gives the optimal cost of an instance. */
const solvers: Readonly<Record<string, (instance: Instance) => number>> = {
  newsvendor_normal: (i) => newsvendorNormal({ ...costs(i), mean: i.mean, sd: i.sd }).cost,
  newsvendor_poisson: (i) => newsvendorDiscrete({ ...costs(i), demand: poissonPmf(i.mean) }).cost,
  base_stock: (i) =>
    baseStockNormal({ ...costs(i), mean: i.mean, sd: i.sd, leadTimePeriods: i.leadTime }).cost,
  rq_exact_poisson: (i) =>
    rqExactPoisson({ ...costs(i), fixedCost: i.K, demandRate: i.rate, leadTime: i.leadTime }).cost,
  ss_exact: (i) =>
    ssExact({ ...costs(i), fixedCost: i.K, demand: poissonPmf(i.mean), leadTimePeriods: 0 }).cost,
  wagner_whitin: ({ h, K, demand }) =>
    wagnerWhitin({
      demand,
      holdingCost: demand.map(() => h),
      fixedCost: demand.map(() => K),
      unitCost: demand.map(() => 0),
    }).cost,
};

function drawInstance(dice: Dice): Instance {
  const between = (low: number, high: number): number => low + (high - low) * dice.next();
  const mean = Math.round(between(5, 60));
  const h = between(0.5, 2);
  return {
    h,
    p: h * between(3, 30),
    K: between(10, 100),
    mean,
    sd: mean * between(0.1, 0.3),
    rate: between(2, 40),
    leadTime: Math.floor(between(1, 5)),
    demand: Array.from({ length: 24 }, () => Math.floor(between(0, 200))),
  };
}

interface PeerAnswer {
  readonly costs: readonly number[];
  readonly seconds: number;
}

/** Two exact solvers may differ by rounding and by how far a peer follows a tail, no more. */
const AGREES = 1e-6;

const bench: Bench = {
  name: 'policy',
  describe:
    'exact policies (newsvendor, base stock, (r, Q), (s, S), lot sizing): speed beside stockpyl',
  async run({ seed, quick, log, version }) {
    const instances = Object.fromEntries(
      Object.keys(solvers).map((name) => {
        const dice = createDice('bench policy', name, seed);
        const count = (name === 'ss_exact' ? 8 : 40) / (quick ? 4 : 1);
        return [name, Array.from({ length: count }, () => drawInstance(dice))];
      }),
    );
    log('asking stockpyl (its (s, S) search takes a while) …');
    const peer = await askPeer<Record<string, PeerAnswer>>('policy', instances);
    if (peer.ok) for (const [part, its] of Object.entries(peer.versions)) version(part, its);
    else log(`no peer: ${peer.howTo}`);
    return Object.entries(solvers).flatMap(([name, solve]): BenchRow[] => {
      const set = `${instances[name].length} × ${name}`;
      const ours = instances[name].map(solve);
      const seconds =
        secondsPerCall(() => {
          for (const instance of instances[name]) solve(instance);
        }) / ours.length;
      const speed = { set, method: 'exact', metric: 'µs/solve', unit: 'µs', value: seconds * 1e6 };
      if (!peer.ok) return [speed];
      const theirs = peer.value[name];
      const difference = Math.max(
        ...ours.map((cost, i) => Math.abs(cost - theirs.costs[i]) / theirs.costs[i]),
      );
      return [
        {
          ...speed,
          peer: 'stockpyl',
          peerValue: theirs.seconds * 1e6,
          ratio: theirs.seconds / seconds,
        },
        {
          set,
          method: 'exact',
          metric: 'max cost difference',
          unit: 'share of the peer’s cost',
          value: difference,
          peer: 'stockpyl',
          target: AGREES,
          met: difference <= AGREES,
        },
      ];
    });
  },
};

export default bench;
