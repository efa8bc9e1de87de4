import type { Decision, PlanLine, PlanRun } from '@stockwright/app';

/** Plan lines and runs without a database, for what is pure. */
export const madeUpRun: PlanRun = {
  id: 7,
  asOf: '2026-05-03',
  seed: 'seed',
  engineVersion: '0.1.0',
  inputsHash: 'hash-of-run-7',
  inputs: { sources: [] },
  settings: {},
  summary: {
    itemCount: 0,
    itemLocationCount: 0,
    buyLineCount: 0,
    transferLineCount: 0,
    purchaseOrderCount: 0,
    transferOrderCount: 0,
    buyCost: '0.0000',
    transferCost: '0.0000',
    valueAtRisk: 0,
    currency: 'GBP',
    history: {},
    methods: {},
    seconds: {},
  },
  createdAt: '2026-05-04T06:00:00.000Z',
};

const place = (id: number, code: string, kind: 'supplier' | 'warehouse') => ({
  id,
  code,
  name: `Place ${code}`,
  nameZh: `地点 ${code}`,
  kind,
});

export const madeUpLine = (id: number, given: Partial<PlanLine> = {}): PlanLine => ({
  id,
  kind: 'buy',
  item: { id, code: `BEAR-${id}`, name: `Bear ${id}`, nameZh: `熊 ${id}` },
  from: place(1, 'NINGBO', 'supplier'),
  to: place(2, 'DC', 'warehouse'),
  orderGroup: 1,
  quantity: 120,
  need: 118,
  unitCost: '2.5000',
  lineCost: '300.0000',
  currency: 'GBP',
  orderOn: '2026-05-04',
  shipOn: '2026-05-05',
  arriveOn: '2026-06-10',
  stockOutRisk: 0.25,
  valueAtRisk: 50.5,
  decision: null,
  supplyOrderId: null,
  supplyOrderNumber: null,
  ...given,
});

export const madeUpDecision = (given: Partial<Decision> = {}): Decision => ({
  state: 'open',
  quantity: null,
  reason: null,
  until: null,
  actor: 'ann',
  decidedAt: '2026-05-04T08:30:00.000Z',
  ...given,
});
