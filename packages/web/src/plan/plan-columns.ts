import type { PlanLineSort } from '@stockwright/contract';

export type ColumnName =
  | 'select'
  | 'item'
  | 'from'
  | 'to'
  | 'kind'
  | 'computed'
  | 'yours'
  | 'need'
  | 'cost'
  | 'dates'
  | 'risk'
  | 'valueAtRisk'
  | 'state';

export interface PlanColumn {
  readonly name: ColumnName;
  /** A CSS grid track. */
  readonly track: string;
  readonly isNumber?: boolean;
  readonly sort?: PlanLineSort;
}

/** The columns in the order a planner reads: what, whence, whither, how many, why, what for, state. */
export const PLAN_COLUMNS: readonly PlanColumn[] = [
  { name: 'select', track: '38px' },
  { name: 'item', track: 'minmax(228px, 1fr)', sort: 'item' },
  { name: 'from', track: 'minmax(112px, 160px)', sort: 'from' },
  { name: 'to', track: 'minmax(112px, 160px)', sort: 'to' },
  { name: 'kind', track: '84px' },
  { name: 'computed', track: '92px', isNumber: true, sort: 'quantity' },
  { name: 'yours', track: '112px', isNumber: true },
  { name: 'need', track: '76px', isNumber: true },
  { name: 'cost', track: '92px', isNumber: true, sort: 'lineCost' },
  { name: 'dates', track: '112px', isNumber: true, sort: 'orderOn' },
  { name: 'risk', track: '124px', sort: 'stockOutRisk' },
  { name: 'valueAtRisk', track: '104px', isNumber: true, sort: 'valueAtRisk' },
  { name: 'state', track: '118px' },
];

export const COLUMN_TRACKS = PLAN_COLUMNS.map((column) => column.track).join(' ');

export const columnIndex = (name: ColumnName): number =>
  PLAN_COLUMNS.findIndex((column) => column.name === name);
