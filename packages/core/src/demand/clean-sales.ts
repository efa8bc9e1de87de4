import { type EpochDay, invariant } from '../units/index.js';
import { FATE, LINE_FATES, type LineFate } from './line-fate.js';
import { finishHash, LineTable, mixHash } from './line-table.js';
import type { SalesLines } from './sales-lines.js';

export interface CleanSettings {
  /** The day we look from, inclusive: no line after it has any effect. */
  readonly asOf: EpochDay;
  /** By item: 1 = no goods (postage, bank charges, money adjustments). */
  readonly serviceItems: Uint8Array;
}

/** Lines and pieces (absolute) of one fate. */
export interface FateCount {
  readonly lines: number;
  readonly pieces: number;
}

/** The lines of a `SalesLines`, each with its fate and what of it counts. */
export interface CleanSales {
  readonly asOf: EpochDay;
  /** By line: an index into LINE_FATES. */
  readonly fate: Uint8Array;
  /** By line: pieces of gross demand, that is a sale less what was cancelled; 0 for other fates. */
  readonly demandPieces: Int32Array;
  /** By line: pieces that came back on the line's day at the line's location. */
  readonly returnedPieces: Int32Array;
  /** By line: for a matched cancellation the sale it undid, else −1. */
  readonly cancelledLine: Int32Array;
  /** How many lines and pieces met each fate; the lines sum to the lines given. */
  readonly counts: Readonly<Record<LineFate, FateCount>>;
  /** Σ demandPieces: pieces sold less pieces cancelled. */
  readonly demandTotalPieces: number;
  /** Σ returnedPieces. */
  readonly returnedTotalPieces: number;
}

/**
 * Decides for each sales line whether it is demand, a return, or neither.
 *
 * The rules, asked in this order: lines after `asOf` have not happened; lines of no pieces; exact
 * duplicates (same document, item, location, day and second, quantity, price, customer; only where a
 * document is known, since two anonymous sales of one piece are two sales); service items; negative
 * quantities without a price and without a cancellation mark are stock adjustments; other lines without
 * a positive price (an unknown price, NaN, is not zero); sales that themselves say they were cancelled.
 * What is left is a sale, a return, or a cancellation.
 *
 * A cancellation undoes the latest earlier sale of the same customer, item and price that still has
 * enough pieces left; earlier is by day, second and place in the file. The rest of a sale cancelled in
 * part stays demand. A cancellation that finds no such sale (it lies before the history, or the customer
 * is not known, and two unknown customers are not the same one) is kept as a return.
 * A returned sale stays demand: somebody wanted it, and the pieces are a later inflow.
 *
 * As-of law: cleaning all lines as of day A equals cleaning only the lines up to A.
 *
 * @throws Error when a line names an item that `serviceItems` does not cover.
 */
export function cleanSales(lines: SalesLines, settings: CleanSettings): CleanSales {
  const { count } = lines;
  const fate = new Uint8Array(count);
  const demandPieces = new Int32Array(count);
  const returnedPieces = new Int32Array(count);
  const cancelledLine = new Int32Array(count).fill(-1);

  judgeAlone(lines, settings, fate);
  matchCancellations(lines, fate, demandPieces, returnedPieces, cancelledLine);

  const lineCounts = new Array<number>(LINE_FATES.length).fill(0);
  const pieceCounts = new Array<number>(LINE_FATES.length).fill(0);
  let demandTotalPieces = 0;
  let returnedTotalPieces = 0;
  for (let i = 0; i < count; i++) {
    lineCounts[fate[i]] += 1;
    pieceCounts[fate[i]] += Math.abs(lines.quantity[i]);
    demandTotalPieces += demandPieces[i];
    returnedTotalPieces += returnedPieces[i];
  }
  const counts = Object.fromEntries(
    LINE_FATES.map((name, code) => [name, { lines: lineCounts[code], pieces: pieceCounts[code] }]),
  ) as Record<LineFate, FateCount>;
  return {
    asOf: settings.asOf,
    fate,
    demandPieces,
    returnedPieces,
    cancelledLine,
    counts,
    demandTotalPieces,
    returnedTotalPieces,
  };
}

/** The fates that a line has by itself or beside an equal line. Cancellations are left to be matched. */
function judgeAlone(lines: SalesLines, settings: CleanSettings, fate: Uint8Array): void {
  const { asOf, serviceItems } = settings;
  const documents = duplicateTable(lines);
  for (let i = 0; i < lines.count; i++) {
    const item = lines.item[i];
    invariant(
      item >= 0 && item < serviceItems.length,
      `sales line ${i} has item ${item}, but the list of service items covers ${serviceItems.length}`,
    );
    const quantity = lines.quantity[i];
    if (lines.day[i] > asOf) fate[i] = FATE.later;
    else if (quantity === 0) fate[i] = FATE.noPieces;
    else if (lines.document[i] >= 0 && documents.firstLike(i) !== i) fate[i] = FATE.duplicate;
    else if (serviceItems[item] === 1) fate[i] = FATE.serviceItem;
    else if (lines.unitPrice[i] <= 0)
      fate[i] =
        quantity < 0 && lines.isCancellation[i] === 0 ? FATE.stockAdjustment : FATE.zeroPrice;
    else if (quantity > 0) fate[i] = lines.isCancellation[i] === 1 ? FATE.cancelledSale : FATE.sale;
    else fate[i] = lines.isCancellation[i] === 1 ? FATE.unmatchedCancellation : FATE.return;
  }
}

