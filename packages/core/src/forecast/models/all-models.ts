import { bootstrap } from '../distribution/bootstrap.js';
import { conformal } from '../distribution/conformal.js';
import { arima } from './arima/arima.js';
import { autoArima } from './arima/auto-arima.js';
import { automatic } from './automatic/automatic.js';
import { ces } from './ces/ces.js';
import { combination } from './combination/combination.js';
import { discountedCounts } from './counts/discounted-counts.js';
import { hurdle } from './counts/hurdle.js';
import { negativeBinomial, poissonCounts } from './counts/negative-binomial.js';
import { dampedTrend, ets, holt, ses } from './ets/ets.js';
import type { ForecastModel } from './forecast-model.js';
import { adida, imapa } from './intermittent/aggregation.js';
import { croston, optimisedCroston, sba } from './intermittent/croston.js';
import { tsb } from './intermittent/tsb.js';
import { mstl } from './mstl/mstl.js';
import { meanModel } from './naive/mean.js';
import { drift, naive, seasonalNaive } from './naive/naive.js';
import { windowAverage } from './naive/window-average.js';
import { smoothing } from './smoothing/smoothing.js';
import {
  autoTheta,
  dynamicOptimisedTheta,
  dynamicTheta,
  optimisedTheta,
  theta,
} from './theta/theta.js';
import { trendSeasons } from './trend-seasons/trend-seasons.js';

/** Every model of the family with its default settings. The examination and the commands take them from here. */
export const ALL_MODELS: readonly ForecastModel[] = [
  meanModel(),
  smoothing(),
  naive(),
  seasonalNaive(),
  drift(),
  windowAverage(),
  ses(),
  holt(),
  dampedTrend(),
  ets(),
  ces(),
  theta(),
  optimisedTheta(),
  dynamicTheta(),
  dynamicOptimisedTheta(),
  autoTheta(),
  arima(),
  autoArima(),
  mstl(),
  croston(),
  sba(),
  optimisedCroston(),
  tsb(),
  adida(),
  imapa(),
  negativeBinomial(),
  poissonCounts(),
  hurdle(),
  discountedCounts(),
  trendSeasons(),
  combination([ses(), theta(), tsb()], { weights: 'inverseSquare' }),
  automatic(),
  conformal(ses(), { windows: 5 }),
  conformal(negativeBinomial({ dynamics: 'still' }), { windows: 2 }),
  bootstrap(dampedTrend()),
];
