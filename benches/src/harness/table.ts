import type { BenchReport, BenchRow } from './bench-shape.js';

/** Four significant digits; large numbers whole. */
const number = (value: number): string =>
  Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : `${+value.toPrecision(4)}`;

const columns: readonly { title: string; cell(row: BenchRow): string; right?: true }[] = [
  { title: 'set', cell: (row) => row.set },
  { title: 'method', cell: (row) => row.method },
  { title: 'metric', cell: (row) => row.metric },
  { title: 'value', cell: (row) => number(row.value), right: true },
  { title: 'unit', cell: (row) => row.unit },
  { title: '95 %', cell: ({ ci95 }) => (ci95 ? `${number(ci95[0])} … ${number(ci95[1])}` : '') },
  { title: 'peer', cell: (row) => row.peer ?? '' },
  {
    title: 'peer value',
    cell: (row) => (row.peerValue === undefined ? '' : number(row.peerValue)),
    right: true,
  },
  {
    title: 'ratio',
    cell: (row) => (row.ratio === undefined ? '' : `${number(row.ratio)}×`),
    right: true,
  },
  {
    title: 'target',
    cell: (row) => (row.target === undefined ? '' : number(row.target)),
    right: true,
  },
  { title: 'met', cell: (row) => (row.met === undefined ? '' : row.met ? 'yes' : 'NO') },
];

/** The report as a table for people; columns that no row fills are left out. */
export function formatReport(report: BenchReport): string {
  const { machine, seed, versions, rows } = report;
  const filled = columns.filter(({ cell }) => rows.some((row) => cell(row) !== ''));
  const lines = [
    filled.map(({ title }) => title),
    ...rows.map((r) => filled.map((c) => c.cell(r))),
  ];
  const widths = filled.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const table = lines.map((line) =>
    line
      .map((cell, at) => (filled[at].right ? cell.padStart(widths[at]) : cell.padEnd(widths[at])))
      .join('  ')
      .trimEnd(),
  );
  const parts = Object.entries(versions).map(([part, version]) => `${part} ${version}`);
  return [
    `${report.bench} · ${report.date} · seed ${seed}`,
    `${machine.cpu}, ${machine.cores} cores, node ${machine.node}${parts.map((p) => ` · ${p}`).join('')}`,
    '',
    ...table,
  ].join('\n');
}
