/**
 * Exact decimals for money. An amount is written as a string ("12.3400") everywhere outside a single
 * computation and lives here as an integer count of ten-thousandths, so that sums never drift.
 */
export type Decimal = string;

/** ISO 4217's own code for "no currency": amounts without one are not called pounds or yuan. */
export const NO_CURRENCY = 'XXX';

const PLACES = 4;
const SCALE = 10n ** BigInt(PLACES);
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d{1,4}))?$/;

/** The amount in ten-thousandths. @throws RangeError on text that is no decimal of at most 4 places. */
export function decimalUnits(amount: Decimal): bigint {
  const match = DECIMAL.exec(amount.trim());
  if (!match)
    throw new RangeError(`"${amount}" is not a decimal amount with at most ${PLACES} places`);
  const units = BigInt(match[2]) * SCALE + BigInt((match[3] ?? '').padEnd(PLACES, '0'));
  return match[1] === '-' ? -units : units;
}

/** Writes ten-thousandths as a decimal with four places. */
export function formatDecimal(units: bigint): Decimal {
  const magnitude = units < 0n ? -units : units;
  const fraction = (magnitude % SCALE).toString().padStart(PLACES, '0');
  return `${units < 0n ? '-' : ''}${magnitude / SCALE}.${fraction}`;
}

/** unitPrice × pieces, exactly. @throws RangeError when pieces is not an integer. */
export function multiplyDecimal(unitPrice: Decimal, pieces: number): Decimal {
  if (!Number.isSafeInteger(pieces))
    throw new RangeError(`${pieces} is not a whole number of pieces`);
  return formatDecimal(decimalUnits(unitPrice) * BigInt(pieces));
}

/** The exact sum of amounts of one currency; "0.0000" for none. */
export const sumDecimals = (amounts: readonly Decimal[]): Decimal =>
  formatDecimal(amounts.reduce((sum, amount) => sum + decimalUnits(amount), 0n));
