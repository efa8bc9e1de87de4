/** Checks of plain numeric arguments, worded once: what it was called, what it was, what it may be. */

/** @throws RangeError unless value is a finite number. */
export function requireFinite(name: string, value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`${name} is ${value}; it must be finite`);
  return value;
}

/** @throws RangeError unless value is finite and > 0. */
export function requirePositive(name: string, value: number): number {
  if (!(value > 0 && value < Infinity))
    throw new RangeError(`${name} is ${value}; it must be positive and finite`);
  return value;
}

/** @throws RangeError unless value is finite and >= 0. */
export function requireNonNegative(name: string, value: number): number {
  if (!(value >= 0 && value < Infinity))
    throw new RangeError(`${name} is ${value}; it must be zero or more, and finite`);
  return value;
}

/** @throws RangeError unless value is a whole number of at least `least`. */
export function requireWhole(name: string, value: number, least = 0): number {
  if (!(Number.isSafeInteger(value) && value >= least))
    throw new RangeError(`${name} is ${value}; it must be a whole number of at least ${least}`);
  return value;
}

/** @throws RangeError unless 0 < value < 1. */
export function requireShare(name: string, value: number): number {
  if (!(value > 0 && value < 1))
    throw new RangeError(`${name} is ${value}; it must lie strictly between 0 and 1`);
  return value;
}

/** @throws RangeError unless 0 <= value <= 1. */
export function requireProbability(name: string, value: number): number {
  if (!(value >= 0 && value <= 1))
    throw new RangeError(`${name} is ${value}; it must lie between 0 and 1`);
  return value;
}
