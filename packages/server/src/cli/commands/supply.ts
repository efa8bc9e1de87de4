import type { SupplyOrderDetail } from '@stockwright/contract';
import type { Command } from 'commander';
import type { House } from '../../composition.js';
import { money, nameIn, percent } from '../format.js';
import type { Verbs } from '../program.js';
import type { Session } from '../session.js';
import { cut, printTable } from '../table.js';
import type { Voice } from '../terminal.js';
import { UsageError } from '../usage.js';
import { dayOf, idOf, limitOf, oneOf } from '../values.js';

const STATES = [
  'proposed',
  'approved',
  'sent',
  'confirmed',
  'partly_received',
  'received',
  'closed',
  'cancelled',
] as const;

/** Verbs that move an order on, and the state each leads to. */
const MOVES = [
  ['approve', 'approved'],
  ['send', 'sent'],
  ['confirm', 'confirmed'],
  ['close', 'closed'],
  ['cancel', 'cancelled'],
] as const;

/** `stockwright supply`: purchase and transfer orders through their life. */
export function supplyVerb(program: Command, verbs: Verbs): void {
  const supply = verbs.verb(
    program,
    'supply',
    'help.supply',
    'npx stockwright supply list --state approved\nnpx stockwright supply receive 12 --all',
  );
  listVerb(supply, verbs);
  showVerb(supply, verbs);
  for (const [name, to] of MOVES) moveVerb(supply, verbs, name, to);
  shipVerb(supply, verbs);
  receiveVerb(supply, verbs);
  reliabilityVerb(supply, verbs);
}

interface ListOptions {
  readonly kind?: 'purchase' | 'transfer';
  readonly state?: (typeof STATES)[number];
  readonly limit: number;
  readonly cursor?: string;
}

function listVerb(supply: Command, verbs: Verbs): void {
  verbs
    .verb(supply, 'list', 'help.supplyList', 'npx stockwright supply list --kind purchase')
    .option('--kind <kind>', verbs.word('option.orderKind'), oneOf(['purchase', 'transfer']))
    .option('--state <state>', verbs.word('option.orderState'), oneOf(STATES))
    .option('--limit <rows>', verbs.word('option.limit'), limitOf, 50)
    .option('--cursor <text>', verbs.word('option.cursor'))
    .action(async (options: ListOptions, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { listSupplyOrders } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const page = await listSupplyOrders(store.database, options);
        if (voice.json) return voice.object(page);
        if (page.total === 0) return voice.tell('supply.none');
        printTable(voice, page.data, [
          { header: voice.word('column.id'), value: (row) => row.id, align: 'right' },
          { header: voice.word('column.number'), value: (row) => row.number },
          { header: voice.word('column.from'), value: (row) => row.from.code },
          { header: voice.word('column.to'), value: (row) => row.to.code },
          { header: voice.word('column.state'), value: (row) => voice.state(row.state) },
          { header: voice.word('column.arriveOn'), value: (row) => row.arriveOn },
          { header: voice.word('column.lines'), value: (row) => row.lineCount, align: 'right' },
          {
            header: voice.word('column.ordered'),
            value: (row) => row.orderedPieces,
            align: 'right',
          },
          {
            header: voice.word('column.received'),
            value: (row) => row.receivedPieces,
            align: 'right',
          },
          {
            header: voice.word('column.cost'),
            value: (row) => money(row.cost, row.currency, voice.language),
            align: 'right',
          },
        ]);
        voice.tellPage(page);
      });
    });
}

function showVerb(supply: Command, verbs: Verbs): void {
  verbs
    .verb(supply, 'show', 'help.supplyShow', 'npx stockwright supply show 12')
    .argument('<order>', verbs.word('argument.order'), idOf)
    .action(async (id: number, _options: object, command: Command) => {
      const session = verbs.open(command);
      const { getSupplyOrder } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) =>
        printOrder(session.voice, await getSupplyOrder(store.database, id)),
      );
    });
}

interface MoveOptions {
  readonly on?: string;
  readonly arriveOn?: string;
  readonly reason?: string;
  readonly actor: string;
}

function moveVerb(
  supply: Command,
  verbs: Verbs,
  name: (typeof MOVES)[number][0],
  to: (typeof MOVES)[number][1],
): void {
  const verb = verbs
    .verb(supply, name, `help.supply_${name}`, `npx stockwright supply ${name} 12`)
    .argument('<order>', verbs.word('argument.order'), idOf)
    .option('--on <day>', verbs.word('option.on'), dayOf)
    .option('--reason <text>', verbs.word('option.reason'))
    .option('--actor <name>', verbs.word('option.actor'), 'cli');
  if (to === 'confirmed') verb.option('--arrive-on <day>', verbs.word('option.arriveOn'), dayOf);
  verb.action(async (id: number, options: MoveOptions, command: Command) => {
    const session = verbs.open(command);
    const { moveSupplyOrder } = await import('@stockwright/app');
    await session.withExistingHouse(async ({ store, today }) =>
      printOrder(
        session.voice,
        await moveSupplyOrder(store.database, id, { ...options, to, on: options.on ?? today() }),
      ),
    );
  });
}

