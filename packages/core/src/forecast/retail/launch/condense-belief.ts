import { beliefOf, type LevelBelief } from './level-belief.js';

/** Levels that lie within a third of each other are one, as near as a belief tells them apart. */
const BINS_PER_DECADE = 8;

/**
 * The same belief in a few dozen parts instead of one for each known launch, so that thousands of them are
 * light to keep and to send. Its mean is kept. Only for a belief before any sale.
 */
export function condenseBelief({ weights, shapes, rates }: LevelBelief): LevelBelief {
  const bins = new Map<number, { weight: number; pieces: number }>();
  for (let j = 0; j < weights.length; j++) {
    const level = shapes[j] / rates[j];
    const place = Math.round(BINS_PER_DECADE * Math.log10(level));
    const bin = bins.get(place) ?? { weight: 0, pieces: 0 };
    bin.weight += weights[j];
    bin.pieces += weights[j] * level;
    bins.set(place, bin);
  }
  const kept = [...bins]
    .sort(([a], [b]) => a - b)
    .flatMap(([, bin]) => (bin.weight > 0 ? bin : []));
  return beliefOf(
    Float64Array.from(kept, ({ weight, pieces }) => pieces / weight),
    Float64Array.from(kept, ({ weight }) => weight),
  );
}
