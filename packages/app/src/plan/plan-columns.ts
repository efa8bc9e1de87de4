import type { Language } from '../messages/language.js';
import type { DecisionState, PlanLineKind } from '../postgres/index.js';
import type { DecisionFields } from './decision-rules.js';
import type { Decision, ItemRef, PlanLine } from './plan-line-query.js';

/** What a cell holds, which decides how it is written and shown. */
export type ColumnKind = 'id' | 'text' | 'pieces' | 'money' | 'number' | 'share' | 'day';

/** What a person may change in a workbook. */
export type EditableField = keyof DecisionFields;

export interface PlanColumn {
  readonly key: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly kind: ColumnKind;
  /** Width in characters. */
  readonly width: number;
  /** The field of a decision that the column edits; null = computed, locked. */
  readonly edits: EditableField | null;
  /** Told beside the header. */
  readonly note?: Readonly<Record<Language, string>>;
  /** Other headers under which the column is known when it is read back. */
  readonly aliases?: readonly string[];
  value(line: PlanLine, language: Language): string | number | null;
}

export const stateWords: Readonly<Record<Language, Readonly<Record<DecisionState, string>>>> = {
  en: { open: 'open', approved: 'approved', rejected: 'rejected', snoozed: 'snoozed' },
  'zh-CN': { open: '待定', approved: '已批准', rejected: '已拒绝', snoozed: '已暂缓' },
};

export const kindWords: Readonly<Record<Language, Readonly<Record<PlanLineKind, string>>>> = {
  en: { buy: 'buy', transfer: 'transfer' },
  'zh-CN': { buy: '采购', transfer: '调拨' },
};

/** What stands on a line, with nothing decided spelt out. */
export const fieldsOf = (decision: Decision | null): DecisionFields => ({
  state: decision?.state ?? 'open',
  quantity: decision?.quantity ?? null,
  reason: decision?.reason ?? null,
  until: decision?.until ?? null,
});

const nameIn = (ref: ItemRef, language: Language): string =>
  language === 'zh-CN' ? (ref.nameZh ?? ref.name) : ref.name;

