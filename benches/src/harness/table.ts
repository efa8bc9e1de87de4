import type { Bench, BenchReport, BenchRow } from './bench-shape.js';

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

/** The report as tables for people. */
export function formatReport(report: BenchReport, layout: Bench['layout'] = 'rows'): string {
  const { machine, seed, versions, rows } = report;
  const parts = Object.entries(versions).map(([part, version]) => `${part} ${version}`);
  return [
    `${report.bench} · ${report.date} · seed ${seed}`,
    `${machine.cpu}, ${machine.cores} cores, node ${machine.node}${parts.map((p) => ` · ${p}`).join('')}`,
    '',
    ...(layout === 'rows' ? lineByLine(rows) : setBySet(rows)),
  ].join('\n');
}

/** A line per row; columns that no row fills are left out. */
function lineByLine(rows: readonly BenchRow[]): string[] {
  const filled = columns.filter(({ cell }) => rows.some((row) => cell(row) !== ''));
  return aligned(
    [filled.map(({ title }) => title), ...rows.map((r) => filled.map((c) => c.cell(r)))],
    filled.map(({ right }) => right === true),
  );
}

/**
 * Per set a line per method, best first by the first metric, then the rows that have a target or an interval
 * or are of one method alone.
 */
function setBySet(rows: readonly BenchRow[]): string[] {
  return [...new Set(rows.map(({ set }) => set))].flatMap((set) => {
    const own = rows.filter((row) => row.set === set);
    const isShared = ({ metric }: BenchRow): boolean =>
      own.some((other) => other.metric === metric && other.method !== own[0].method);
    const plain = own.filter((row) => row.target === undefined && !row.ci95 && isShared(row));
    const metrics = [...new Set(plain.map(({ metric }) => metric))];
    const methods = [...new Set(plain.map(({ method }) => method))];
    const value = (method: string, metric: string): number | undefined =>
      plain.find((row) => row.method === method && row.metric === metric)?.value;
    methods.sort((a, b) => (value(a, metrics[0]) ?? Infinity) - (value(b, metrics[0]) ?? Infinity));
    const lines = methods.map((method) => [
      method,
      ...metrics.map((metric) => {
        const found = value(method, metric);
        return found === undefined ? '' : number(found);
      }),
    ]);
    const table = aligned([['method', ...metrics], ...lines], [false, ...metrics.map(() => true)]);
    const judged = own.filter((row) => !plain.includes(row));
    return [set, ...table, ...(judged.length > 0 ? ['', ...lineByLine(judged)] : []), ''];
  });
}

/** Lines of cells, each column as wide as its widest cell. */
function aligned(lines: readonly (readonly string[])[], right: readonly boolean[]): string[] {
  const widths = right.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) =>
    line
      .map((cell, at) => (right[at] ? cell.padStart(widths[at]) : cell.padEnd(widths[at])))
      .join('  ')
      .trimEnd(),
  );
}
