import { readFile, writeFile } from 'node:fs/promises';
import type { Database } from '@stockwright/app';
import type { PlanLine, PlanLineSort } from '@stockwright/contract';
import { multiplyDecimal } from '@stockwright/core/units';
import type { Command } from 'commander';
import type { House } from '../../composition.js';
import { EXIT } from '../exit-codes.js';
import { explainLine } from '../explain-line.js';
import { count, money, nameIn, percent } from '../format.js';
import { chosenRun } from '../newest-run.js';
import { runPlanHere } from '../plan-here.js';
import type { Verbs } from '../program.js';
import type { Session } from '../session.js';
import { cut, printTable } from '../table.js';
import type { Voice } from '../terminal.js';
import { UsageError } from '../usage.js';
import { dayOf, idOf, limitOf, oneOf, piecesOf } from '../values.js';

const KINDS = ['buy', 'transfer'] as const;
const DECISIONS = ['open', 'approved', 'rejected', 'snoozed'] as const;
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

function runVerb(plan: Command, verbs: Verbs): void {
  verbs
    .verb(plan, 'run', 'help.planRun', 'npx stockwright plan run --as-of 2011-10-31', {
      isDefault: true,
    })
    .option('--as-of <day>', verbs.word('option.asOf'), dayOf)
    .option('--seed <text>', verbs.word('option.seed'))
    .action(async (options: { asOf?: string; seed?: string }, command: Command) => {
      const session = verbs.open(command);
      await session.withExistingHouse(async (house) => {
        const { getPlanRun } = await import('@stockwright/app');
        const { runId, created } = await runPlanHere(session, house, options);
        const run = await getPlanRun(house.store.database, runId);
        const { voice } = session;
        if (voice.json) return voice.object({ ...run, created });
        if (!created) voice.tell('plan.same', { id: runId });
        await printSummary(voice, house.store.database, run);
        voice.tell('plan.nextSteps', { id: runId });
      });
    });
}

/** What a plan came to, in a few lines; where it is empty, what the data lacks for more. */
export async function printSummary(
  voice: Voice,
  database: Database,
  run: { readonly id: number; readonly asOf: string; readonly summary: PlanSummary },
): Promise<void> {
  const { summary } = run;
  const { language } = voice;
  const amount = (value: string | number) => money(value, summary.currency, language);
  const pieces = (value: number) => count(value, language);
  voice.line(voice.word('summary.title', { id: run.id, day: run.asOf }));
  voice.line(
    voice.word('summary.planned', {
      itemLocations: pieces(summary.itemLocationCount),
      items: pieces(summary.itemCount),
    }),
  );
  voice.line(
    voice.word('summary.buy', {
      lines: pieces(summary.buyLineCount),
      orders: pieces(summary.purchaseOrderCount),
      cost: amount(summary.buyCost),
    }),
  );
  voice.line(
    voice.word('summary.move', {
      lines: pieces(summary.transferLineCount),
      orders: pieces(summary.transferOrderCount),
      cost: amount(summary.transferCost),
    }),
  );
  voice.line(voice.word('summary.atRisk', { value: amount(summary.valueAtRisk) }));
  if (summary.buyLineCount + summary.transferLineCount === 0) await tellLack(voice, database);
}

/** Says what a plan cannot do without and the data does not hold. */
async function tellLack(voice: Voice, database: Database): Promise<void> {
  const { planLacks } = await import('@stockwright/app');
  const lacking = await planLacks(database);
  if (lacking.length === 0) return;
  const kinds = lacking.map((kind) => voice.state(kind)).join(voice.word('word.listComma'));
  voice.tell('plan.lacks', { kinds });
}

interface PlanSummary {
  readonly itemCount: number;
  readonly itemLocationCount: number;
  readonly buyLineCount: number;
  readonly transferLineCount: number;
  readonly purchaseOrderCount: number;
  readonly transferOrderCount: number;
  readonly buyCost: string;
  readonly transferCost: string;
  readonly valueAtRisk: number;
  readonly currency: string;
}

