const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The point in [low, high] where a function that falls and then rises is least, by golden section: to
 * about half the digits of a double, since the bottom is flat. Its value is exact to nearly all digits.
 *
 * @param tolerance of the point, relative to its size; the default is as near as rounding lets it come
 * @throws RangeError unless low < high
 * @see Kiefer (1953), "Sequential minimax search for a maximum"
 */
export function minimiseUnimodal(
  f: (x: number) => number,
  low: number,
  high: number,
  tolerance = 1e-11,
): { x: number; value: number } {
  if (!(low < high)) throw new RangeError(`need low < high, got ${low} and ${high}`);
  let a = low;
  let b = high;
  let left = b - GOLDEN * (b - a);
  let right = a + GOLDEN * (b - a);
  let atLeft = f(left);
  let atRight = f(right);
  while (b - a > tolerance * (Math.abs(a) + Math.abs(b)) + 1e-300) {
    if (atLeft <= atRight) {
      b = right;
      right = left;
      atRight = atLeft;
      left = b - GOLDEN * (b - a);
      atLeft = f(left);
    } else {
      a = left;
      left = right;
      atLeft = atRight;
      right = a + GOLDEN * (b - a);
      atRight = f(right);
    }
    // Rounding may let the inner points pass each other at the very end.
    if (left >= right) break;
  }
  const x = (a + b) / 2;
  return { x, value: f(x) };
}
