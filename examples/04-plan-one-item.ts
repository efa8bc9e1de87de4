/**
 * Plan: one item in a warehouse and a shop. The shop runs short before its next van, the warehouse has some to
 * spare, and the supplier is six days away and sells packs of 12.
 */

import { createDice, drawPoisson } from '@stockwright/core/maths';
import { assembleOrders, planItem } from '@stockwright/core/plan';
import { formatDay, parseDay } from '@stockwright/core/units';

const asOf = parseDay('2026-11-02');
const pathCount = 300;
const horizonDays = 30;
const dice = createDice('example');
const paths = (piecesPerDay: number) =>
  Float32Array.from({ length: pathCount * horizonDays }, () => drawPoisson(dice, piecesPerDay));

const place = { held: 0, reserved: 0, backlog: 0, receipts: [], unitPrice: 12.5 };
const lane = { handlingDays: 0, leadTimeSdDays: 0, orderWeekdays: [], fixedCost: '0.0000' };
const lanes = [
  {
    ...lane,
    lane: 1,
    from: -1,
    to: 0,
    leadTimeMeanDays: 6,
    reviewPeriodDays: 7,
    unitCost: '0.0000',
  },
  {
    ...lane,
    lane: 2,
    from: 0,
    to: 1,
    leadTimeMeanDays: 1,
    reviewPeriodDays: 2,
    unitCost: '0.0500',
  },
];

const plan = planItem({
  item: 1,
  asOf,
  places: [
    { ...place, place: 0, isWarehouse: true, onHand: 20, paths: paths(1) },
    { ...place, place: 1, isWarehouse: false, onHand: 1, paths: paths(2) },
  ],
  lanes,
  supply: [{ supplier: 0, unitCost: '5.0000', minimumOrderQuantity: 24, packSize: 12 }],
  costs: { holdingRatePerYear: 0.25, goodwillShare: 0 },
  pathCount,
  horizonDays,
  seed: 'example',
});
const terms = { supplier: 0, minimumOrderValue: '100.0000', fixedOrderCost: '10.0000' };
const { orders } = assembleOrders([plan], [terms], lanes);

for (const order of orders)
  for (const line of order.lines)
    console.log(
      `${line.kind} ${line.quantity} (need ${line.need}), leaves ${formatDay(line.shipOn)}, ` +
        `arrives ${formatDay(line.arriveOn)}, costs ${line.lineCost}`,
    );
