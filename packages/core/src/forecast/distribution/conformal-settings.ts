import { requirePositive } from '../../maths/index.js';
import { type PastSettings, requirePastSettings } from './past-origins.js';

/** windows: 20 by default. stride, horizon: 'auto'; steps beyond the horizon are treated like its last. */
export interface ConformalSettings extends PastSettings {
  /** Weight of the model's own shape against the scores seen, as many scores; > 0; default 10. */
  readonly priorCount: number;
}

/** The settings with their defaults. @throws RangeError where one leaves its range */
export function conformalSettings(given: Partial<ConformalSettings>): ConformalSettings {
  const settings: ConformalSettings = {
    windows: 20,
    stride: 'auto',
    horizon: 'auto',
    priorCount: 10,
    ...given,
  };
  requirePastSettings(settings);
  requirePositive('priorCount', settings.priorCount);
  return settings;
}
