/**
 * Seeded randomness. Core code is handed a `Dice` and never rolls its own, so a seed replays a whole
 * season. The generator is sfc32 (Chris Doty-Humphrey, PractRand), 128 bits of state, one number in a
 * few nanoseconds; seeds are spread with a 32-bit FNV-1a hash followed by the murmur3 finaliser.
 */
export interface Dice {
  /** Uniform in [0, 1), with 32 random bits. */
  next(): number;
}

/** A 32-bit hash of texts and numbers, the same on every machine and in every release. */
export function hashSeed(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    const text = `${part}\u0000`;
    for (let i = 0; i < text.length; i++) {
      hash ^= text.charCodeAt(i);
      hash = Math.imul(hash, 0x01000193);
    }
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A generator whose whole stream follows from the parts of its seed. */
export function createDice(...seed: readonly (string | number)[]): Dice {
  let a = hashSeed('a', ...seed) | 0;
  let b = hashSeed('b', ...seed) | 0;
  let c = hashSeed('c', ...seed) | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return { next };
}
