import { type Decimal, decimalUnits, multiplyDecimal, sumDecimals } from '../units/index.js';
import type { LaneTerms } from './item-plan.js';
import type {
  ItemPlan,
  OrderDates,
  OrderProposals,
  PlanLine,
  ProposedOrder,
  SupplierTerms,
  TopUpOffer,
  WaitingOrder,
} from './plan-result.js';

const NO_MONEY: Decimal = '0.0000';

interface Group extends OrderDates {
  readonly kind: 'buy' | 'transfer';
  readonly lane: number;
  readonly from: number;
  readonly to: number;
  readonly lines: PlanLine[];
  readonly offers: TopUpOffer[];
}

/**
 * Joins the lines of all items: one purchase order per supplier, destination and order date, one
 * transfer order per lane and date.
 *
 * An order whose lines together save less than its fixed cost waits for the next review. A purchase
 * below the supplier's minimum value is filled up with the packs that cost least per money of goods, if
 * that and the fixed cost are less than what waiting one review period is expected to cost; otherwise
 * it waits too. Each order and each wait carries these sums.
 *
 * @param lanes     the lanes that the items were planned with
 * @param suppliers terms by supplier; one that is missing asks for no minimum and no fixed cost
 * @returns orders grouped 1, 2, … in a fixed order: purchases first, then by supplier or giver, receiver, lane, day
 */
export function assembleOrders(
  plans: readonly ItemPlan[],
  suppliers: readonly SupplierTerms[],
  lanes: readonly LaneTerms[],
): OrderProposals {
  const termsOf = new Map(suppliers.map((terms) => [terms.supplier, terms]));
  const laneOf = new Map(lanes.map((lane) => [lane.lane, lane]));
  const orders: ProposedOrder[] = [];
  const waiting: WaitingOrder[] = [];
  for (const group of groupLines(plans)) {
    const terms = group.from < 0 ? termsOf.get(-1 - group.from) : undefined;
    const minimumOrderValue = terms ? sumDecimals([terms.minimumOrderValue]) : NO_MONEY;
    const fixedCost = sumDecimals([
      laneOf.get(group.lane)?.fixedCost ?? NO_MONEY,
      terms?.fixedOrderCost ?? NO_MONEY,
    ]);
    const waitingCost = group.lines.reduce((sum, { expectedSaving }) => sum + expectedSaving, 0);
    const { offers: _, lines, ...head } = group;
    const asNeeded = {
      ...head,
      lines,
      goodsValue: goodsValue(lines),
      minimumOrderValue,
      fixedCost,
      waitingCost,
      topUpCost: 0,
    };
    const missing = decimalUnits(minimumOrderValue) - decimalUnits(asNeeded.goodsValue);
    if (missing <= 0n) {
      if (Number(fixedCost) > 0 && waitingCost <= Number(fixedCost))
        waiting.push({ ...asNeeded, decision: 'fixedCostNotWorth' });
      else orders.push(propose(asNeeded, orders.length + 1, 'asNeeded'));
      continue;
    }
    const steps = cheapestSteps(group.offers, missing);
    if (!steps) {
      waiting.push({ ...asNeeded, decision: 'minimumOutOfReach' });
      continue;
    }
    const topUpCost = steps.reduce((sum, { cost }) => sum + cost, 0);
    if (waitingCost - topUpCost <= Number(fixedCost)) {
      waiting.push({ ...asNeeded, topUpCost, decision: 'minimumNotWorth' });
      continue;
    }
    const filled = fillUp(lines, steps);
    orders.push(
      propose(
        { ...asNeeded, lines: filled, goodsValue: goodsValue(filled), topUpCost },
        orders.length + 1,
        'toppedUp',
      ),
    );
  }
  return { orders, waiting };
}

const propose = (
  order: Omit<ProposedOrder, 'group' | 'decision' | 'totalCost'>,
  group: number,
  decision: ProposedOrder['decision'],
): ProposedOrder => ({
  ...order,
  group,
  decision,
  totalCost: sumDecimals([...order.lines.map(({ lineCost }) => lineCost), order.fixedCost]),
});

const goodsValue = (lines: readonly PlanLine[]): Decimal =>
  sumDecimals(lines.map(({ goodsUnitCost, quantity }) => multiplyDecimal(goodsUnitCost, quantity)));

function groupLines(plans: readonly ItemPlan[]): Group[] {
  const groups = new Map<string, Group>();
  const keyOf = (kind: string, lane: number, orderOn: number) => `${kind} ${lane} ${orderOn}`;
  for (const plan of plans)
    for (const line of plan.lines) {
      const key = keyOf(line.kind, line.lane, line.orderOn);
      const { kind, lane, from, to, orderOn, shipOn, arriveOn } = line;
      const group = groups.get(key) ?? {
        ...{ kind, lane, from, to, orderOn, shipOn, arriveOn },
        lines: [],
        offers: [],
      };
      groups.set(key, group);
      group.lines.push(line);
    }
  for (const plan of plans)
    for (const offer of plan.topUps)
      groups.get(keyOf('buy', offer.lane, offer.orderOn))?.offers.push(offer);
  const order = (a: Group, b: Group) =>
    a.kind === b.kind
      ? b.from - a.from || a.to - b.to || a.lane - b.lane || a.orderOn - b.orderOn
      : a.kind === 'buy'
        ? -1
        : 1;
  for (const { lines, offers } of groups.values()) {
    lines.sort((a, b) => a.item - b.item);
    offers.sort((a, b) => a.item - b.item);
  }
  return [...groups.values()].sort(order);
}

