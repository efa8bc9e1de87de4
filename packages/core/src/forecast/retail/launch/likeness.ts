import { indexNames, nameSimilarity } from '../names/name-similarity.js';
import type { ItemAttributes } from './known-item.js';

/** The respects in which two items may be alike. */
export const RESPECTS = [
  'category',
  'location',
  'categoryAtLocation',
  'price',
  'priceInCategory',
  'name',
  'item',
  'serial',
  'launchDay',
  'stage',
] as const;
export type Respect = (typeof RESPECTS)[number];

/** A respect in which likeness means something among the items at hand. */
export interface LikenessMatrix {
  readonly respect: Respect;
  /** Symmetric, count × count, 0 = unlike, 1 = alike. */
  readonly values: Float32Array;
}

/** Prices this many times apart (as a logarithm) count exp(−½) alike. */
const PRICE_SPAN = Math.log(1.6);
/** Launches this many days apart. */
const LAUNCH_SPAN_DAYS = 60;
/** Serial numbers this share of all items apart, by rank. */
const SERIAL_SPAN = 0.08;

type Compared = ItemAttributes & { readonly established?: boolean };

const near = (a: number, b: number, span: number): number =>
  Number.isNaN(a) || Number.isNaN(b) ? 0 : Math.exp(-0.5 * ((a - b) / span) ** 2);
const same = <T>(a: T | undefined, b: T | undefined): number =>
  a !== undefined && a === b ? 1 : 0;

/**
 * How alike items are, respect by respect. A respect in which no two of them differ, or none has a value,
 * is left out: it cannot teach anything.
 */
export function likenesses(
  items: readonly Compared[],
  launchSpan = LAUNCH_SPAN_DAYS,
): LikenessMatrix[] {
  const count = items.length;
  const logPrice = items.map(({ price }) =>
    price !== undefined && price > 0 ? Math.log(price) : Number.NaN,
  );
  const serials = ranks(items.map(({ serial }) => serial ?? Number.NaN));
  const days = items.map(({ launchDay }) => launchDay ?? Number.NaN);
  const names = indexNames(items.map(({ name }) => name ?? ''));
  const of: Readonly<Record<Respect, (a: number, b: number) => number>> = {
    category: (a, b) => same(items[a].category, items[b].category),
    location: (a, b) => same(items[a].location, items[b].location),
    categoryAtLocation: (a, b) => of.category(a, b) * of.location(a, b),
    price: (a, b) => near(logPrice[a], logPrice[b], PRICE_SPAN),
    priceInCategory: (a, b) => of.category(a, b) * of.price(a, b),
    name: (a, b) => nameSimilarity(names, a, b),
    item: (a, b) => same(items[a].item, items[b].item),
    serial: (a, b) => near(serials[a], serials[b], SERIAL_SPAN),
    launchDay: (a, b) =>
      items[a].established && items[b].established ? 1 : near(days[a], days[b], launchSpan),
    stage: (a, b) => same(items[a].established === true, items[b].established === true),
  };
  const found: LikenessMatrix[] = [];
  for (const respect of RESPECTS) {
    const values = new Float32Array(count * count);
    let least = 1;
    let most = 0;
    for (let a = 0; a < count; a++)
      for (let b = 0; b < a; b++) {
        const value = of[respect](a, b);
        values[a * count + b] = value;
        values[b * count + a] = value;
        if (value < least) least = value;
        if (value > most) most = value;
      }
    for (let a = 0; a < count; a++) values[a * count + a] = 1;
    if (most > least) found.push({ respect, values });
  }
  // In a world of one category, "category at location" is "location" again, and so on.
  return found.filter(
    ({ values }, i) => !found.slice(0, i).some((other) => equal(other.values, values)),
  );
}

function equal(a: Float32Array, b: Float32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Position of each value among all, 0 to 1; NaN stays. */
function ranks(values: readonly number[]): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const place = new Map<number, number>();
  sorted.forEach((value, i) => {
    if (!place.has(value)) place.set(value, i / Math.max(1, sorted.length - 1));
  });
  return values.map((value) => place.get(value) ?? Number.NaN);
}
