import { readFileSync } from 'node:fs';
import { ets } from '@stockwright/core/forecast';
import { createDice } from '@stockwright/core/maths';
import { describe, expect, test } from 'vitest';
import { formsOf } from '../../../src/forecast/models/ets/form.js';
import { EtsObjective } from '../../../src/forecast/models/ets/objective.js';
import { createProblem } from '../../../src/forecast/models/ets/problem.js';

interface PeerSeries {
  readonly period: number;
  readonly values: readonly number[];
}

interface PeerFit {
  readonly series: string;
  readonly model: string;
  readonly method: string;
  readonly logLikelihood: number;
  readonly aicc: number;
  readonly sigma2: number;
  readonly parameters: Readonly<Record<string, number>>;
  readonly mean: readonly number[];
  readonly upper80: readonly number[];
}

const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

/** Made by ets.R with R forecast 8.20, and by ets-statsmodels.py with statsmodels 0.15. */
const r: { series: Record<string, PeerSeries>; fits: readonly PeerFit[] } = read('ets.json');
const statsmodels: { fits: readonly Pick<PeerFit, 'series' | 'model' | 'logLikelihood'>[] } =
  read('ets-statsmodels.json');

const fitLikePeer = ({ series, model }: Pick<PeerFit, 'series' | 'model'>) => {
  const { values, period } = r.series[series];
  return ets({ model }).fit({
    values: Float64Array.from(values),
    periods: period > 1 ? [period] : [],
    domain: 'real',
  });
};

/** Our log-likelihood at the weights and start states that R found. */
function likelihoodAtPeer({ series, model, parameters }: PeerFit): number {
  const values = Float64Array.from(r.series[series].values);
  const n = values.length;
  const [form] = formsOf(model);
  const period = form.season === 'N' ? 1 : r.series[series].period;
  const problem = createProblem(values, values, n, period, { alpha: undefined, thorough: false });
  const ring = new Float64Array(period);
  if (form.season !== 'N') {
    // R writes the newest season first, and leaves the oldest to follow from the others.
    ring[0] = form.season === 'M' ? period : 0;
    for (let j = 0; j < period - 1; j++) {
      ring[period - 1 - j] = parameters[`s${j}`];
      ring[0] -= parameters[`s${j}`];
    }
    if (form.season === 'A') for (let j = 0; j < period; j++) ring[j] /= problem.unit;
  }
  const objective = new EtsObjective(form, problem.trace, n);
  const { alpha, beta = 0, gamma = 0, phi = 1, l, b = 0 } = parameters;
  const point = objective.point(
    { alpha, beta, gamma, phi },
    l / problem.unit,
    form.trend === 'M' ? b : b / problem.unit,
    ring,
  );
  return (
    -objective.value(point) - 0.5 * n * (Math.log(2 * Math.PI) + 1) - n * Math.log(problem.unit)
  );
}

describe.each(r.fits.map((fit) => [fit.series, fit.model, fit] as const))(
  '%s by %s',
  (_, __, peer) => {
    test.runIf(peer.model !== 'ZZZ')("has R's log-likelihood at R's parameters", () => {
      expect(likelihoodAtPeer(peer)).toBeCloseTo(peer.logLikelihood, 4);
    });

    test('is fitted at least as well as R fits it, and forecast alike where the peak is the same', () => {
      const fit = fitLikePeer(peer);
      const gain = (fit.likelihood?.logLikelihood ?? Number.NEGATIVE_INFINITY) - peer.logLikelihood;
      if (peer.model === 'ZZZ') expect(fit.likelihood?.aicc).toBeLessThan(peer.aicc + 0.002);
      else expect(gain).toBeGreaterThan(-0.001);
      if (gain > 0.1 || fit.description !== peer.method) return;
      const mean = fit.mean(peer.mean.length);
      const upper = fit.quantiles(peer.mean.length, [0.9], createDice('not drawn'));
      for (let h = 0; h < mean.length; h++) {
        const peerWidth = peer.upper80[h] - peer.mean[h];
        expect(Math.abs(mean[h] - peer.mean[h])).toBeLessThan(0.03 * peerWidth);
        expect((upper[h] - mean[h]) / peerWidth).toBeCloseTo(1, 2);
      }
    });
  },
);

test.each(statsmodels.fits)(
  '$series by $model is fitted at least as well as statsmodels fits it',
  (peer) => {
    const fit = fitLikePeer(peer);
    expect(fit.likelihood?.logLikelihood).toBeGreaterThan(peer.logLikelihood - 0.001);
  },
);