interface Step {
  readonly offer: TopUpOffer;
  readonly at: number;
  readonly cost: number;
  readonly value: bigint;
}

/**
 * Steps that together bring the missing value, cheapest per value first; an item's steps come in order
 * because their costs per piece never fall. Then the dearest that prove needless are taken back.
 *
 * @returns null when all steps together do not bring it
 */
function cheapestSteps(offers: readonly TopUpOffer[], missing: bigint): Step[] | null {
  const steps: (Step & { perValue: number })[] = [];
  for (const offer of offers) {
    let perValue = Number.NEGATIVE_INFINITY;
    offer.stepCosts.forEach((cost, at) => {
      const pieces = at === 0 ? offer.firstStepPieces : offer.packSize;
      const value = decimalUnits(offer.goodsUnitCost) * BigInt(pieces);
      if (value <= 0n) return;
      // Equal costs differ by rounding; an item's steps must stay in order all the same.
      perValue = Math.max(perValue, cost / Number(value));
      steps.push({ offer, at, cost, value, perValue });
    });
  }
  steps.sort((a, b) => a.perValue - b.perValue || a.offer.item - b.offer.item || a.at - b.at);
  const taken: Step[] = [];
  let value = 0n;
  for (const step of steps) {
    if (value >= missing) break;
    taken.push(step);
    value += step.value;
  }
  if (value < missing) return null;
  for (let t = taken.length - 1; t >= 0; t--) {
    const step = taken[t];
    const isLast = !taken.some(({ offer, at }) => offer === step.offer && at > step.at);
    if (!isLast || value - step.value < missing) continue;
    taken.splice(t, 1);
    value -= step.value;
  }
  return taken;
}

function fillUp(lines: readonly PlanLine[], steps: readonly Step[]): PlanLine[] {
  const byItem = new Map<number, { offer: TopUpOffer; count: number }>();
  for (const { offer } of steps)
    byItem.set(offer.item, { offer, count: (byItem.get(offer.item)?.count ?? 0) + 1 });
  const filled = lines.map((line) => {
    const added = byItem.get(line.item);
    if (!added) return line;
    byItem.delete(line.item);
    return withSteps(line, added.offer, added.count);
  });
  for (const { offer, count } of byItem.values())
    filled.push(withSteps(emptyLine(offer), offer, count));
  return filled.sort((a, b) => a.item - b.item);
}

function withSteps(line: PlanLine, offer: TopUpOffer, count: number): PlanLine {
  const costs = line.explanation.expectedCost;
  const added = offer.firstStepPieces + (count - 1) * offer.packSize;
  const quantity = line.quantity + added;
  const costAfter = (steps: number) =>
    offer.stepCosts.slice(0, steps).reduce((sum, cost) => sum + cost, costs.chosen);
  const chosen = costAfter(count);
  return {
    ...line,
    quantity,
    lineCost: multiplyDecimal(line.unitCost, quantity),
    expectedSaving: costs.none - chosen,
    explanation: {
      ...line.explanation,
      constraint: {
        ...line.explanation.constraint,
        kind: 'supplierMinimum',
        piecesBefore: line.quantity,
        piecesAfter: quantity,
      },
      expectedCost: {
        none: costs.none,
        onePackLess: costAfter(count - 1),
        chosen,
        onePackMore: chosen + (offer.stepCosts[count] ?? offer.stepCosts[count - 1]),
      },
    },
  };
}

/** The line of an item that would not be bought by itself. */
function emptyLine(offer: TopUpOffer): PlanLine {
  const { item, lane, supplier, to, orderOn, shipOn, arriveOn, position, costOfNone } = offer;
  return {
    ...{ kind: 'buy', role: 'regular', item, lane, from: -1 - supplier, to },
    ...{ orderOn, shipOn, arriveOn },
    quantity: 0,
    need: position.need,
    goodsUnitCost: offer.goodsUnitCost,
    unitCost: offer.unitCost,
    lineCost: NO_MONEY,
    stockOutRisk: position.stockOutRisk,
    valueAtRisk: position.valueAtRisk,
    expectedSaving: 0,
    explanation: {
      need: position.explanation,
      constraint: {
        kind: 'none',
        piecesBefore: 0,
        piecesAfter: 0,
        minimumOrderQuantity: offer.firstStepPieces,
        packSize: offer.packSize,
      },
      expectedCost: {
        none: costOfNone,
        onePackLess: costOfNone,
        chosen: costOfNone,
        onePackMore: costOfNone,
      },
      giver: null,
    },
  };
}
