import {
  convolve,
  discretePmf,
  expectedLeftover,
  expectedShortage,
  gammaDemand,
  geometricPmf,
  incompleteGamma,
  logGamma,
  lognormalDemand,
  negativeBinomialPmf,
  normalDemand,
  type Pmf,
  pmfAt,
  pmfCdf,
  pmfLast,
  pmfLosses,
  pmfMean,
  pmfQuantile,
  pmfVariance,
  pointPmf,
  poissonPmf,
  quantileOfSamples,
  quantileOfSorted,
  roundedGammaPmf,
  roundedNormalPmf,
  sumOfPeriods,
  uniformPmf,
} from '@stockwright/core/maths';
import { expect, test } from 'vitest';

const off = (got: number, wanted: number): number => Math.abs(got / wanted - 1);

test('log gamma agrees with scipy 1.17.1 (special.gammaln)', () => {
  expect(off(logGamma(0.3), 1.0957979948180756)).toBeLessThan(1e-14);
  expect(off(logGamma(1.9), -0.0389842759230834)).toBeLessThan(1e-12);
  expect(off(logGamma(100), 359.1342053695754)).toBeLessThan(1e-14);
});

test('incomplete gamma functions agree with scipy 1.17.1 (special.gammainc, gammaincc)', () => {
  const rows = [
    [0.3, 0.27, 0.7087857878594724, 0.29121421214052756],
    [2.5, 5, 0.9247647538534878, 0.07523524614651217],
    [100, 90, 0.15822098918643007, 0.84177901081357],
    [10_000, 10_200, 0.9767126778664013, 0.02328732213359879],
    [1_000_000, 1_001_000, 0.8413447863683402, 0.15865521363165971],
  ] as const;
  for (const [a, x, lower, upper] of rows) {
    const got = incompleteGamma(a, x);
    expect(off(got.lower, lower)).toBeLessThan(1e-11);
    expect(off(got.upper, upper)).toBeLessThan(1e-11);
  }
});

test('gamma and lognormal quantiles and shortages agree with scipy 1.17.1 (stats.gamma, lognorm)', () => {
  const quantiles = [
    [0.05, 0.1, 5.844632057286505e-21],
    [2.5, 0.001, 0.1051063013146096],
    [100, 0.999, 133.7702639113786],
    [10_000, 0.5, 9999.666668642047],
  ] as const;
  for (const [shape, probability, wanted] of quantiles)
    expect(off(gammaDemand(shape, 1).quantile(probability), wanted)).toBeLessThan(1e-11);
  expect(off(gammaDemand(0.8, 30).expectedShortage(60), 2.67736213433738)).toBeLessThan(1e-11);
  const lognormal = lognormalDemand(6, 0.3);
  expect(off(lognormal.quantile(0.9), 592.5679024081707)).toBeLessThan(1e-13);
  expect(off(lognormal.expectedShortage(500), 24.434923374892783)).toBeLessThan(1e-9);
});

test('continuous demands of one mean and spread nearly agree on the shortage they leave', () => {
  // Far from zero the three shapes come together, whatever formula each uses.
  const sigma = Math.sqrt(Math.log(1 + 1e-4));
  const demands = [
    normalDemand(1000, 10),
    gammaDemand(10_000, 0.1),
    lognormalDemand(Math.log(1000) - sigma ** 2 / 2, sigma),
  ];
  for (const demand of demands) {
    expect(demand.mean).toBeCloseTo(1000, 8);
    expect(demand.sd).toBeCloseTo(10, 8);
    expect(demand.expectedShortage(1000)).toBeCloseTo(3.989, 2);
    expect(demand.expectedShortage(-5)).toBeCloseTo(1005, 8);
  }
});

const families: Readonly<Record<string, { pmf: Pmf; mean: number; variance: number }>> = {
  poisson: { pmf: poissonPmf(7.3), mean: 7.3, variance: 7.3 },
  'large poisson': { pmf: poissonPmf(5000), mean: 5000, variance: 5000 },
  geometric: { pmf: geometricPmf(4), mean: 4, variance: 20 },
  'negative binomial': { pmf: negativeBinomialPmf(0.4, 3), mean: 3, variance: 3 + 9 / 0.4 },
  uniform: { pmf: uniformPmf(2, 9), mean: 5.5, variance: 63 / 12 },
  discrete: { pmf: discretePmf([3, 0, 3], [0.25, 0.5, 0.25]), mean: 1.5, variance: 2.25 },
  nothing: { pmf: poissonPmf(0), mean: 0, variance: 0 },
};

