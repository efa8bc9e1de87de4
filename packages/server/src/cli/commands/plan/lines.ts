import type { PlanLine } from '@stockwright/contract';
import { multiplyDecimal } from '@stockwright/core/units';
import { money, nameIn, percent } from '../../format.js';
import { cut, printTable } from '../../table.js';
import type { Voice } from '../../terminal.js';

/** Lines of a plan as a table; the computed quantity and a person's stand apart. */
export function printLines(voice: Voice, lines: readonly PlanLine[]): void {
  const { language } = voice;
  printTable(voice, lines, [
    { header: voice.word('column.line'), value: (row) => row.id, align: 'right' },
    { header: voice.word('column.kind'), value: (row) => voice.state(row.kind) },
    { header: voice.word('column.item'), value: (row) => row.item.code },
    { header: voice.word('column.name'), value: (row) => cut(nameIn(row.item, language), 30) },
    { header: voice.word('column.from'), value: (row) => row.from.code },
    { header: voice.word('column.to'), value: (row) => row.to.code },
    { header: voice.word('column.computed'), value: (row) => row.quantity, align: 'right' },
    {
      header: voice.word('column.decided'),
      value: (row) => row.decision?.quantity ?? null,
      align: 'right',
    },
    {
      header: voice.word('column.cost'),
      value: (row) => money(costInForce(row), row.currency, language),
      align: 'right',
    },
    { header: voice.word('column.orderOn'), value: (row) => row.orderOn },
    { header: voice.word('column.arriveOn'), value: (row) => row.arriveOn },
    {
      header: voice.word('column.risk'),
      value: (row) => percent(row.stockOutRisk),
      align: 'right',
    },
    { header: voice.word('column.state'), value: (row) => voice.state(lineState(row)) },
  ]);
}

/** Money for the quantity that will be ordered: a person's where there is one, else the computed one. */
const costInForce = ({ decision, unitCost, lineCost }: PlanLine): string =>
  decision?.quantity == null ? lineCost : multiplyDecimal(unitCost, decision.quantity);

const lineState = (line: PlanLine): string =>
  line.supplyOrderId !== null ? 'ordered' : (line.decision?.state ?? 'open');
