import type { ForecastModel } from './forecast-model.js';
import { meanModel } from './naive/mean.js';

/** Every model of the family with its default settings. The examination and the commands take them from here. */
export const ALL_MODELS: readonly ForecastModel[] = [meanModel()];
