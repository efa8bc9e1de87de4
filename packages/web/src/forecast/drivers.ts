import type { ForecastExplanation } from '@stockwright/contract';

export interface Driver {
  /** "year", or what an event is an occurrence of. */
  readonly name: string;
  readonly effect: number;
}

/**
 * Drivers by what they are: an event's days before and after it (`christmas-day[-3..-2]`) count with the
 * event, for their effects are shares of the same pieces. The greatest effect first.
 */
export function driversTogether(drivers: ForecastExplanation['drivers']): readonly Driver[] {
  const sums = new Map<string, number>();
  for (const { name, effect } of drivers) {
    const thing = name.replace(/\[[^\]]*\]$/, '');
    sums.set(thing, (sums.get(thing) ?? 0) + effect);
  }
  return [...sums]
    .map(([name, effect]) => ({ name, effect }))
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
}

/** What people call an event: by its name in the calendar, else by its key with blanks. */
export const plainName = (key: string): string => {
  const words = key.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