function shipVerb(supply: Command, verbs: Verbs): void {
  verbs
    .verb(supply, 'ship', 'help.supply_ship', 'npx stockwright supply ship 12')
    .argument('<order>', verbs.word('argument.order'), idOf)
    .option('--on <day>', verbs.word('option.on'), dayOf)
    .option('--actor <name>', verbs.word('option.actor'), 'cli')
    .action(async (id: number, options: { on?: string; actor: string }, command: Command) => {
      const session = verbs.open(command);
      const { shipSupplyOrder } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store, today }) =>
        printOrder(
          session.voice,
          await shipSupplyOrder(store.database, id, {
            shippedOn: options.on ?? today(),
            actor: options.actor,
          }),
        ),
      );
    });
}

interface ReceiveOptions {
  readonly all?: boolean;
  readonly line?: readonly LineReceipt[];
  readonly on?: string;
  readonly reason?: string;
  readonly actor: string;
}

interface LineReceipt {
  readonly lineId: number;
  readonly accepted: number;
  readonly rejected: number;
}

function receiveVerb(supply: Command, verbs: Verbs): void {
  verbs
    .verb(
      supply,
      'receive',
      'help.supply_receive',
      'npx stockwright supply receive 12 --all\nnpx stockwright supply receive 12 --line 40=18 --line 41=10:2',
    )
    .argument('<order>', verbs.word('argument.order'), idOf)
    .option('--all', verbs.word('option.receiveAll'))
    .option('--line <line=pieces>', verbs.word('option.receiveLine'), collectReceipt)
    .option('--on <day>', verbs.word('option.on'), dayOf)
    .option('--reason <text>', verbs.word('option.rejectReason'))
    .option('--actor <name>', verbs.word('option.actor'), 'cli')
    .action(async (id: number, options: ReceiveOptions, command: Command) => {
      const session = verbs.open(command);
      if (Boolean(options.all) === Boolean(options.line)) throw new UsageError('usage.receiveWhat');
      await session.withExistingHouse((house) => receive(session, house, id, options));
    });
}

async function receive(session: Session, house: House, id: number, options: ReceiveOptions) {
  const { getSupplyOrder, receiveSupplyOrder } = await import('@stockwright/app');
  const { database } = house.store;
  const { reason, actor } = options;
  const lines = options.line ?? outstanding(await getSupplyOrder(database, id));
  if (lines.length === 0) return session.voice.tell('supply.nothingOutstanding', { id });
  const order = await receiveSupplyOrder(database, id, {
    receivedOn: options.on ?? house.today(),
    lines: lines.map((line) => ({ ...line, reason })),
    actor,
  });
  printOrder(session.voice, order);
}

const outstanding = (order: SupplyOrderDetail): LineReceipt[] =>
  order.lines
    .map(({ id, ordered, confirmed, received }) => ({
      lineId: id,
      accepted: (confirmed ?? ordered) - received,
      rejected: 0,
    }))
    .filter(({ accepted }) => accepted > 0);

/** `40=18` or `40=18:2` (18 good, 2 refused), collected over repeated flags. */
function collectReceipt(text: string, former: readonly LineReceipt[] = []): LineReceipt[] {
  const match = /^(\d+)=(\d+)(?::(\d+))?$/.exec(text);
  if (!match) throw new UsageError('usage.receiveLine', { value: text });
  const [lineId, accepted, rejected] = [match[1], match[2], match[3] ?? '0'].map(Number);
  return [...former, { lineId, accepted, rejected }];
}

function reliabilityVerb(supply: Command, verbs: Verbs): void {
  verbs
    .verb(supply, 'reliability', 'help.supplyReliability', 'npx stockwright supply reliability')
    .action(async (_options: object, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      const { supplierReliability } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const data = await supplierReliability(store.database);
        if (voice.json) return voice.object({ data });
        if (data.length === 0) return voice.tell('supply.noReceipts');
        printTable(voice, data, [
          { header: voice.word('column.from'), value: (row) => row.from.code },
          { header: voice.word('column.to'), value: (row) => row.to.code },
          {
            header: voice.word('column.receipts'),
            value: (row) => row.receiptCount,
            align: 'right',
          },
          {
            header: voice.word('column.leadTimeDays'),
            value: (row) => `${row.leadTimeMeanDays.toFixed(1)} ± ${row.leadTimeSdDays.toFixed(1)}`,
            align: 'right',
          },
          {
            header: voice.word('column.onTime'),
            value: (row) => percent(row.onTimeShare),
            align: 'right',
          },
          {
            header: voice.word('column.fill'),
            value: (row) => percent(row.fillShare),
            align: 'right',
          },
        ]);
      });
    });
}

function printOrder(voice: Voice, order: SupplyOrderDetail): void {
  if (voice.json) {
    voice.object(order);
    return;
  }
  voice.line(
    `${order.number}  ${order.from.code} → ${order.to.code}  ${voice.state(order.state)}  ` +
      `${order.orderOn} → ${order.arriveOn}  ${money(order.cost, order.currency, voice.language)}`,
  );
  printTable(voice, order.lines, [
    { header: voice.word('column.line'), value: (row) => row.id, align: 'right' },
    { header: voice.word('column.item'), value: (row) => row.item.code },
    {
      header: voice.word('column.name'),
      value: (row) => cut(nameIn(row.item, voice.language), 36),
    },
    { header: voice.word('column.ordered'), value: (row) => row.ordered, align: 'right' },
    { header: voice.word('column.confirmed'), value: (row) => row.confirmed, align: 'right' },
    { header: voice.word('column.received'), value: (row) => row.received, align: 'right' },
  ]);
  if (order.nextStates.length > 0)
    voice.tell('supply.next', {
      states: order.nextStates.map((state) => voice.state(state)).join(', '),
    });
}
