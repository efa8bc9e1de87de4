import { requirePositive, requireShare } from './arguments.js';

/** From here on Laplace's continued fraction converges in a few terms. */
const FAR = 5.656854249492381;

const INVERSE_SQRT_TWO_PI = 0.3989422804014327;

/**
 * exp(−z²/2) with z split in a part whose square is exact, so that the far tail keeps its digits.
 */
function halfSquareExp(z: number): number {
  const coarse = Math.trunc(z * 16) / 16;
  return Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * (z - coarse) * (z + coarse));
}

/** Density of the standard normal at z. */
export const normalPdf = (z: number): number =>
  Math.abs(z) < 39 ? INVERSE_SQRT_TWO_PI * halfSquareExp(z) : 0;

/**
 * K(z) = 1/(z + 2/(z + 3/(z + …))), the tail of Laplace's continued fraction for the upper tail:
 * 1 − Φ(z) = φ(z)/(z + K(z)). From z = 5 on, 20 terms leave an error below 1e-17.
 *
 * @see Abramowitz & Stegun (1964), 26.2.14
 */
function lowerFraction(z: number): number {
  let fraction = 0;
  for (let term = 20; term >= 1; term--) fraction = term / (z + fraction);
  return fraction;
}

/** 1 − Φ(z) for z >= 0.67448975. */
function upperTail(z: number): number {
  if (z < FAR) {
    let top = 1.0765576773720192e-8 * z;
    let bottom = z;
    top = (top + 0.39894151208813466) * z;
    bottom = (bottom + 22.266688044328117) * z;
    top = (top + 8.883149794388377) * z;
    bottom = (bottom + 235.387901782625) * z;
    top = (top + 93.50665613217785) * z;
    bottom = (bottom + 1519.3775994075547) * z;
    top = (top + 597.2702763948002) * z;
    bottom = (bottom + 6485.558298266761) * z;
    top = (top + 2494.5375852903726) * z;
    bottom = (bottom + 18615.571640885097) * z;
    top = (top + 6848.190450536283) * z;
    bottom = (bottom + 34900.95272114598) * z;
    top = (top + 11602.65143764735) * z;
    bottom = (bottom + 38912.00328609327) * z;
    return (halfSquareExp(z) * (top + 9842.714838383978)) / (bottom + 19685.429676859992);
  }
  return normalPdf(z) / (z + lowerFraction(z));
}

/**
 * Φ(z), the probability that a standard normal is <= z, to about 15 digits, relative in both tails.
 *
 * @see Cody (1969), "Rational Chebyshev approximations for the error function", Math. Comp. 23
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  const size = Math.abs(z);
  if (size > 0.67448975) return z > 0 ? 1 - upperTail(size) : upperTail(size);
  const square = z * z;
  let top = 0.06568233791820745 * square;
  let bottom = square;
  top = (top + 2.2352520354606837) * square;
  bottom = (bottom + 47.202581904688245) * square;
  top = (top + 161.02823106855587) * square;
  bottom = (bottom + 976.0985517377767) * square;
  top = (top + 1067.6894854603709) * square;
  bottom = (bottom + 10260.932208618979) * square;
  return 0.5 + (z * (top + 18154.98125334356)) / (bottom + 45507.78933502673);
}

/**
 * z such that Φ(z) = p, to about 16 digits.
 *
 * @throws RangeError unless 0 < p < 1
 * @see Wichura (1988), "Algorithm AS 241: the percentage points of the normal distribution", PPND16
 * @example normalQuantile(0.975) is 1.959963984540054
 */
export function normalQuantile(probability: number): number {
  requireShare('probability', probability);
  const q = probability - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (
      (q *
        (((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r +
          45921.95393154987) *
          r +
          13731.69376550946) *
          r +
          1971.5909503065513) *
          r +
          133.14166789178438) *
          r +
          3.3871328727963665)) /
      (((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r +
        21213.794301586597) *
        r +
        5394.196021424751) *
        r +
        687.1870074920579) *
        r +
        42.31333070160091) *
        r +
        1)
    );
  }
  const tail = Math.sqrt(-Math.log(q < 0 ? probability : 1 - probability));
  let size: number;
  if (tail <= 5) {
    const r = tail - 1.6;
    size =
      (((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r +
        1.2704582524523684) *
        r +
        3.6478483247632045) *
        r +
        5.769497221460691) *
        r +
        4.630337846156546) *
        r +
        1.4234371107496835) /
      (((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r +
        0.14810397642748008) *
        r +
        0.6897673349851) *
        r +
        1.6763848301838038) *
        r +
        2.053191626637759) *
        r +
        1);
  } else {
    const r = tail - 5;
    size =
      (((((((2.0103343992922881e-7 * r + 0.000027115555687434876) * r + 0.0012426609473880784) * r +
        0.026532189526576124) *
        r +
        0.29656057182850487) *
        r +
        1.7848265399172913) *
        r +
        5.463784911164114) *
        r +
        6.657904643501103) /
      (((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 0.000018463183175100548) * r +
        0.0007868691311456133) *
        r +
        0.014875361290850615) *
        r +
        0.1369298809227358) *
        r +
        0.599832206555888) *
        r +
        1);
  }
  return q < 0 ? -size : size;
}

/**
 * Standard normal loss L(z) = E[(Z − z)^+] = φ(z) − z (1 − Φ(z)): the expected shortage, in standard
 * deviations, when stock stands z standard deviations above the mean.
 *
 * @see Snyder & Shen (2019), Fundamentals of Supply Chain Theory, on loss functions
 * @example normalLoss(0) is 0.3989
 */
export function normalLoss(z: number): number {
  if (z < FAR) return normalPdf(z) - z * normalCdf(-z);
  // The difference above would cancel: φ − zφ/(z + K) = φK/(z + K).
  const fraction = lowerFraction(z);
  return (normalPdf(z) * fraction) / (z + fraction);
}

/**
 * z such that normalLoss(z) = loss, by Newton's method on log L, which is concave and falls: from the
 * right of the root its steps approach it without overshooting.
 *
 * @param loss positive, at least 1e-300
 * @throws RangeError unless loss is positive and finite
 */
export function normalLossInverse(loss: number): number {
  requirePositive('loss', loss);
  // Right of the root in both cases: L(z) < φ(z) for z > 0.65, and L(z) falls from −z + 0.4 on.
  let z = loss < 0.2 ? Math.sqrt(-2 * Math.log(loss)) : 1 - loss;
  for (let step = 0; step < 200; step++) {
    const here = normalLoss(z);
    const move = (Math.log(here / loss) * here) / normalCdf(-z);
    z += move;
    if (Math.abs(move) <= 1e-15 * Math.max(1, Math.abs(z))) break;
  }
  return z;
}
