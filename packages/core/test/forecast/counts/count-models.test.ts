import {
  discountedCounts,
  hurdle,
  negativeBinomial,
  poissonCounts,
} from '@stockwright/core/forecast';
import {
  createDice,
  drawNegativeBinomial,
  negativeBinomialPmf,
  pmfAt,
  pmfMean,
  pmfQuantile,
  poissonPmf,
} from '@stockwright/core/maths';
import { expect, test } from 'vitest';

/** Counts of a level that follows them, as the model says. */
function wandering(length: number, gain: number, excess: number, keep = 1): Float64Array {
  const dice = createDice('wandering', length, gain);
  let level = 5;
  return Float64Array.from({ length }, () => {
    const count = drawNegativeBinomial(dice, level / excess, level);
    level = Math.max(0.1, 5 + keep * (level - 5) + gain * (count - level));
    return count;
  });
}

test('the likelihood is the sum of the logarithms of the probabilities of what was seen', () => {
  const values = wandering(120, 0.2, 1.5);
  values[40] = Number.NaN;
  for (const dynamics of ['still', 'walk', 'damped'] as const) {
    const fit = negativeBinomial({ dynamics }).fit({ values });
    let sum = 0;
    let level = fit.fitted[0];
    for (let t = 0; t < values.length; t++) {
      expect(fit.fitted[t]).toBeCloseTo(level, 8);
      const { keep, gain, target, excess } = fit.parameters;
      if (!Number.isNaN(values[t]))
        sum += Math.log(pmfAt(negativeBinomialPmf(level / excess, level), values[t]));
      const error = Number.isNaN(values[t]) ? 0 : values[t] - level;
      level = target + keep * (level - target) + gain * error;
    }
    expect(fit.likelihood?.logLikelihood).toBeCloseTo(sum, 5);
  }
});

test('gain, excess and the pull to the target are found again in what they made', () => {
  const walk = negativeBinomial().fit({ values: wandering(3000, 0.1, 2) });
  expect(walk.parameters.gain).toBeGreaterThan(0.07);
  expect(walk.parameters.gain).toBeLessThan(0.13);
  expect(walk.parameters.excess).toBeGreaterThan(1.7);
  expect(walk.parameters.excess).toBeLessThan(2.3);
  const damped = negativeBinomial().fit({ values: wandering(3000, 0.3, 1, 0.8) });
  expect(damped.description).toContain('damped');
  expect(damped.parameters.keep).toBeGreaterThan(0.7);
  expect(damped.parameters.keep).toBeLessThan(0.9);
});

test('discounted counts of 1, 0, 2 follow the conjugate recursion of Harvey and Fernandes', () => {
  const { parameters, fitted, mean, likelihood } = discountedCounts().fit({
    values: new Float64Array([1, 0, 2]),
  });
  const w = parameters.discount;
  expect(fitted[0]).toBeNaN();
  expect(fitted[1]).toBeCloseTo(1, 12);
  const a = w * (w * w + 2);
  const b = w * (w * (w + 1) + 1);
  expect(mean(2)[1]).toBeCloseTo(a / b, 12);
  const second = negativeBinomialPmf(w, 1);
  const third = negativeBinomialPmf(w * w, (w * w) / (w * (w + 1)));
  expect(likelihood?.logLikelihood).toBeCloseTo(
    Math.log(pmfAt(second, 0)) + Math.log(pmfAt(third, 2)),
    9,
  );
});

test('a hurdle that stands still has the share of sales and the likeliest size beyond the first', () => {
  const values = Float64Array.from({ length: 60 }, (_, t) => (t % 3 === 0 ? 1 + ((t / 3) % 4) : 0));
  const fit = hurdle({ dynamics: 'still', sizes: 'poisson' }).fit({ values });
  expect(fit.parameters.probability).toBeCloseTo(1 / 3, 9);
  expect(fit.parameters.size).toBeCloseTo(2.5, 3);
  const beyond = poissonPmf(1.5);
  let sum = 20 * Math.log(1 / 3) + 40 * Math.log(2 / 3);
  for (const y of values) if (y > 0) sum += Math.log(pmfAt(beyond, y - 1));
  expect(fit.likelihood?.logLikelihood).toBeCloseTo(sum, 4);
  expect(pmfAt(fit.nextPmf(), 0)).toBeCloseTo(2 / 3, 9);
  expect(pmfMean(fit.nextPmf())).toBeCloseTo(fit.mean(1)[0], 9);
});

test('quantiles of the next step are those of its whole distribution', () => {
  const probabilities = [0.01, 0.25, 0.5, 0.75, 0.95, 0.995];
  const values = wandering(200, 0.1, 2);
  for (const model of [negativeBinomial(), poissonCounts(), hurdle()]) {
    const fit = model.fit({ values });
    const quantiles = fit.quantiles(3, probabilities, createDice('next'));
    expect(probabilities.map((_, p) => quantiles[3 * p])).toEqual(
      probabilities.map((probability) => pmfQuantile(fit.nextPmf(), probability)),
    );
  }
});

test('paths keep the mean, and their sums spread more than independent days would', () => {
  const fit = negativeBinomial({ dynamics: 'walk' }).fit({ values: wandering(400, 0.2, 1.5) });
  const horizon = 10;
  const count = 4000;
  const paths = fit.paths(horizon, count, createDice('paths'));
  let total = 0;
  let sumSquares = 0;
  let daySquares = 0;
  const mean = fit.mean(horizon).reduce((sum, value) => sum + value, 0);
  for (let k = 0; k < count; k++) {
    const path = paths.subarray(k * horizon, (k + 1) * horizon);
    const sum = path.reduce((a, b) => a + b, 0);
    total += sum;
    sumSquares += (sum - mean) ** 2;
    for (const y of path) daySquares += (y - mean / horizon) ** 2;
  }
  expect(total / count / mean).toBeGreaterThan(0.95);
  expect(total / count / mean).toBeLessThan(1.05);
  expect(sumSquares / daySquares).toBeGreaterThan(1.5);
});

test('weekdays are learned where they differ and left alone where chance explains them', () => {
  const dice = createDice('weekdays');
  const week = [0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6];
  const busy = Float64Array.from({ length: 364 }, (_, t) =>
    drawNegativeBinomial(dice, 10, 8 * week[t % 7]),
  );
  const even = Float64Array.from({ length: 364 }, () => drawNegativeBinomial(dice, 10, 8));
  const model = negativeBinomial({ dynamics: 'still' });
  const mean = model.fit({ values: busy, periods: [7] }).mean(7);
  for (let d = 0; d < 7; d++) expect(Math.abs(mean[d] / 8 / week[d] - 1)).toBeLessThan(0.15);
  const flat = model.fit({ values: even, periods: [7] }).mean(7);
  expect(Math.max(...flat) / Math.min(...flat)).toBeLessThan(1.1);
});

test('settings out of range are refused by name', () => {
  expect(() => negativeBinomial({ quantilePaths: 10 })).toThrow(/quantilePaths is 10/);
  expect(() => poissonCounts({ dynamics: 'fast' as 'walk' })).toThrow(/dynamics is fast/);
  expect(() => hurdle({ sizes: 'gamma' as 'poisson' })).toThrow(/sizes is gamma/);
});
