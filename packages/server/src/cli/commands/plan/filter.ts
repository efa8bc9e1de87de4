import type { PlanLineSort } from '@stockwright/contract';
import type { Command } from 'commander';
import type { Verbs } from '../../program.js';
import { oneOf } from '../../values.js';

const KINDS = ['buy', 'transfer'] as const;
export const DECISIONS = ['open', 'approved', 'rejected', 'snoozed'] as const;
const SORTS = [
  'valueAtRisk',
  'lineCost',
  'quantity',
  'stockOutRisk',
  'orderOn',
  'arriveOn',
  'item',
  'from',
  'to',
] as const satisfies readonly PlanLineSort[];

/** Which lines are meant, and in which order. */
export interface FilterOptions {
  readonly kind?: (typeof KINDS)[number];
  readonly from?: string;
  readonly to?: string;
  readonly search?: string;
  readonly state?: (typeof DECISIONS)[number];
  readonly sort: PlanLineSort;
  readonly ascending?: boolean;
}

/** Adds the options that choose lines. */
export const withFilter = (command: Command, verbs: Verbs): Command =>
  command
    .option('--kind <kind>', verbs.word('option.lineKind'), oneOf(KINDS))
    .option('--from <code>', verbs.word('option.from'))
    .option('--to <code>', verbs.word('option.to'))
    .option('--search <text>', verbs.word('option.search'))
    .option('--state <state>', verbs.word('option.decisionState'), oneOf(DECISIONS))
    .option('--sort <column>', verbs.word('option.sort'), oneOf(SORTS), 'valueAtRisk')
    .option('--ascending', verbs.word('option.ascending'));

export const filterOf = ({ kind, from, to, search, state, sort, ascending }: FilterOptions) => ({
  kind,
  from,
  to,
  search,
  state,
  sort,
  descending: !ascending,
});

export const isFiltered = ({ kind, from, to, search, state }: FilterOptions): boolean =>
  [kind, from, to, search, state].some((given) => given !== undefined);
