import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { judge } from '../benches/src/cases/judge.js';
import { runCases } from '../benches/src/cases/run-cases.js';

const shared = fileURLToPath(new URL('../../shared/cases/inventory', import.meta.url));

/** The kinds that a release must still know: a kind that drops out of the table would only be skipped. */
const knownKinds = [
  'newsvendor_normal',
  'newsvendor_discrete',
  'newsvendor_continuous',
  'newsvendor_profit',
  'newsvendor_sample',
  'newsvendor_moq_pack',
  'base_stock',
  'safety_stock_lead_time',
  'fill_rate',
  'eoq',
  'eoq_backorders',
  'epq',
  'eoq_all_units',
  'eoq_incremental',
  'transition_trace',
  'rq_exact_poisson',
  'rq_exact_normal',
  'rq_eil',
  'ss_exact',
  'wagner_whitin',
  'power_of_two',
  'erlang_lost_sales',
  'newsvendor_yield',
  'eoq_yield',
  'eoq_disruptions',
  'base_stock_disruptions',
  'season_markdown',
  'multi_item_budget',
  'core_deterministic',
  'core_stochastic',
  'finite_horizon_dp',
];

test.skipIf(!existsSync(shared))(
  'every inventory case with a solver of ours holds (skipped where ../shared/cases is absent)',
  () => {
    const report = runCases(shared);
    const failures = report.cases.filter(({ outcome }) => outcome === 'failed');
    expect(failures).toEqual([]);
    expect(report.failed).toBe(0);
    const passedKinds = new Set(report.cases.map(({ kind }) => kind));
    expect([...passedKinds]).toEqual(expect.arrayContaining(knownKinds));
  },
);

const folder = mkdtempSync(join(tmpdir(), 'stockwright-cases-'));
afterAll(() => rmSync(folder, { recursive: true }));

const eoqCase = (id: string, expected: object) => ({
  id,
  kind: 'eoq',
  inputs: { fixed_cost: 8, holding_cost: 0.225, demand_rate: 1300 },
  expected,
});

test('the runner tells a pass, a wrong number, a missing entry, a strange kind and a strange file apart', () => {
  const eoq = (value: number, tolerance = 0.001) => ({
    value,
    compare: 'eq',
    tol_abs: tolerance,
  });
  const file = {
    schema: 'inventory-cases/1',
    kind: 'eoq',
    cases: [
      eoqCase('right', { Q: eoq(304.0468), cost: eoq(68.4105) }),
      eoqCase('wrong', { Q: eoq(305) }),
      eoqCase('bound', { cost: { value: 60, compare: 'le' } }),
      eoqCase('absent', { Q: eoq(304.0468), colour: { value: 'red', compare: 'eq' } }),
      eoqCase('by-product', {
        Q: eoq(304.0468),
        colour: { value: 'red', compare: 'eq', note: 'optional' },
      }),
      eoqCase('main absent', { colour: { value: 'red', compare: 'eq', note: 'optional' } }),
      { ...eoqCase('odd input', { Q: eoq(1) }), inputs: { fixed_cost: 'eight' } },
    ],
  };
  writeFileSync(join(folder, 'eoq.json'), JSON.stringify(file));
  writeFileSync(
    join(folder, 'magic.json'),
    JSON.stringify({ schema: 'inventory-cases/1', kind: 'magic', cases: [{}, {}] }),
  );
  writeFileSync(join(folder, 'torn.json'), '{"schema": "inventory-ca');
  mkdirSync(join(folder, 'routes'));
  writeFileSync(join(folder, 'routes', 'X-n101.vrp'), 'NAME : X');
  const report = runCases(folder);
  expect(Object.fromEntries(report.cases.map(({ id, outcome }) => [id, outcome]))).toEqual({
    right: 'passed',
    wrong: 'failed',
    bound: 'failed',
    absent: 'failed',
    'by-product': 'passed',
    'main absent': 'failed',
    'odd input': 'skipped',
  });
  // Two of the strange kind, the torn file, the file of another format, and the odd input.
  expect(report).toMatchObject({ passed: 2, failed: 4, skipped: 5 });
  expect(runCases(folder, { kind: 'magic' })).toMatchObject({ passed: 0, failed: 0, skipped: 2 });
});

test('a decision with ties is judged by its cost, not by its looks', () => {
  const known = {
    id: 'tie',
    inputs: {},
    expected: {
      cost: { value: 7, compare: 'eq' as const },
      Q: { value: [3, 0], compare: 'eq' as const, note: 'one optimal plan; judge by cost' },
    },
  };
  const costOf = (_: string, decision: unknown): number =>
    (decision as number[]).reduce((sum, each) => sum + each, 4);
  const verdict = (Q: number[]) => judge(known, { values: { cost: 7, Q }, costOf });
  expect(verdict([0, 3]).passed).toBe(true);
  expect(verdict([0, 4]).problems).toEqual(['Q: got [0,4], which costs 8; expected cost 7']);
});