function listVerb(plan: Command, verbs: Verbs): void {
  verbs
    .verb(plan, 'list', 'help.planList', 'npx stockwright plan list')
    .action(async (_options: object, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { listPlanRuns } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const { data } = await listPlanRuns(store.database);
        if (voice.json) return voice.object({ data });
        if (data.length === 0) return voice.tell('plan.noneYet');
        const { language } = voice;
        printTable(voice, data, [
          { header: voice.word('column.plan'), value: (row) => row.id, align: 'right' },
          { header: voice.word('column.asOf'), value: (row) => row.asOf },
          {
            header: voice.word('column.buyLines'),
            value: (row) => row.summary.buyLineCount,
            align: 'right',
          },
          {
            header: voice.word('column.transferLines'),
            value: (row) => row.summary.transferLineCount,
            align: 'right',
          },
          {
            header: voice.word('column.cost'),
            value: (row) => money(row.summary.buyCost, row.summary.currency, language),
            align: 'right',
          },
          { header: voice.word('column.made'), value: (row) => row.createdAt },
        ]);
      });
    });
}

interface FilterOptions {
  readonly kind?: (typeof KINDS)[number];
  readonly from?: string;
  readonly to?: string;
  readonly search?: string;
  readonly state?: (typeof DECISIONS)[number];
  readonly sort: PlanLineSort;
  readonly ascending?: boolean;
}

const withFilter = (command: Command, verbs: Verbs): Command =>
  command
    .option('--kind <kind>', verbs.word('option.lineKind'), oneOf(KINDS))
    .option('--from <code>', verbs.word('option.from'))
    .option('--to <code>', verbs.word('option.to'))
    .option('--search <text>', verbs.word('option.search'))
    .option('--state <state>', verbs.word('option.decisionState'), oneOf(DECISIONS))
    .option('--sort <column>', verbs.word('option.sort'), oneOf(SORTS), 'valueAtRisk')
    .option('--ascending', verbs.word('option.ascending'));

const filterOf = ({ kind, from, to, search, state, sort, ascending }: FilterOptions) => ({
  kind,
  from,
  to,
  search,
  state,
  sort,
  descending: !ascending,
});

const isFiltered = ({ kind, from, to, search, state }: FilterOptions): boolean =>
  [kind, from, to, search, state].some((given) => given !== undefined);

function showVerb(plan: Command, verbs: Verbs): void {
  withFilter(
    verbs
      .verb(plan, 'show', 'help.planShow', 'npx stockwright plan show --kind buy --sort lineCost')
      .argument('[plan]', verbs.word('argument.plan'), idOf),
    verbs,
  )
    .option('--limit <rows>', verbs.word('option.limit'), limitOf, 30)
    .option('--cursor <text>', verbs.word('option.cursor'))
    .action(
      async (
        id: number | undefined,
        options: FilterOptions & { limit: number; cursor?: string },
        command: Command,
      ) => {
        const session = verbs.open(command);
        const { voice } = session;
        const { listPlanLines } = await import('@stockwright/app');
        await session.withExistingHouse(async ({ store }) => {
          const runId = await chosenRun(store.database, id);
          const { limit, cursor } = options;
          const page = await listPlanLines(store.database, runId, {
            ...filterOf(options),
            limit,
            cursor,
          });
          if (voice.json) return voice.object({ runId, ...page });
          if (page.total === 0) {
            if (isFiltered(options)) return voice.tell('plan.noLines', { id: runId });
            voice.tell('plan.empty');
            return tellLack(voice, store.database);
          }
          printLines(voice, page.data);
          voice.tellPage(page);
        });
      },
    );
}

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

function lineVerb(plan: Command, verbs: Verbs): void {
  verbs
    .verb(plan, 'line', 'help.planLine', 'npx stockwright plan line 42')
    .argument('<line>', verbs.word('argument.line'), idOf)
    .action(async (id: number, _options: object, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { getPlanLine } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const line = await getPlanLine(store.database, id);
        if (voice.json) return voice.object(line);
        printLines(voice, [line]);
        explainLine(voice, line);
      });
    });
}

interface DecideOptions {
  readonly plan?: number;
  readonly quantity?: number;
  readonly reason?: string;
  readonly until?: string;
  readonly actor: string;
}

