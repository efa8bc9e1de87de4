/**
 * Sales lines in columns, one entry per line, in the order of the file. Items, locations, customers and
 * documents are indices into lists that the caller keeps.
 */
export interface SalesLines {
  readonly count: number;
  /** Epoch day of the sale, return or cancellation. */
  readonly day: Int32Array;
  /** Second of that day, or −1 where the source knows days only. */
  readonly second: Int32Array;
  readonly item: Int32Array;
  readonly location: Int32Array;
  /** −1 = not known. */
  readonly customer: Int32Array;
  /** Invoice, receipt or order; −1 = none. */
  readonly document: Int32Array;
  /** Pieces; negative = came back. */
  readonly quantity: Int32Array;
  /** Money per piece; NaN where the source has none. */
  readonly unitPrice: Float64Array;
  /** 1 = the line says that it cancels a sale. */
  readonly isCancellation: Uint8Array;
}
