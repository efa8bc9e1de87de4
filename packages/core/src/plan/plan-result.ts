import type { Decimal, EpochDay } from '../units/index.js';

/** Days on which an order leaves us, leaves the giver, and is expected at the receiver. */
export interface OrderDates {
  readonly orderOn: EpochDay;
  readonly shipOn: EpochDay;
  readonly arriveOn: EpochDay;
}

/**
 * Where the numbers of a position come from. `echelon`: a place that feeds others looks at its own
 * stock and demand together with theirs.
 */
export interface NeedExplanation {
  readonly basis: 'place' | 'echelon';
  readonly stock: {
    readonly onHand: number;
    readonly reserved: number;
    readonly held: number;
    readonly onOrder: number;
    readonly backlog: number;
    /** on hand − reserved − held + on order − backlog */
    readonly position: number;
    /** Net pieces that this plan moves in to even out, counted before buying. */
    readonly evenedOut: number;
  };
  readonly demand: {
    /** Of the demand over the protected days, pieces. */
    readonly mean: number;
    readonly sd: number;
    /** The order-up-to level: the quantile at the critical ratio. */
    readonly quantile: number;
    /** wait + handling + lead time + review, on average, rounded up. */
    readonly protectionDays: number;
    /** From asOf to the next day on which an order may leave. */
    readonly waitDays: number;
    readonly handlingDays: number;
    readonly leadTimeMeanDays: number;
    readonly leadTimeSdDays: number;
    readonly reviewDays: number;
    /** Longest way from here down to a place fed, days on average; 0 where none is. */
    readonly downstreamDays: number;
    /** The protected days reach past the forecast; its days were then repeated. */
    readonly beyondHorizon: boolean;
  };
  readonly costs: {
    readonly unitPrice: number;
    /** Supplier's price and the lanes down to this place, money per piece. */
    readonly landedUnitCost: number;
    readonly goodwillPerPiece: number;
    /** Cu = price − landed unit cost + goodwill, money per lost piece; in an echelon the mean by demand. */
    readonly underageCost: number;
    /** h, money per piece and day. */
    readonly holdingCostPerDay: number;
    /** R. */
    readonly reviewDays: number;
    /** h·R, money per piece left over at the next review. */
    readonly overageCost: number;
    /** Cu ÷ (Cu + h·R) */
    readonly criticalRatio: number;
  };
  /** need = max(0, shortfall + stranded − lostBeforeArrival) − wouldLieTooLong, pieces. */
  readonly need: {
    /** level − position − evenedOut; negative where there is more than enough. */
    readonly shortfall: number;
    /** Pieces in the position that lie in a place which will not use them and cannot feed the others. */
    readonly stranded: number;
    /** Demand that will be lost before anything ordered today arrives: it needs no replacement. */
    readonly lostBeforeArrival: number;
    /** Pieces that the level asks for and that would on average lie longer than they are worth. */
    readonly wouldLieTooLong: number;
    readonly need: number;
  };
}

/** Why an item-location gets what it gets. */
export type PositionReason =
  | 'bought'
  | 'supplied'
  | 'stockShort'
  | 'minimumNotWorth'
  | 'enough'
  | 'noDemand'
  | 'noMargin'
  | 'noPrice'
  | 'noSupply'
  | 'noOrderDay';

/** One item-location: what the plan saw and what it aims for. Maps to the table plan_position. */
export interface PositionPlan {
  readonly place: number;
  readonly onHand: number;
  readonly onOrder: number;
  /** Of the echelon where `explanation.basis` says so. */
  readonly inventoryPosition: number;
  readonly protectionDays: number;
  readonly demandMean: number;
  readonly demandSd: number;
  readonly criticalRatio: number;
  readonly orderUpTo: number;
  readonly need: number;
  /** Share of paths on which the place runs out before the next chance's receipt, nothing ordered. */
  readonly stockOutRisk: number;
  /** Expected lost margin and goodwill that ordering today could save, money. */
  readonly valueAtRisk: number;
  /** The lane of the regular supply; null where nothing supplies this place. */
  readonly supplyLane: number | null;
  /** The giver on that lane, numbered as LaneTerms.from. */
  readonly suppliedFrom: number | null;
  readonly reason: PositionReason;
  readonly bought: number;
  readonly movedIn: number;
  readonly movedOut: number;
  readonly explanation: NeedExplanation;
}

export type BindingConstraint = 'none' | 'moq' | 'pack' | 'supplierMinimum' | 'stockShort';

/** Money expected to be lost on the paths until the next chance to order, by pieces ordered today. */
export interface QuantityCosts {
  readonly none: number;
  /** The next feasible quantity below. */
  readonly onePackLess: number;
  readonly chosen: number;
  readonly onePackMore: number;
}