/** Finds for each cancellation the sale it undoes, and writes what each line counts for. */
function matchCancellations(
  lines: SalesLines,
  fate: Uint8Array,
  demandPieces: Int32Array,
  returnedPieces: Int32Array,
  cancelledLine: Int32Array,
): void {
  const { count } = lines;
  // The sales of one key hang in a chain, latest first: `latest` at the key's first line, `earlier` at
  // each sale. Only customers and items that cancel anything are worth a chain.
  const keys = saleTable(lines, fate);
  const latest = new Int32Array(count).fill(-1);
  const earlier = new Int32Array(count).fill(-1);
  for (const i of inTimeOrder(lines)) {
    const quantity = lines.quantity[i];
    if (fate[i] === FATE.return) returnedPieces[i] = -quantity;
    else if (fate[i] === FATE.sale) {
      demandPieces[i] = quantity;
      const key = lines.customer[i] >= 0 ? keys.find(i) : -1;
      if (key >= 0) {
        earlier[i] = latest[key];
        latest[key] = i;
      }
    } else if (fate[i] === FATE.unmatchedCancellation) {
      const key = lines.customer[i] >= 0 ? keys.find(i) : -1;
      let sale = key >= 0 ? latest[key] : -1;
      let later = -1;
      while (sale >= 0 && demandPieces[sale] < -quantity) {
        // A sale cancelled whole leaves its chain, so that chains stay short.
        if (demandPieces[sale] === 0) {
          if (later < 0) latest[key] = earlier[sale];
          else earlier[later] = earlier[sale];
        } else later = sale;
        sale = earlier[sale];
      }
      if (sale >= 0) {
        fate[i] = FATE.cancellation;
        cancelledLine[i] = sale;
        demandPieces[sale] += quantity;
      } else returnedPieces[i] = -quantity;
    }
  }
}

/** Line numbers by day, then second, then place in the file. */
function inTimeOrder(lines: SalesLines): Int32Array {
  const { count, day, second } = lines;
  const order = new Int32Array(count);
  let sorted = true;
  for (let i = 0; i < count; i++) {
    order[i] = i;
    if (i > 0 && (day[i] < day[i - 1] || (day[i] === day[i - 1] && second[i] < second[i - 1])))
      sorted = false;
  }
  if (!sorted) order.sort((a, b) => day[a] - day[b] || second[a] - second[b] || a - b);
  return order;
}

const priceBits = new Float64Array(1);
const priceWords = new Int32Array(priceBits.buffer);

function mixPrice(hash: number, price: number): number {
  priceBits[0] = price;
  return mixHash(mixHash(hash, priceWords[0]), priceWords[1]);
}

function duplicateTable(lines: SalesLines): LineTable {
  const { document, item, location, day, second, quantity, unitPrice, customer } = lines;
  return new LineTable(
    lines.count,
    (i) => {
      let hash = mixHash(mixHash(document[i], item[i]), location[i]);
      hash = mixHash(mixHash(hash, day[i]), second[i]);
      hash = mixPrice(mixHash(mixHash(hash, quantity[i]), customer[i]), unitPrice[i]);
      return finishHash(hash ^ lines.isCancellation[i]);
    },
    (a, b) =>
      document[a] === document[b] &&
      item[a] === item[b] &&
      location[a] === location[b] &&
      day[a] === day[b] &&
      second[a] === second[b] &&
      quantity[a] === quantity[b] &&
      Object.is(unitPrice[a], unitPrice[b]) &&
      customer[a] === customer[b] &&
      lines.isCancellation[a] === lines.isCancellation[b],
  );
}

/** The keys (customer, item, price) of every cancellation by a known customer. */
function saleTable(lines: SalesLines, fate: Uint8Array): LineTable {
  const { customer, item, unitPrice } = lines;
  const cancels = (i: number) => fate[i] === FATE.unmatchedCancellation && customer[i] >= 0;
  let cancellations = 0;
  for (let i = 0; i < lines.count; i++) if (cancels(i)) cancellations++;
  const table = new LineTable(
    cancellations,
    (i) => finishHash(mixPrice(mixHash(customer[i], item[i]), unitPrice[i])),
    (a, b) =>
      customer[a] === customer[b] && item[a] === item[b] && Object.is(unitPrice[a], unitPrice[b]),
  );
  for (let i = 0; i < lines.count; i++) if (cancels(i)) table.firstLike(i);
  return table;
}
