import type { Decision, DecisionInput, DecisionState, PlanLine } from '@stockwright/contract';
import { decimalUnits, formatDecimal, multiplyDecimal } from '@stockwright/core/units';

/** The quantity in force: a person's where there is one, else the computed one. */
export const chosenQuantity = (line: PlanLine): number => line.decision?.quantity ?? line.quantity;

export const stateOf = (line: PlanLine): DecisionState => line.decision?.state ?? 'open';

/** What the line costs at the quantity in force. */
export const chosenCost = (line: PlanLine): string =>
  line.decision?.quantity == null
    ? line.lineCost
    : multiplyDecimal(line.unitCost, line.decision.quantity);

/** Exact total of the lines at the quantities in force. All lines of a plan have one currency. */
export const totalCost = (lines: readonly PlanLine[]): string =>
  formatDecimal(lines.reduce((sum, line) => sum + decimalUnits(chosenCost(line)), 0n));

export const totalPieces = (lines: readonly PlanLine[]): number =>
  lines.reduce((sum, line) => sum + chosenQuantity(line), 0);

/**
 * A decision that changes some of what is in force on a line and keeps the rest: the newest row rules
 * alone, so what it leaves out would be lost.
 */
export function decisionOn(
  line: PlanLine,
  change: Partial<Pick<Decision, 'state' | 'quantity' | 'reason' | 'until'>>,
): DecisionInput {
  const now = line.decision;
  return {
    lineId: line.id,
    state: now?.state ?? 'open',
    quantity: now?.quantity ?? null,
    reason: now?.reason ?? null,
    until: now?.until ?? null,
    ...change,
  };
}

/** The decision that brings a line back to what it was. */
export const decisionBefore = (line: PlanLine): DecisionInput => decisionOn(line, {});

/**
 * The quantity a person typed: a whole number of pieces, or a change of the computed quantity written
 * `+10%`, `-10%`, `*1.5`, `+12`. Null when the text is none of these; `=` before it is allowed.
 *
 * @example readQuantity('+10%', 48) is 53
 */
export function readQuantity(text: string, computed: number): number | null {
  const match = /^=?\s*([+\-*×]?)\s*(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim());
  if (!match) return null;
  const [, sign, digits, percent] = match;
  const amount = Number(digits);
  if (sign === '' && percent === '%') return null;
  const factor = percent ? amount / 100 : amount;
  let quantity = amount;
  if (sign === '*' || sign === '×') quantity = computed * factor;
  else if (sign && percent) quantity = computed * (sign === '+' ? 1 + factor : 1 - factor);
  else if (sign) quantity = sign === '+' ? computed + amount : computed - amount;
  const whole = Math.round(quantity);
  return whole >= 0 && Number.isSafeInteger(whole) ? whole : null;
}
