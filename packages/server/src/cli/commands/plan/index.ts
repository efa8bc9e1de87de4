import type { Command } from 'commander';
import type { Verbs } from '../../program.js';
import { decideVerb } from './decide.js';
import { exportVerb } from './export.js';
import { lineVerb } from './line.js';
import { listVerb } from './list.js';
import { orderVerb } from './order.js';
import { workbookVerb } from './read-workbook.js';
import { runVerb } from './run.js';
import { showVerb } from './show.js';

export { printLines } from './lines.js';
export { printSummary } from './summary.js';

/** `stockwright plan`: make plans, look at them, decide, order, and take them to a workbook and back. */
export function planVerb(program: Command, verbs: Verbs): void {
  const plan = verbs.verb(
    program,
    'plan',
    'help.plan',
    'npx stockwright plan run\nnpx stockwright plan show --kind buy --sort lineCost',
  );
  runVerb(plan, verbs);
  listVerb(plan, verbs);
  showVerb(plan, verbs);
  lineVerb(plan, verbs);
  decideVerb(plan, verbs);
  orderVerb(plan, verbs);
  exportVerb(plan, verbs);
  workbookVerb(plan, verbs);
}
