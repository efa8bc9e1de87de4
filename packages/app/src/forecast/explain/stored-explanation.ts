import { type RetailCode, retailCodes } from '../../plan/run/retail/retail-facts.js';

/** What an engine wrote beside a forecast, read without trust: runs of other engines wrote other things. */
export interface StoredExplanation {
  readonly errors: Readonly<Record<string, number>>;
  readonly originCount: number | null;
  readonly testDays: number | null;
  readonly bias: number | null;
  readonly historyDays: number | null;
  readonly unobservedDays: number | null;
  readonly level: number | null;
  readonly slope: number | null;
  readonly levelSpread: number | null;
  readonly averageInterval: number | null;
  readonly sizeCv2: number | null;
  /** Share of a mean day per ISO weekday, Monday first. */
  readonly weekdayShape: readonly number[] | null;
  /** What drivers known ahead did to the forecast, as relative changes of its pieces. */
  readonly drivers: readonly { readonly name: string; readonly effect: number }[];
  /** What launches, successions, ends and sold-out days did to it. */
  readonly told: readonly { code: RetailCode; facts: Record<string, string | number> }[];
}

/** Overrides that reached a forecast, with what they did. */
export interface StoredOverride {
  readonly override: number;
  readonly days: number;
  readonly computedPieces: number;
  readonly pieces: number;
}

/** Reads the explanation of a plan's position. */
export function storedExplanation(position: unknown): {
  readonly forecast: StoredExplanation;
  readonly overrides: readonly StoredOverride[];
} {
  const whole = recordOf(position);
  const forecast = recordOf(whole.forecast);
  const number = (name: string) => numberOf(forecast[name]);
  const shape = listOf(forecast.weekdayShape).map(numberOf);
  return {
    forecast: {
      errors: Object.fromEntries(
        Object.entries(recordOf(forecast.errors)).flatMap(([method, error]) => {
          const value = numberOf(error);
          return value === null ? [] : [[method, value]];
        }),
      ),
      originCount: number('originCount'),
      testDays: number('testDays'),
      bias: number('bias'),
      historyDays: number('historyDays'),
      unobservedDays: number('unobservedDays'),
      level: number('level'),
      slope: number('slope'),
      levelSpread: number('levelSpread'),
      averageInterval: number('averageInterval'),
      sizeCv2: number('sizeCv2'),
      weekdayShape: shape.length === 7 && shape.every(isNumber) ? shape : null,
      drivers: listOf(forecast.drivers).flatMap((each) => {
        const { name, effect } = recordOf(each);
        const value = numberOf(effect);
        return typeof name === 'string' && value !== null ? [{ name, effect: value }] : [];
      }),
      told: listOf(forecast.told).flatMap((each) => {
        const { code, facts } = recordOf(each);
        const known = retailCodes.find((name) => name === code);
        return known ? [{ code: known, facts: factsOf(facts) }] : [];
      }),
    },
    overrides: listOf(whole.overrides).flatMap((each) => {
      const { override, days, computedPieces, pieces } = recordOf(each);
      const all = [override, days, computedPieces, pieces].map(numberOf);
      return all.every(isNumber)
        ? [{ override: all[0], days: all[1], computedPieces: all[2], pieces: all[3] }]
        : [];
    }),
  };
}

const factsOf = (value: unknown): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(recordOf(value)).flatMap(([name, fact]): [string, string | number][] =>
      typeof fact === 'string' || typeof fact === 'number' ? [[name, fact]] : [],
    ),
  );

const isNumber = (value: number | null): value is number => value !== null;

const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