/** The columns of an exported plan, from left to right. */
export const planColumns: readonly PlanColumn[] = [
  {
    key: 'line',
    title: { en: 'Line', 'zh-CN': '计划行' },
    kind: 'id',
    width: 9,
    edits: null,
    value: (line) => line.id,
  },
  {
    key: 'kind',
    title: { en: 'Kind', 'zh-CN': '类型' },
    kind: 'text',
    width: 10,
    edits: null,
    value: (line, language) => kindWords[language][line.kind],
  },
  {
    key: 'item',
    title: { en: 'Item', 'zh-CN': '商品编码' },
    kind: 'text',
    width: 14,
    edits: null,
    aliases: ['item code', 'sku', '商品'],
    value: (line) => line.item.code,
  },
  {
    key: 'itemName',
    title: { en: 'Item name', 'zh-CN': '商品名称' },
    kind: 'text',
    width: 36,
    edits: null,
    value: (line, language) => nameIn(line.item, language),
  },
  {
    key: 'from',
    title: { en: 'From', 'zh-CN': '发出地' },
    kind: 'text',
    width: 12,
    edits: null,
    aliases: ['supplier', '供应商', '来源'],
    value: (line) => line.from.code,
  },
  {
    key: 'fromName',
    title: { en: 'From name', 'zh-CN': '发出地名称' },
    kind: 'text',
    width: 20,
    edits: null,
    value: (line, language) => nameIn(line.from, language),
  },
  {
    key: 'to',
    title: { en: 'To', 'zh-CN': '接收地' },
    kind: 'text',
    width: 12,
    edits: null,
    aliases: ['receiving place', '目的地'],
    value: (line) => line.to.code,
  },
  {
    key: 'toName',
    title: { en: 'To name', 'zh-CN': '接收地名称' },
    kind: 'text',
    width: 20,
    edits: null,
    value: (line, language) => nameIn(line.to, language),
  },
  {
    key: 'need',
    title: { en: 'Need', 'zh-CN': '净需求' },
    kind: 'pieces',
    width: 10,
    edits: null,
    note: {
      en: 'Pieces that the numbers alone ask for, before pack sizes, minimums and shortages.',
      'zh-CN': '仅按数据计算的需求件数，未考虑包装数、最小起订量和缺货。',
    },
    value: (line) => line.need,
  },
  {
    key: 'computed',
    title: { en: 'Computed quantity', 'zh-CN': '计算数量' },
    kind: 'pieces',
    width: 12,
    edits: null,
    note: {
      en: 'What the plan computed, in pieces. It is never overwritten; write your own beside it.',
      'zh-CN': '计划计算出的件数，不会被覆盖；请在旁边填写人工数量。',
    },
    value: (line) => line.quantity,
  },
  {
    key: 'quantity',
    title: { en: 'Your quantity', 'zh-CN': '人工数量' },
    kind: 'pieces',
    width: 12,
    edits: 'quantity',
    aliases: ['your qty', 'quantity set', '调整数量', '人工调整数量'],
    note: {
      en: 'Whole pieces, 0 or more. Empty: the computed quantity stands. 0: order nothing.',
      'zh-CN': '填写不小于 0 的整数件数。留空：沿用计算数量；0：不下单。',
    },
    value: (line) => line.decision?.quantity ?? null,
  },
  {
    key: 'state',
    title: { en: 'State', 'zh-CN': '状态' },
    kind: 'text',
    width: 11,
    edits: 'state',
    aliases: ['decision', '决定'],
    note: {
      en: 'open, approved, rejected or snoozed. Only approved lines can be ordered; a snoozed line needs a day in “Until”.',
      'zh-CN': '待定、已批准、已拒绝或已暂缓。只有已批准的行才能下单；暂缓须填写“截止日期”。',
    },
    value: (line, language) => stateWords[language][line.decision?.state ?? 'open'],
  },
  {
    key: 'reason',
    title: { en: 'Reason', 'zh-CN': '原因' },
    kind: 'text',
    width: 30,
    edits: 'reason',
    aliases: ['why', '理由', '备注'],
    note: { en: 'Why; 500 characters at most.', 'zh-CN': '说明原因，最多 500 个字符。' },
    value: (line) => line.decision?.reason ?? null,
  },
  {
    key: 'until',
    title: { en: 'Until', 'zh-CN': '截止日期' },
    kind: 'day',
    width: 12,
    edits: 'until',
    aliases: ['valid until', '有效期至', '截止'],
    note: {
      en: 'Last day on which the decision holds (YYYY-MM-DD). Empty: for good.',
      'zh-CN': '决定有效的最后一天（YYYY-MM-DD）。留空：一直有效。',
    },
    value: (line) => line.decision?.until ?? null,
  },
  {
    key: 'unitCost',
    title: { en: 'Unit cost', 'zh-CN': '单位成本' },
    kind: 'money',
    width: 11,
    edits: null,
    value: (line) => line.unitCost,
  },
  {
    key: 'lineCost',
    title: { en: 'Line cost', 'zh-CN': '行成本' },
    kind: 'money',
    width: 12,
    edits: null,
    value: (line) => line.lineCost,
  },
  {
    key: 'currency',
    title: { en: 'Currency', 'zh-CN': '币种' },
    kind: 'text',
    width: 9,
    edits: null,
    value: (line) => line.currency,
  },
  {
    key: 'orderOn',
    title: { en: 'Order on', 'zh-CN': '下单日' },
    kind: 'day',
    width: 12,
    edits: null,
    value: (line) => line.orderOn,
  },
  {
    key: 'shipOn',
    title: { en: 'Ship on', 'zh-CN': '发货日' },
    kind: 'day',
    width: 12,
    edits: null,
    value: (line) => line.shipOn,
  },
  {
    key: 'arriveOn',
    title: { en: 'Arrive on', 'zh-CN': '到货日' },
    kind: 'day',
    width: 12,
    edits: null,
    value: (line) => line.arriveOn,
  },
  {
    key: 'stockOutRisk',
    title: { en: 'Stock-out risk', 'zh-CN': '缺货风险' },
    kind: 'share',
    width: 10,
    edits: null,
    note: {
      en: 'Probability of running out before the next chance, if this line is ignored.',
      'zh-CN': '若忽略该行，在下一次补货机会之前缺货的概率。',
    },
    value: (line) => line.stockOutRisk,
  },
  {
    key: 'valueAtRisk',
    title: { en: 'Value at risk', 'zh-CN': '风险金额' },
    kind: 'number',
    width: 12,
    edits: null,
    note: {
      en: 'Expected lost margin if this line is ignored.',
      'zh-CN': '若忽略该行，预计损失的毛利。',
    },
    value: (line) => line.valueAtRisk,
  },
  {
    key: 'orderGroup',
    title: { en: 'Order group', 'zh-CN': '订单组' },
    kind: 'id',
    width: 9,
    edits: null,
    note: {
      en: 'Lines with one number make one order.',
      'zh-CN': '编号相同的行合并为一张订单。',
    },
    value: (line) => line.orderGroup,
  },
  {
    key: 'order',
    title: { en: 'Order', 'zh-CN': '订单' },
    kind: 'text',
    width: 14,
    edits: null,
    note: {
      en: 'The order that this line became. It can no longer be changed here.',
      'zh-CN': '该行已生成的订单，不能再在此修改。',
    },
    value: (line) => line.supplyOrderNumber,
  },
  {
    key: 'decidedBy',
    title: { en: 'Decided by', 'zh-CN': '决定人' },
    kind: 'text',
    width: 14,
    edits: null,
    value: (line) => line.decision?.actor ?? null,
  },
  {
    key: 'decidedAt',
    title: { en: 'Decided at (UTC)', 'zh-CN': '决定时间（UTC）' },
    kind: 'text',
    width: 20,
    edits: null,
    value: (line) => line.decision?.decidedAt.slice(0, 19).replace('T', ' ') ?? null,
  },
];
