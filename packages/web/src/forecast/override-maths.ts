import type { OverrideKind, PlanSeries } from '@stockwright/contract';
import { parseDay } from '@stockwright/core/units';

/** What an override would do to the computed pieces of one item at one place. */
export interface OverrideEffect {
  /** Days of the override that the plan forecasts. */
  readonly days: number;
  readonly computedPieces: number;
  readonly pieces: number;
}

interface OverrideLike {
  readonly fromDay: string;
  readonly toDay: string;
  readonly kind: OverrideKind;
  readonly value: number;
}

/** The two numbers that stand side by side: as computed, and as a person would have it. */
export function overrideEffect(
  { firstDay, mean }: Pick<PlanSeries['forecast'], 'firstDay' | 'mean'>,
  { fromDay, toDay, kind, value }: OverrideLike,
): OverrideEffect {
  const begin = parseDay(firstDay);
  const from = Math.max(0, parseDay(fromDay) - begin);
  const covered = mean.slice(from, Math.max(from, parseDay(toDay) - begin + 1));
  const computedPieces = covered.reduce((sum, pieces) => sum + pieces, 0);
  return {
    days: covered.length,
    computedPieces,
    pieces: kind === 'factor' ? computedPieces * value : covered.length * value,
  };
}

/** A factor as people write it: 1.5, ×1.5, *1.5, +20%, -30 %. Null where it is none from 0 to 100. */
export function readFactor(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '').replace('−', '-');
  const change = /^([+-]?\d+(?:\.\d+)?)%$/.exec(plain);
  const factor = change ? 1 + Number(change[1]) / 100 : readPlain(plain.replace(/^[×x*]/i, ''));
  return factor !== null && factor >= 0 && factor <= 100 ? Math.round(factor * 1e6) / 1e6 : null;
}

/** Pieces a day. Null where it is no number of 0 or more. */
export function readLevel(text: string): number | null {
  const level = readPlain(text.normalize('NFKC').replace(/\s/g, ''));
  return level !== null && level <= 1e6 ? level : null;
}

const readPlain = (text: string): number | null =>
  /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
