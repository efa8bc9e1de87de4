/**
 * What became of a sales line. The number is what `CleanSales.fate` holds; the order is the order in
 * which the rules are asked, so that each line has exactly one fate.
 */
export const LINE_FATES = [
  /** A sale. What of it was not cancelled is gross demand, whether or not it came back later. */
  'sale',
  /** A cancellation that undid (part of) an earlier sale. */
  'cancellation',
  /** A cancellation whose sale is not in the lines: pieces that came back on its day. */
  'unmatchedCancellation',
  /** Pieces that came back without a cancellation mark. */
  'return',
  /** Set aside: the line lies after the day we look from, so it has not happened yet. */
  'later',
  /** Set aside: no pieces. */
  'noPieces',
  /** Set aside: the same line of the same document once more. */
  'duplicate',
  /** Set aside: postage, bank charges, adjustments of money: nothing that lies on a shelf. */
  'serviceItem',
  /** Set aside: pieces written off without a price: broken, lost, counted again. */
  'stockAdjustment',
  /** Set aside: given away, found again or wrongly entered; no price that a customer paid. */
  'zeroPrice',
  /** Set aside: a sale that itself says it was cancelled. */
  'cancelledSale',
] as const;

export type LineFate = (typeof LINE_FATES)[number];

/** The number of each fate, as it stands in `CleanSales.fate`. */
export const FATE = Object.fromEntries(LINE_FATES.map((name, code) => [name, code])) as Readonly<
  Record<LineFate, number>
>;
