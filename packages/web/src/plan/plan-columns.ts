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
  { name: 'item', track: 'minmax(190px, 1fr)', sort: 'item' },
  { name: 'from', track: 'minmax(112px, 170px)', sort: 'from' },
  { name: 'to', track: 'minmax(112px, 170px)', sort: 'to' },
  { name: 'kind', track: '72px' },
  { name: 'computed', track: '84px', isNumber: true, sort: 'quantity' },
  { name: 'yours', track: '92px', isNumber: true },
  { name: 'need', track: '64px', isNumber: true },
  { name: 'cost', track: '76px', isNumber: true, sort: 'lineCost' },
  { name: 'dates', track: '106px', isNumber: true, sort: 'orderOn' },
  { name: 'risk', track: '122px', sort: 'stockOutRisk' },
  { name: 'valueAtRisk', track: '86px', isNumber: true, sort: 'valueAtRisk' },
  { name: 'state', track: '100px' },
];

export const COLUMN_TRACKS = PLAN_COLUMNS.map((column) => column.track).join(' ');

export const columnIndex = (name: ColumnName): number =>
  PLAN_COLUMNS.findIndex((column) => column.name === name);
