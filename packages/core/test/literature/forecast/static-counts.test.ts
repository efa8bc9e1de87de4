import { readFileSync } from 'node:fs';
import { negativeBinomial, poissonCounts } from '@stockwright/core/forecast';
import { expect, test } from 'vitest';

const statsmodels: Record<
  'mites' | 'kicks',
  { frequencies: number[]; mean: number; excess: number; logLikelihood: number }
> = JSON.parse(readFileSync(new URL('static-counts.json', import.meta.url), 'utf8'));

const repeated = (frequencies: readonly number[]): Float64Array =>
  Float64Array.from(frequencies.flatMap((times, value) => Array(times).fill(value)));

test('mites on apple leaves: k of Bliss and Fisher (1953), 1.0246; likelihood of statsmodels', () => {
  const { frequencies, mean, excess, logLikelihood } = statsmodels.mites;
  const fit = negativeBinomial({ dynamics: 'still' }).fit({ values: repeated(frequencies) });
  expect(fit.parameters.level / fit.parameters.excess).toBeCloseTo(1.0246, 2);
  expect(fit.parameters.level / mean).toBeCloseTo(1, 3);
  expect(fit.parameters.excess / excess).toBeCloseTo(1, 2);
  expect(fit.likelihood?.logLikelihood).toBeCloseTo(logLikelihood, 4);
});

test('deaths by horse kick: mean and likelihood of the Poisson of Bortkiewicz (1898)', () => {
  const { frequencies, mean, logLikelihood } = statsmodels.kicks;
  const fit = poissonCounts({ dynamics: 'still' }).fit({ values: repeated(frequencies) });
  expect(fit.mean(1)[0]).toBeCloseTo(mean, 3);
  expect(fit.likelihood?.logLikelihood).toBeCloseTo(logLikelihood, 5);
});