test('every family adds up to 1 and has the mean and the variance of its formula', () => {
  for (const { pmf, mean, variance } of Object.values(families)) {
    expect(pmf.probabilities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
    expect(pmfMean(pmf)).toBeCloseTo(mean, 9);
    expect(pmfVariance(pmf)).toBeCloseTo(variance, 8);
  }
});

test('probabilities agree with scipy 1.17.1 (stats.poisson, nbinom) into the tail', () => {
  expect(off(pmfAt(poissonPmf(50), 60), 0.020104872145675377)).toBeLessThan(1e-12);
  expect(off(pmfAt(poissonPmf(50), 0), 1.9287498479639178e-22)).toBeLessThan(1e-12);
  expect(off(pmfAt(negativeBinomialPmf(2.5, 4), 7), 0.05459329894099873)).toBeLessThan(1e-12);
  expect(pmfAt(geometricPmf(4), 1)).toBeCloseTo(0.16, 14);
});

test('rounded normal and gamma demand hold the cells of their distribution functions', () => {
  const normal = normalDemand(20, 6);
  const cut = 1 - normal.cdf(-0.5);
  const rounded = roundedNormalPmf(20, 6);
  for (const d of [0, 5, 20, 33])
    expect(pmfAt(rounded, d)).toBeCloseTo((normal.cdf(d + 0.5) - normal.cdf(d - 0.5)) / cut, 13);
  const gamma = gammaDemand(1 / 0.49, 8 * 0.49);
  const cells = roundedGammaPmf(8, 0.7);
  expect(pmfAt(cells, 0)).toBeCloseTo(gamma.cdf(0.5), 13);
  expect(pmfAt(cells, 11)).toBeCloseTo(gamma.cdf(11.5) - gamma.cdf(10.5), 13);
});

test('demand over several periods is the convolution of the periods', () => {
  const four = sumOfPeriods(poissonPmf(2.4), 4);
  const direct = poissonPmf(9.6);
  for (const d of [0, 4, 9, 20, 40])
    expect(off(pmfAt(four, d), pmfAt(direct, d))).toBeLessThan(1e-12);
  const two = convolve(uniformPmf(1, 6), uniformPmf(1, 6));
  expect(pmfAt(two, 7)).toBeCloseTo(6 / 36, 15);
  expect(sumOfPeriods(uniformPmf(1, 6), 0)).toEqual(pointPmf(0));
  expect(sumOfPeriods(uniformPmf(1, 6), 3).offset).toBe(3);
});

test('leftover and shortage in a table equal the sums they stand for, inside and outside the support', () => {
  for (const { pmf, mean } of Object.values(families)) {
    const losses = pmfLosses(pmf);
    for (const level of [-4, 0, 3, Math.round(mean), pmfLast(pmf) + 5]) {
      expect(losses.leftover(level)).toBeCloseTo(expectedLeftover(pmf, level), 8);
      expect(losses.shortage(level)).toBeCloseTo(expectedShortage(pmf, level), 8);
      expect(losses.leftover(level) - losses.shortage(level)).toBeCloseTo(level - mean, 7);
    }
  }
});

test('a quantile is the smallest number of pieces that covers the probability', () => {
  const die = uniformPmf(1, 6);
  expect(pmfQuantile(die, 0.5)).toBe(3);
  expect(pmfQuantile(die, 0.5 + 1e-9)).toBe(4);
  expect(pmfQuantile(die, 0)).toBe(1);
  expect(pmfQuantile(die, 1)).toBe(6);
  expect(pmfCdf(die, 3.9)).toBeCloseTo(0.5, 15);
  expect(quantileOfSorted([7, 8, 9, 10, 11], 0.6)).toBe(9);
  // (4/5) of 20 is the 16th sample, though the product of the doubles may lie above 16.
  expect(
    quantileOfSamples(
      Array.from({ length: 20 }, (_, i) => 20 - i),
      1 - 0.2,
    ),
  ).toBe(16);
});

test('impossible distributions are refused with the argument’s name', () => {
  expect(() => poissonPmf(-1)).toThrow(/mean is -1/);
  expect(() => negativeBinomialPmf(0, 3)).toThrow(/r is 0/);
  expect(() => uniformPmf(4, 3)).toThrow(/high is 3/);
  expect(() => discretePmf([1, 2], [0.5, 0.4])).toThrow(/add up to 0.9/);
  expect(() => discretePmf([1.5], [1])).toThrow(/value is 1.5/);
  expect(() => sumOfPeriods(poissonPmf(1), 1.5)).toThrow(/periods is 1.5/);
  expect(() => quantileOfSorted([], 0.5)).toThrow(/at least one sample/);
});
