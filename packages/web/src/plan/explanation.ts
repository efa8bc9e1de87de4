import type { PlanLineDetail } from '@stockwright/contract';
import type { LineExplanation } from '@stockwright/core/plan';

/** What the engine wrote beside a line; the wire carries it as a plain record. */
export type WiredLineExplanation = LineExplanation & {
  readonly role?: 'regular' | 'evenOut';
  readonly expectedSaving?: number;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Null where the plan was made by an engine that explained itself otherwise. */
export function lineExplanation(line: PlanLineDetail): WiredLineExplanation | null {
  const { need, constraint, expectedCost } = line.explanation;
  const isOurs =
    isRecord(need) &&
    isRecord(need.stock) &&
    isRecord(need.demand) &&
    isRecord(need.costs) &&
    isRecord(constraint) &&
    isRecord(expectedCost);
  return isOurs ? (line.explanation as unknown as WiredLineExplanation) : null;
}

export type StepName =
  | 'level'
  | 'position'
  | 'evenedOut'
  | 'movedOut'
  | 'stranded'
  | 'lostBeforeArrival'
  | 'wouldLieTooLong'
  | 'enough'
  | 'need'
  | 'otherSupply'
  | 'constraint'
  | 'rest'
  | 'quantity'
  | 'yours'
  | 'chosen';

/** A bar of the waterfall: totals stand on zero, changes hang between the totals. */
export interface Step {
  readonly name: StepName;
  readonly isTotal: boolean;
  /** The total, or the change with its sign, in pieces. */
  readonly pieces: number;
}

/**
 * From the order-up-to level to the quantity, step by step. Each change is named by the explanation;
 * what no name covers is shown as the rest, so that the steps always add up to what is on the line.
 */
export function waterfall(line: PlanLineDetail, explanation: LineExplanation): readonly Step[] {
  const { need, constraint } = explanation;
  const steps: Step[] = [{ name: 'level', isTotal: true, pieces: need.demand.quantile }];
  const change = (name: StepName, pieces: number) => {
    if (pieces !== 0) steps.push({ name, isTotal: false, pieces });
  };
  change('position', -need.stock.position);
  // Plans made before pieces were counted as evened out have no such number.
  const evenedOut = need.stock.evenedOut ?? 0;
  change(evenedOut > 0 ? 'evenedOut' : 'movedOut', -evenedOut);
  change('stranded', need.need.stranded);
  change('lostBeforeArrival', -need.need.lostBeforeArrival);
  // Plans made before this was weighed have no such number.
  const wouldLieTooLong = need.need.wouldLieTooLong ?? 0;
  change('wouldLieTooLong', -wouldLieTooLong);
  change(
    'enough',
    need.need.need +
      wouldLieTooLong -
      (need.demand.quantile -
        need.stock.position -
        evenedOut +
        need.need.stranded -
        need.need.lostBeforeArrival),
  );
  steps.push({ name: 'need', isTotal: true, pieces: need.need.need });
  change('otherSupply', constraint.piecesBefore - need.need.need);
  change('constraint', constraint.piecesAfter - constraint.piecesBefore);
  change('rest', line.quantity - constraint.piecesAfter);
  steps.push({ name: 'quantity', isTotal: true, pieces: line.quantity });
  const own = line.decision?.quantity;
  if (own != null) {
    change('yours', own - line.quantity);
    steps.push({ name: 'chosen', isTotal: true, pieces: own });
  }
  return steps;
}