function decideVerb(plan: Command, verbs: Verbs): void {
  verbs
    .verb(
      plan,
      'decide',
      'help.planDecide',
      'npx stockwright plan decide approved 42 43\nnpx stockwright plan decide approved 42 --quantity 24 --reason "shelf space"',
    )
    .argument('<state>', verbs.word('argument.decision'), oneOf(DECISIONS))
    .argument('<lines...>', verbs.word('argument.lines'), collectIds)
    .option('--plan <id>', verbs.word('argument.plan'), idOf)
    .option('--quantity <pieces>', verbs.word('option.quantity'), piecesOf)
    .option('--reason <text>', verbs.word('option.reason'))
    .option('--until <day>', verbs.word('option.until'), dayOf)
    .option('--actor <name>', verbs.word('option.actor'), 'cli')
    .action(
      async (
        state: (typeof DECISIONS)[number],
        lineIds: readonly number[],
        options: DecideOptions,
        command: Command,
      ) => {
        const session = verbs.open(command);
        const { voice } = session;
        if (options.quantity !== undefined && lineIds.length > 1)
          throw new UsageError('usage.quantityForOne');
        const { decide, describeProblem } = await import('@stockwright/app');
        await session.withExistingHouse(async ({ store }) => {
          const runId = await chosenRun(store.database, options.plan);
          const { quantity = null, reason = null, until = null, actor } = options;
          const decisions = lineIds.map((lineId) => ({ lineId, state, quantity, reason, until }));
          const reply = await decide(store.database, runId, decisions, actor);
          if (voice.json) return voice.object(reply);
          printLines(voice, reply.data);
          for (const { code, facts } of reply.warnings)
            voice.tellText(describeProblem(code, facts, voice.language));
        });
      },
    );
}

const collectIds = (text: string, former: readonly number[] = []): readonly number[] => [
  ...former,
  idOf(text),
];

function orderVerb(plan: Command, verbs: Verbs): void {
  verbs
    .verb(
      plan,
      'order',
      'help.planOrder',
      'npx stockwright plan order --approved\nnpx stockwright plan order 42 43',
    )
    .argument('[lines...]', verbs.word('argument.lines'), collectIds)
    .option('--approved', verbs.word('option.allApproved'))
    .option('--plan <id>', verbs.word('argument.plan'), idOf)
    .option('--actor <name>', verbs.word('option.actor'), 'cli')
    .action(
      async (
        given: readonly number[] | undefined,
        options: { approved?: boolean; plan?: number; actor: string },
        command: Command,
      ) => {
        const session = verbs.open(command);
        const { voice } = session;
        const named = given ?? [];
        if (named.length > 0 === Boolean(options.approved)) throw new UsageError('usage.orderWhat');
        const { orderLines } = await import('@stockwright/app');
        await session.withExistingHouse(async (house) => {
          const { database } = house.store;
          const runId = await chosenRun(database, options.plan);
          const lineIds = named.length > 0 ? named : await approvedLines(house, runId);
          if (lineIds.length === 0) return voice.tell('plan.noneApproved', { id: runId });
          const reply = await orderLines(database, runId, lineIds, options.actor);
          if (voice.json) return voice.object(reply);
          voice.line(
            voice.word('plan.ordered', {
              lines: reply.orderedLineCount,
              orders: reply.orderIds.length,
              ids: reply.orderIds.join(', '),
              already: reply.alreadyOrderedLineCount,
            }),
          );
        });
      },
    );
}

/** Every approved line of a run that has no order yet. */
async function approvedLines({ store }: House, runId: number): Promise<number[]> {
  const { listPlanLines } = await import('@stockwright/app');
  const ids: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await listPlanLines(store.database, runId, {
      state: 'approved',
      limit: 1000,
      cursor,
    });
    for (const line of page.data) if (line.supplyOrderId === null) ids.push(line.id);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return ids;
}

