import type { EpochDay } from '../../../units/index.js';
import { indexNames, nameSimilarity } from '../names/name-similarity.js';

/** What is looked at of an item to find what it replaced or what replaced it. */
export interface ItemSpan {
  readonly name: string;
  /** Days of its first and last demand. */
  readonly firstDay: EpochDay;
  readonly lastDay: EpochDay;
  readonly price?: number;
  readonly category?: string;
}

export interface SuggestSettings {
  /** Days between the old item's last and the new one's first demand (or of overlap), at most. Default 90. */
  readonly mostGapDays: number;
  /** Least score told, in [0, 1]. Default 0.4. */
  readonly leastScore: number;
  /** Suggestions per new item, at most. Default 3. */
  readonly mostPerItem: number;
}

/** A guess that one item was replaced by another, for a person to confirm. Places in the list given. */
export interface SuccessionSuggestion {
  readonly predecessor: number;
  readonly successor: number;
  /** Product of the three likenesses, 0 to 1. */
  readonly score: number;
  readonly nameLikeness: number;
  readonly timeLikeness: number;
  readonly priceLikeness: number;
  /** Days from the old item's last demand to the new one's first; negative: they overlapped. */
  readonly gapDays: number;
}

const DEFAULTS: SuggestSettings = { mostGapDays: 90, leastScore: 0.4, mostPerItem: 3 };
/** A gap so long halves the likeness in time. */
const HALF_GAP_DAYS = 60;
/** Prices this many times apart count exp(−½). */
const PRICE_SPAN = Math.log(1.5);
/** A word that more items than this have leads to no pair by itself. */
const COMMON_WORD_ITEMS = 200;

/**
 * Suggests which items replaced which: a new item whose first demand lies near the last demand of an old
 * one with a similar name and price. A suggestion is no fact: codes of one product in two colours look
 * like this too. Pairs are found by the rare words they share, so a catalogue of 100,000 names is searched
 * in the time that its near pairs take.
 *
 * @throws RangeError on settings out of range
 */
export function suggestSuccessions(
  items: readonly ItemSpan[],
  given: Partial<SuggestSettings> = {},
): SuccessionSuggestion[] {
  const settings = { ...DEFAULTS, ...given };
  const { mostGapDays, leastScore, mostPerItem } = settings;
  if (!(mostGapDays >= 0)) throw new RangeError(`mostGapDays is ${mostGapDays}; it must be >= 0`);
  if (!(leastScore >= 0 && leastScore <= 1))
    throw new RangeError(`leastScore is ${leastScore}; it must lie in [0, 1]`);
  if (!(Number.isInteger(mostPerItem) && mostPerItem >= 1))
    throw new RangeError(`mostPerItem is ${mostPerItem}; it must be a whole number of at least 1`);
  const index = indexNames(items.map(({ name }) => name));
  const holders: number[][] = [];
  index.words.forEach((words, i) => {
    for (const word of words) {
      holders[word] ??= [];
      holders[word].push(i);
    }
  });
  return items.flatMap((young, successor): SuccessionSuggestion[] => {
    const candidates = new Set<number>();
    for (const word of index.words[successor])
      if (holders[word].length <= COMMON_WORD_ITEMS)
        for (const other of holders[word]) candidates.add(other);
    const found: SuccessionSuggestion[] = [];
    for (const predecessor of candidates) {
      const old = items[predecessor];
      const gapDays = young.firstDay - old.lastDay;
      // The old one came first and ended first.
      if (old.firstDay >= young.firstDay || old.lastDay >= young.lastDay) continue;
      if (Math.abs(gapDays) > mostGapDays) continue;
      if (old.category !== young.category) continue;
      const nameLikeness = nameSimilarity(index, predecessor, successor);
      const timeLikeness = 0.5 ** (Math.abs(gapDays) / HALF_GAP_DAYS);
      const priceLikeness = likePrices(old.price, young.price);
      const score = nameLikeness * timeLikeness * priceLikeness;
      if (score >= leastScore)
        found.push({
          predecessor,
          successor,
          score,
          nameLikeness,
          timeLikeness,
          priceLikeness,
          gapDays,
        });
    }
    return found.sort((a, b) => b.score - a.score).slice(0, mostPerItem);
  });
}

const likePrices = (a: number | undefined, b: number | undefined): number =>
  a !== undefined && b !== undefined && a > 0 && b > 0
    ? Math.exp(-0.5 * (Math.log(a / b) / PRICE_SPAN) ** 2)
    : 1;
