import { isoWeekday } from '../units/index.js';
import type { TimeStep } from './steps.js';

/** Longest season whose shape is learned as one factor per step; longer ones are left to the lags. */
const LONGEST_SHAPE = 24;

/** Steps of the season whose shape multiplies a rate: 7 for days (Monday first), 12 for months; 1 = none. */
export const shapeLength = (season: number): number => (season <= LONGEST_SHAPE ? season : 1);

/** Place in the season of the step with this number: the ISO weekday from Monday for days. */
export const placeInSeason = (step: TimeStep, number: number, season: number): number =>
  step === 'day' ? isoWeekday(number) - 1 : ((number % season) + season) % season;