/** One thing to do: buy from a supplier or move between places. Maps to the table plan_line. */
export interface PlanLine extends OrderDates {
  readonly kind: 'buy' | 'transfer';
  /** `regular`: down the supply tree; `evenOut`: from a place that has more than it will use. */
  readonly role: 'regular' | 'evenOut';
  readonly item: number;
  readonly lane: number;
  /** A place, or −1 − supplier. */
  readonly from: number;
  readonly to: number;
  readonly quantity: number;
  readonly need: number;
  /** What the supplier is paid per piece; "0.0000" on transfers. */
  readonly goodsUnitCost: Decimal;
  /** goodsUnitCost + the lane's cost per piece. */
  readonly unitCost: Decimal;
  /** quantity × unitCost. */
  readonly lineCost: Decimal;
  readonly stockOutRisk: number;
  readonly valueAtRisk: number;
  /** Expected cost of doing nothing − of doing this line, money. */
  readonly expectedSaving: number;
  readonly explanation: LineExplanation;
}

export interface LineExplanation {
  readonly need: NeedExplanation;
  readonly constraint: {
    readonly kind: BindingConstraint;
    readonly piecesBefore: number;
    readonly piecesAfter: number;
    readonly minimumOrderQuantity: number;
    readonly packSize: number;
  };
  readonly expectedCost: QuantityCosts;
  /** Transfers: the giver before the move. */
  readonly giver: {
    /** On hand and free to go, pieces. */
    readonly freePieces: number;
    /** Kept for the giver's own customers (regular transfers). */
    readonly keptPieces: number;
    /** Expected margin that the giver loses by giving, nothing reordered for `lossDays`, money. */
    readonly expectedLoss: number;
    readonly lossDays: number;
  } | null;
}

/**
 * What one more pack would cost, for filling an order up to a supplier's minimum. Steps are feasible
 * quantities above the line's; costs never fall from step to step.
 */
export interface TopUpOffer extends OrderDates {
  readonly item: number;
  readonly lane: number;
  readonly supplier: number;
  readonly to: number;
  /** Index into the item plan's lines, or −1 where nothing is bought yet. */
  readonly line: number;
  /** Pieces of the first step; later steps are packs. */
  readonly firstStepPieces: number;
  readonly packSize: number;
  readonly goodsUnitCost: Decimal;
  readonly unitCost: Decimal;
  /** Change of expected cost by each step, money. */
  readonly stepCosts: readonly number[];
  /** Expected cost with nothing bought, for a line that starts here. */
  readonly costOfNone: number;
  readonly position: PositionPlan;
}

/** The plan of one item: every place's position, the lines, and what could be added to orders. */
export interface ItemPlan {
  readonly item: number;
  /** One per place, in the order given. */
  readonly positions: readonly PositionPlan[];
  readonly lines: readonly PlanLine[];
  readonly topUps: readonly TopUpOffer[];
}

/** What a supplier asks for an order as a whole. */
export interface SupplierTerms {
  readonly supplier: number;
  /** Value of goods per order, money. */
  readonly minimumOrderValue: Decimal;
  /** Money per order beyond the lane's. */
  readonly fixedOrderCost: Decimal;
}

interface OrderGroup extends OrderDates {
  readonly kind: 'buy' | 'transfer';
  readonly lane: number;
  readonly from: number;
  readonly to: number;
  readonly lines: readonly PlanLine[];
  /** Goods at the supplier's prices; "0.0000" on transfers. */
  readonly goodsValue: Decimal;
  readonly minimumOrderValue: Decimal;
  /** Lane's and supplier's cost per order. */
  readonly fixedCost: Decimal;
  /** Expected cost of sending nothing until the next review, money. */
  readonly waitingCost: number;
  /** Expected cost of the pieces added to reach the minimum; 0 where none were. */
  readonly topUpCost: number;
}

/** One purchase order or transfer order to propose. */
export interface ProposedOrder extends OrderGroup {
  /** 1, 2, …: plan_line.order_group. */
  readonly group: number;
  readonly decision: 'asNeeded' | 'toppedUp';
  /** Σ line costs + fixed cost. */
  readonly totalCost: Decimal;
}

/** Lines that are not ordered this time, with why. */
export interface WaitingOrder extends OrderGroup {
  readonly decision: 'minimumOutOfReach' | 'minimumNotWorth' | 'fixedCostNotWorth';
}

export interface OrderProposals {
  readonly orders: readonly ProposedOrder[];
  readonly waiting: readonly WaitingOrder[];
}
