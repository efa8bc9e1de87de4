/**
 * The words of an item's name: lower case, split at what is neither letter nor digit; runs of Han, Kana or
 * Hangul, which are written without spaces, are split into pairs of neighbouring characters.
 *
 * @example 'Set of 3 CAKE tins' → set, of, 3, cake, tins; '红色玩具熊' → 红色, 色玩, 玩具, 具熊
 */
export function nameWords(name: string): string[] {
  const words: string[] = [];
  for (const run of name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    if (!/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(run)) {
      words.push(run);
      continue;
    }
    const characters = Array.from(run);
    if (characters.length === 1) words.push(run);
    for (let i = 1; i < characters.length; i++) words.push(characters[i - 1] + characters[i]);
  }
  return [...new Set(words)];
}

/** The words of many names, each with the weight that its rarity gives it. */
export interface NameIndex {
  /** Word numbers, ascending, and weights of each name; the squares of a name's weights add up to 1. */
  readonly words: readonly Int32Array[];
  readonly weights: readonly Float64Array[];
}

/**
 * Weighs the words of names by log(1 + n / names that hold it), so that "lunch box" says more than "set
 * of" (inverse document frequency; Spärck Jones 1972, "A statistical interpretation of term specificity",
 * Journal of Documentation 28).
 */
export function indexNames(names: readonly string[]): NameIndex {
  const numbers = new Map<string, number>();
  const holders: number[] = [];
  const words = names.map((name) => {
    const own = nameWords(name).map((word) => {
      const known = numbers.get(word);
      if (known !== undefined) {
        holders[known] += 1;
        return known;
      }
      numbers.set(word, holders.length);
      holders.push(1);
      return holders.length - 1;
    });
    return Int32Array.from(own).sort();
  });
  const weights = words.map((own) => {
    const weight = Float64Array.from(own, (word) => Math.log1p(names.length / holders[word]));
    const length = Math.hypot(...weight);
    return weight.map((w) => w / length);
  });
  return { words, weights };
}

/** Cosine of the angle between two names of an index: 0 = no word in common, 1 = the same words. */
export function nameSimilarity({ words, weights }: NameIndex, a: number, b: number): number {
  let sum = 0;
  for (let i = 0, j = 0; i < words[a].length && j < words[b].length; ) {
    const difference = words[a][i] - words[b][j];
    if (difference === 0) sum += weights[a][i] * weights[b][j];
    if (difference <= 0) i += 1;
    if (difference >= 0) j += 1;
  }
  return sum;
}
