/**
 * A hash table from lines to the first line with the same key, in three flat arrays: open addressing
 * with linear probing, at most half full. A `Map` with text keys took ten times as long on 400,000 lines.
 */
export class LineTable {
  private readonly slots: Int32Array;
  private readonly mask: number;

  /**
   * @param capacity the most lines that will be entered
   * @param hash     a 32-bit hash of a line's key
   * @param same     whether two lines have the same key
   */
  constructor(
    capacity: number,
    private readonly hash: (line: number) => number,
    private readonly same: (a: number, b: number) => boolean,
  ) {
    let size = 16;
    while (size < 2 * capacity) size *= 2;
    this.slots = new Int32Array(size).fill(-1);
    this.mask = size - 1;
  }

  /** The first line entered with the key of `line`; enters `line` itself and returns it if none was. */
  firstLike(line: number): number {
    const slot = this.slotOf(line);
    const found = this.slots[slot];
    if (found >= 0) return found;
    this.slots[slot] = line;
    return line;
  }

  /** The first line entered with the key of `line`, or −1. */
  find(line: number): number {
    return this.slots[this.slotOf(line)];
  }

  private slotOf(line: number): number {
    let slot = this.hash(line) & this.mask;
    while (this.slots[slot] >= 0 && !this.same(this.slots[slot], line))
      slot = (slot + 1) & this.mask;
    return slot;
  }
}

/** Mixes one more whole number into a hash (the multiply-and-rotate step of murmur3). */
export function mixHash(hash: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  let h = hash ^ Math.imul(k, 0x1b873593);
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}

/** Spreads the bits of a finished hash so that its low bits can choose a slot. */
export function finishHash(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