function exportVerb(plan: Command, verbs: Verbs): void {
  withFilter(
    verbs
      .verb(
        plan,
        'export',
        'help.planExport',
        'npx stockwright plan export --output plan.xlsx\nnpx stockwright plan export --format csv > plan.csv',
      )
      .argument('[plan]', verbs.word('argument.plan'), idOf),
    verbs,
  )
    .option('--format <format>', verbs.word('option.format'), oneOf(['csv', 'xlsx', 'json']))
    .option('--output <file>', verbs.word('option.output'))
    .action(
      async (
        id: number | undefined,
        options: FilterOptions & { format?: 'csv' | 'xlsx' | 'json'; output?: string },
        command: Command,
      ) => {
        const session = verbs.open(command);
        const format = options.format ?? formatOf(options.output, session.voice.json);
        if (!options.output && format === 'xlsx' && session.voice.terminal.data.isTTY)
          throw new UsageError('usage.outputNeeded');
        await session.withExistingHouse((house) => exportPlan(session, house, id, format, options));
      },
    );
}

type Format = 'csv' | 'xlsx' | 'json';

const formatOf = (output: string | undefined, json: boolean): Format => {
  const ending = /\.(csv|xlsx|json)$/i.exec(output ?? '')?.[1]?.toLowerCase();
  return (ending as Format | undefined) ?? (json ? 'json' : 'csv');
};

async function exportPlan(
  session: Session,
  { store }: House,
  id: number | undefined,
  format: Format,
  options: FilterOptions & { output?: string },
): Promise<void> {
  const { exportLines, tellingProblems } = await import('@stockwright/app');
  const { voice } = session;
  const runId = await chosenRun(store.database, id);
  const file = await exportLines(store.database, runId, filterOf(options), format, voice.language);
  const { output } = options;
  if (!output) {
    voice.terminal.data.write(file.bytes);
    return;
  }
  await tellingProblems(output, 'write', () => writeFile(output, file.bytes));
  voice.tell('plan.exported', { file: output });
}

interface WorkbookOptions {
  readonly plan?: number;
  readonly apply?: boolean;
  readonly onConflict: 'keep' | 'take';
  readonly actor: string;
}

function workbookVerb(plan: Command, verbs: Verbs): void {
  verbs
    .verb(
      plan,
      'read-workbook',
      'help.planReadWorkbook',
      'npx stockwright plan read-workbook plan.xlsx\nnpx stockwright plan read-workbook plan.xlsx --apply',
    )
    .argument('<file>', verbs.word('argument.workbook'))
    .option('--plan <id>', verbs.word('argument.plan'), idOf)
    .option('--apply', verbs.word('option.apply'))
    .option('--on-conflict <way>', verbs.word('option.onConflict'), oneOf(['keep', 'take']), 'keep')
    .option('--actor <name>', verbs.word('option.actor'), 'cli')
    .action(async (file: string, options: WorkbookOptions, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { readWorkbook, tellingProblems } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const { apply = false, onConflict, actor } = options;
        const runId = await chosenRun(store.database, options.plan);
        const bytes = await tellingProblems(file, 'read', () => readFile(file));
        const preview = await readWorkbook(store.database, runId, bytes, {
          apply,
          onConflict,
          actor,
          language: voice.language,
        });
        if (preview.rejects.length > 0) session.outcome.exitCode = EXIT.failed;
        if (voice.json) return voice.object(preview);
        if (preview.changes.length > 0)
          printTable(voice, preview.changes, [
            { header: voice.word('column.row'), value: (row) => row.row, align: 'right' },
            { header: voice.word('column.item'), value: (row) => row.itemCode },
            { header: voice.word('column.field'), value: (row) => row.field },
            { header: voice.word('column.exported'), value: (row) => row.base },
            { header: voice.word('column.now'), value: (row) => row.theirs },
            { header: voice.word('column.file'), value: (row) => row.mine },
            {
              header: voice.word('column.conflict'),
              value: (row) => (row.conflict ? voice.word('word.conflict') : ''),
            },
          ]);
        for (const { row, field, reason } of preview.rejects)
          voice.tell('workbook.reject', { row, field, reason });
        voice.tell(preview.applied ? 'workbook.applied' : 'workbook.preview', {
          changes: preview.changes.length,
          conflicts: preview.conflicts,
          rejects: preview.rejects.length,
        });
      });
    });
}
