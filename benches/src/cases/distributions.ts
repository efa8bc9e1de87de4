import {
  type ContinuousDemand,
  discretePmf,
  gammaDemand,
  geometricPmf,
  lognormalDemand,
  negativeBinomialPmf,
  normalDemand,
  type Pmf,
  poissonPmf,
  roundedGammaPmf,
  roundedNormalPmf,
  uniformPmf,
} from '@stockwright/core/maths';
import { type Inputs, NotUnderstood } from './case-shape.js';

/** A distribution on whole pieces, as the cases write it. */
export function readPmf(demand: Inputs): Pmf {
  const dist = demand.text('dist');
  switch (dist) {
    case 'poisson':
      return poissonPmf(demand.number(demand.has('mean') ? 'mean' : 'rate'));
    case 'geometric0':
      return geometricPmf(demand.number('mean'));
    case 'negative_binomial':
      return negativeBinomialPmf(demand.number('r'), demand.number('mean'));
    case 'uniform_int':
      return uniformPmf(demand.number('low'), demand.number('high'));
    case 'normal_rounded':
      return roundedNormalPmf(demand.number('mean'), demand.number('sd'));
    case 'rounded_gamma':
      return roundedGammaPmf(demand.number('mean'), demand.number('cv'));
    case 'discrete': {
      if (demand.has('values'))
        return discretePmf(demand.numbers('values'), demand.numbers('probs'));
      const pmf = Object.entries(demand.raw('pmf') as Record<string, number>);
      return discretePmf(
        pmf.map(([pieces]) => Number(pieces)),
        pmf.map(([, probability]) => probability),
      );
    }
    default:
      throw new NotUnderstood(`no distribution on whole pieces is called ${dist}`);
  }
}

/** A continuous distribution, as the cases write it. */
export function readContinuous(demand: Inputs): ContinuousDemand {
  const dist = demand.text('dist');
  switch (dist) {
    case 'normal':
      return normalDemand(demand.number('mean'), demand.number('sd'));
    case 'gamma':
      return gammaDemand(demand.number('shape'), demand.number('scale'));
    case 'lognormal':
      return lognormalDemand(demand.number('mu'), demand.number('sigma'));
    default:
      throw new NotUnderstood(`no continuous distribution is called ${dist}`);
  }
}

export const isContinuous = (demand: Inputs): boolean =>
  ['normal', 'gamma', 'lognormal'].includes(demand.text('dist'));
