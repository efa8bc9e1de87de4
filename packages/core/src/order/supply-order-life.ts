import { fail, ok, type Result } from '../units/index.js';

/** States of purchase and transfer orders, in the order in which they usually follow. */
export const SUPPLY_ORDER_STATES = [
  'proposed',
  'approved',
  'sent',
  'confirmed',
  'partly_received',
  'received',
  'closed',
  'cancelled',
] as const;

export type SupplyOrderState = (typeof SUPPLY_ORDER_STATES)[number];

/**
 * Which states may follow which. A supplier may deliver without ever confirming. Once goods are on
 * their way or have come an order is not cancelled but closed, short by what never arrived.
 */
export const supplyOrderMoves: Readonly<Record<SupplyOrderState, readonly SupplyOrderState[]>> = {
  proposed: ['approved', 'cancelled'],
  approved: ['sent', 'cancelled'],
  sent: ['confirmed', 'partly_received', 'received', 'closed', 'cancelled'],
  confirmed: ['partly_received', 'received', 'closed', 'cancelled'],
  partly_received: ['received', 'closed'],
  received: ['closed'],
  closed: [],
  cancelled: [],
};

export const isTerminal = (state: SupplyOrderState): boolean =>
  supplyOrderMoves[state].length === 0;

/** Sent and not yet done with: its pieces are on order and may be received. */
export const isOpen = (state: SupplyOrderState): boolean =>
  state === 'sent' || state === 'confirmed' || state === 'partly_received';

export interface MoveRefused {
  readonly code: 'MOVE_REFUSED';
  readonly from: SupplyOrderState;
  readonly to: SupplyOrderState;
  readonly allowed: readonly SupplyOrderState[];
}

/** The next state, or why an order cannot go there from where it is. */
export const moveSupplyOrder = (
  from: SupplyOrderState,
  to: SupplyOrderState,
): Result<SupplyOrderState, MoveRefused> =>
  supplyOrderMoves[from].includes(to)
    ? ok(to)
    : fail({ code: 'MOVE_REFUSED', from, to, allowed: supplyOrderMoves[from] });

/**
 * Faults of a table of moves, in words; none in a sound one: every state can be reached from the first,
 * every state can come to an end, and no state follows itself.
 */
export function lifeCycleFaults<State extends string>(
  moves: Readonly<Record<State, readonly State[]>>,
  first: State,
): string[] {
  const states = Object.keys(moves) as State[];
  const reach = (from: State): Set<State> => {
    const seen = new Set<State>([from]);
    for (const state of seen) for (const next of moves[state]) seen.add(next);
    return seen;
  };
  const faults: string[] = [];
  const fromFirst = reach(first);
  for (const state of states) {
    if (!fromFirst.has(state)) faults.push(`${state} cannot be reached from ${first}`);
    if (moves[state].includes(state)) faults.push(`${state} follows itself`);
    if (![...reach(state)].some((end) => moves[end].length === 0))
      faults.push(`${state} never comes to an end`);
  }
  return faults;
}
