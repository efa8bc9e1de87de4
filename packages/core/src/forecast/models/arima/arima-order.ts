import { requireWhole } from '../../../maths/index.js';

/**
 * Orders of a multiplicative seasonal ARIMA model of period m:
 *
 *     φ(B) Φ(B^m) (1 − B)^d (1 − B^m)^D (y_t − x_t β) = θ(B) Θ(B^m) a_t
 */
export interface ArimaOrder {
  readonly p: number;
  readonly d: number;
  readonly q: number;
  readonly P: number;
  readonly D: number;
  readonly Q: number;
  /** m; 1 where there is no season. */
  readonly period: number;
  /** A mean where d + D = 0, a drift where d + D = 1. */
  readonly constant: boolean;
}

/** Longest lag of each lag polynomial, written out. */
export const arLag = (order: ArimaOrder): number => order.p + order.P * order.period;
export const maLag = (order: ArimaOrder): number => order.q + order.Q * order.period;

/** Values that differencing costs: d + D m. */
export const lostByDifferencing = (order: ArimaOrder): number => order.d + order.D * order.period;

/** Coefficients that the search is over: p + P + q + Q. */
export const armaCount = (order: ArimaOrder): number => order.p + order.P + order.q + order.Q;

/** "ARIMA(1,1,2)(0,1,1)[12] with drift". */
export function nameOf(order: ArimaOrder): string {
  const { p, d, q, P, D, Q, period, constant } = order;
  const season = P + D + Q > 0 ? `(${P},${D},${Q})[${period}]` : '';
  const end = !constant ? '' : d + D === 0 ? ' with mean' : ' with drift';
  return `ARIMA(${p},${d},${q})${season}${end}`;
}

/** @throws RangeError unless orders are small whole numbers, and there is a constant only where d + D < 2 */
export function checkOrder(order: ArimaOrder): ArimaOrder {
  for (const name of ['p', 'd', 'q', 'P', 'D', 'Q'] as const) requireWhole(name, order[name]);
  requireWhole('period', order.period, 1);
  if (order.P + order.D + order.Q > 0 && order.period < 2)
    throw new RangeError(`seasonal orders need a period of at least 2, got ${order.period}`);
  if (order.constant && order.d + order.D > 1)
    throw new RangeError(`a constant needs d + D < 2, got d = ${order.d} and D = ${order.D}`);
  return order;
}
