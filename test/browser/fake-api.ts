import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type {
  DecisionInput,
  ItemRef,
  Job,
  LocationRef,
  PlanLine,
  PlanLineDetail,
  PlanRun,
  PlanSeries,
  ProblemDetails,
  Status,
  WorkbookPreview,
} from '@stockwright/contract';
import { formatDay, parseDay } from '@stockwright/core/units';
import { fakeForecasts, fakeRuns } from './fake-forecasts.js';
import { builtPage } from './support.js';

/**
 * A server with the shapes of the contract and a few hundred made lines, for what the page must do in
 * conditions that a real server reaches slowly: no data yet, a refusal, a conflict, a full list.
 */
export interface FakeApi {
  readonly address: string;
  /** Bodies of the writes received, by path. */
  readonly writes: { readonly path: string; readonly body: unknown }[];
  /** The next write is refused with this. */
  refuseNext(problem: ProblemDetails): void;
  send(event: unknown): void;
  close(): Promise<void>;
}

export interface FakeSettings {
  readonly lineCount: number;
  readonly hasPlan?: boolean;
  readonly jobs?: readonly Job[];
}

export const TOKEN = 'a-token';
const AS_OF = '2011-10-31';

const NAMES: readonly (readonly [string, string, string])[] = [
  ['85123A', 'WHITE HANGING HEART T-LIGHT HOLDER', '白色心形吊挂烛台'],
  ['22423', 'REGENCY CAKESTAND 3 TIER', '三层复古蛋糕架'],
  ['47566', 'PARTY BUNTING', '派对彩旗'],
  ['84879', 'ASSORTED COLOUR BIRD ORNAMENT', '彩色小鸟摆件'],
  ['22720', 'SET OF 3 CAKE TINS PANTRY DESIGN', '厨房图案蛋糕罐三件套'],
  ['20725', 'LUNCH BAG RED RETROSPOT', '红色波点午餐袋'],
  ['22197', 'SMALL POPCORN HOLDER', '小号爆米花盒'],
  ['23084', 'RABBIT NIGHT LIGHT', '兔子小夜灯'],
  ['21034', 'REX CASH+CARRY JUMBO SHOPPER', '特大号购物袋'],
  ['22086', "PAPER CHAIN KIT 50'S CHRISTMAS", '五十年代圣诞纸链'],
];

const place = (
  id: number,
  code: string,
  name: string,
  nameZh: string,
  kind: LocationRef['kind'],
): LocationRef => ({ id, code, name, nameZh, kind });

const PLACES = [
  place(1, 'DC-UK', 'UK distribution centre', '英国配送中心', 'warehouse'),
  place(2, 'DC-EU', 'EU distribution centre', '欧盟配送中心', 'warehouse'),
  place(3, 'SHOP-LON', 'London shop', '伦敦店', 'shop'),
  place(4, 'SHOP-MAN', 'Manchester shop', '曼彻斯特店', 'shop'),
  place(5, 'SUP-ASIA', 'Asia sea freight', '亚洲海运供应商', 'supplier'),
  place(6, 'SUP-UK', 'Domestic supplier', '本土供应商', 'supplier'),
];

const dayAfter = (day: string, days: number): string => formatDay(parseDay(day) + days);

function makeLine(i: number): PlanLine {
  const [code, name, nameZh] = NAMES[i % NAMES.length];
  const round = Math.floor(i / NAMES.length);
  const item: ItemRef = {
    id: i + 1,
    code: round === 0 ? code : `${code}-${round}`,
    name,
    nameZh,
  };
  const isBuy = i % 3 !== 2;
  const quantity = 12 * (1 + ((i * 37) % 60));
  const unitCost = (0.42 + ((i * 13) % 400) / 100).toFixed(4);
  return {
    id: i + 1,
    kind: isBuy ? 'buy' : 'transfer',
    item,
    from: isBuy ? PLACES[4 + (i % 2)] : PLACES[0],
    to: isBuy ? PLACES[i % 2] : PLACES[2 + (i % 2)],
    orderGroup: 1 + (i % 6),
    quantity,
    need: quantity - (i % 12),
    unitCost,
    lineCost: (quantity * Number(unitCost)).toFixed(4),
    currency: 'GBP',
    orderOn: dayAfter(AS_OF, 1 + (i % 4)),
    shipOn: dayAfter(AS_OF, 3 + (i % 4)),
    arriveOn: dayAfter(AS_OF, 8 + (i % 40)),
    stockOutRisk: ((i * 7919) % 1000) / 1000,
    valueAtRisk: Math.max(1, 900 - i * 1.7),
    decision: null,
    supplyOrderId: null,
  };
}

function explain(line: PlanLine): Record<string, unknown> {
  const level = line.need + 96;
  return {
    role: 'regular',
    expectedSaving: 41.2,
    need: {
      basis: 'place',
      stock: { onHand: 72, reserved: 4, held: 2, onOrder: 36, backlog: 0, position: 102 },
      demand: {
        mean: level * 0.7,
        sd: level * 0.2,
        quantile: level,
        protectionDays: 21,
        waitDays: 1,
        handlingDays: 2,
        leadTimeMeanDays: 11.5,
        leadTimeSdDays: 2.3,
        reviewDays: 7,
        beyondHorizon: false,
      },
      costs: {
        unitPrice: 2.95,
        landedUnitCost: 1.32,
        goodwillPerPiece: 0.15,
        underageCost: 1.78,
        holdingCostPerDay: 0.0009,
        reviewDays: 7,
        overageCost: 0.0063,
        criticalRatio: 0.9965,
      },
      need: { shortfall: line.need - 6, stranded: 12, lostBeforeArrival: 6, need: line.need },
    },
    constraint: {
      kind: line.quantity === line.need ? 'none' : 'pack',
      piecesBefore: line.need,
      piecesAfter: line.quantity,
      minimumOrderQuantity: 12,
      packSize: 12,
    },
    expectedCost: { none: 182.4, onePackLess: 31.8, chosen: 30.9, onePackMore: 31.2 },
    giver:
      line.kind === 'transfer'
        ? { freePieces: 420, keptPieces: 180, expectedLoss: 2.4, lossDays: 14 }
        : null,
  };
}

function makeSeries(line: PlanLine): PlanSeries {
  const days = 334;
  const wave = (d: number) => Math.max(0, Math.round(6 + 5 * Math.sin(d / 9) + ((d * 31) % 7) - 3));
  const mean = Array.from({ length: 56 }, (_, d) => 5 + 1.5 * Math.sin(d / 1.1) + d / 40);
  const probabilities = [0.05, 0.25, 0.5, 0.75, 0.95];
  const without = mean.map((_, d) => Math.max(0, 102 - 5.6 * d));
  const arrives = parseDay(line.arriveOn) - parseDay(AS_OF) - 1;
  return {
    item: line.item,
    location: line.to,
    history: {
      firstDay: dayAfter(AS_OF, 1 - days),
      demand: Array.from({ length: days }, (_, d) => (d % 7 === 5 ? 0 : d === 300 ? 90 : wave(d))),
      returned: Array.from({ length: days }, (_, d) => (d % 29 === 3 ? 2 : 0)),
      observed: Array.from({ length: days }, (_, d) => d < 270 || d > 281),
    },
    forecast: {
      firstDay: dayAfter(AS_OF, 1),
      probabilities,
      mean,
      quantiles: [0, 2, 5, 8, 13].map((level) => mean.map((m) => Math.round((m / 5) * level))),
    },
    stock: {
      firstDay: dayAfter(AS_OF, 1),
      withoutPlan: without,
      withPlan: without.map((pieces, d) => pieces + (d >= arrives ? line.quantity - 2 * d : 0)),
      receipts: [
        { day: dayAfter(AS_OF, 6), quantity: 36, planned: false },
        { day: line.arriveOn, quantity: line.quantity, planned: true },
      ],
    },
  };
}

function makeRun(lines: readonly PlanLine[]): PlanRun {
  const buys = lines.filter((line) => line.kind === 'buy');
  const moves = lines.filter((line) => line.kind === 'transfer');
  const cost = (some: readonly PlanLine[]) =>
    some.reduce((sum, line) => sum + Number(line.lineCost), 0).toFixed(4);
  return {
    id: 1,
    asOf: AS_OF,
    seed: '1',
    engineVersion: '0.1.0',
    inputsHash: 'none',
    inputs: {
      sources: [
        { name: 'online_retail', versionId: 1, isAssumption: false },
        { name: 'places', versionId: 2, isAssumption: true },
      ],
    },
    settings: {},
    summary: {
      itemCount: NAMES.length,
      itemLocationCount: lines.length,
      buyLineCount: buys.length,
      transferLineCount: moves.length,
      purchaseOrderCount: 4,
      transferOrderCount: 2,
      buyCost: cost(buys),
      transferCost: cost(moves),
      valueAtRisk: lines.reduce((sum, line) => sum + line.valueAtRisk, 0),
      currency: 'GBP',
      history: {
        sale: { lines: 410_000, pieces: 4_500_000 },
        duplicate: { lines: 3621, pieces: 9000 },
      },
      methods: { tsb: lines.length },
      seconds: { forecast: 4 },
    },
    createdAt: '2026-01-05T08:30:00Z',
  };
}

type Answer = { readonly status?: number; readonly body: unknown };
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export async function startFakeApi(settings: FakeSettings): Promise<FakeApi> {
  const lines = Array.from({ length: settings.lineCount }, (_, i) => makeLine(i));
  const run = makeRun(lines);
  const forecasts = fakeForecasts({ items: lines.map(({ item }) => item), locations: PLACES });
  const history = new Map<number, PlanLineDetail['decisions']>();
  const writes: { path: string; body: unknown }[] = [];
  const folder = await builtPage();
  const streams = new Set<ServerResponse>();
  let refusal: ProblemDetails | null = null;
  const hasPlan = settings.hasPlan ?? true;

  const status: Status = {
    version: '0.1.0',
    database: 'embedded',
    itemCount: hasPlan ? NAMES.length : 0,
    locations: PLACES,
    historyFirstDay: hasPlan ? '2010-12-01' : null,
    historyLastDay: hasPlan ? AS_OF : null,
    latestRunId: hasPlan ? 1 : null,
    latestRunIsStale: hasPlan,
    hasAssumptions: true,
    runningJobIds: [],
  };

  const detail = (line: PlanLine): PlanLineDetail => ({
    ...line,
    explanation: explain(line),
    position: {
      onHand: 72,
      onOrder: 36,
      inventoryPosition: 102,
      protectionDays: 21,
      demandMean: 70,
      demandSd: 20,
      criticalRatio: 0.9965,
      orderUpTo: line.need + 96,
      stockOutRisk: line.stockOutRisk,
      forecastMethod: 'tsb',
      explanation: {
        forecast: {
          errors: { tsb: 21.4, theta: 24.9, seasonalNaive: 33.2 },
          originCount: 6,
          historyDays: 334,
          unobservedDays: 12,
          level: 5.2,
          averageInterval: 1.4,
          sizeCv2: 0.6,
          weekdayShape: [1, 1, 1, 1, 1, 1, 1],
        },
      },
    },
    decisions: history.get(line.id) ?? [],
  });

  function select(query: URLSearchParams): Answer {
    const search = (query.get('search') ?? '').toLowerCase();
    const matching = lines.filter(
      (line) =>
        (!query.get('kind') || line.kind === query.get('kind')) &&
        (!query.get('from') || line.from.code === query.get('from')) &&
        (!query.get('to') || line.to.code === query.get('to')) &&
        (!query.get('state') || (line.decision?.state ?? 'open') === query.get('state')) &&
        `${line.item.code} ${line.item.name} ${line.item.nameZh}`.toLowerCase().includes(search),
    );
    const value = (line: PlanLine): number =>
      query.get('sort') === 'quantity' ? line.quantity : line.valueAtRisk;
    const sign = query.get('descending') === 'false' ? 1 : -1;
    matching.sort((a, b) => sign * (value(a) - value(b)));
    const limit = Number(query.get('limit') ?? 200);
    const from = Number(query.get('cursor') ?? 0);
    const next = from + limit < matching.length ? String(from + limit) : null;
    return {
      body: { data: matching.slice(from, from + limit), nextCursor: next, total: matching.length },
    };
  }

  function decide(decisions: readonly DecisionInput[], actor: string): Answer {
    const changed = decisions.map(({ lineId, ...fields }) => {
      const line = lines[lineId - 1];
      const decision = { ...fields, actor, decidedAt: new Date().toISOString() };
      line.decision = decision;
      history.set(lineId, [decision, ...(history.get(lineId) ?? [])]);
      return line;
    });
    return { body: { data: changed } };
  }

  const preview = (applied: boolean): WorkbookPreview => ({
    runId: 1,
    applied,
    conflicts: 1,
    changes: [
      {
        lineId: 1,
        row: 2,
        itemCode: lines[0].item.code,
        field: 'quantity',
        base: null,
        theirs: '24',
        mine: '36',
        conflict: true,
      },
      {
        lineId: 2,
        row: 3,
        itemCode: lines[1].item.code,
        field: 'state',
        base: 'open',
        theirs: 'open',
        mine: 'approved',
        conflict: false,
      },
    ],
    rejects: [{ row: 9, field: 'quantity', reason: '"a few" is no whole number of pieces' }],
  });

  function answer(method: string, url: URL, body: unknown): Answer {
    const path = url.pathname.replace('/api/v1', '');
    if (method === 'POST') {
      writes.push({ path, body });
      if (refusal) {
        const problem = refusal;
        refusal = null;
        return { status: problem.status, body: problem };
      }
      if (path === '/plan-runs/1/decisions') {
        const { decisions, actor } = body as { decisions: DecisionInput[]; actor?: string };
        return decide(decisions, actor ?? 'planner');
      }
      if (path === '/plan-runs/1/orders') {
        const { lineIds } = body as { lineIds: number[] };
        for (const id of lineIds) lines[id - 1].supplyOrderId = 7;
        return {
          body: { orderIds: [7], orderedLineCount: lineIds.length, alreadyOrderedLineCount: 0 },
        };
      }
      if (path === '/plan-runs/1/workbook')
        return { body: preview(url.searchParams.get('apply') === 'true') };
    }
    const ofForecasts = forecasts.answer(method, path, url.searchParams, body);
    if (ofForecasts) return ofForecasts;
    if (path === '/status') return { body: status };
    if (path === '/sources') return { body: { data: [] } };
    if (path === '/jobs') return { body: { data: settings.jobs ?? [] } };
    if (path === '/plan-runs') return { body: fakeRuns(run) };
    if (path === '/plan-runs/1') return { body: run };
    if (path === '/plan-runs/1/lines') return select(url.searchParams);
    if (path === '/plan-runs/1/series')
      return { body: makeSeries(lines[Number(url.searchParams.get('item')) - 1]) };
    const line = /^\/plan-lines\/(\d+)$/.exec(path);
    if (line) return { body: detail(lines[Number(line[1]) - 1]) };
    if (path === '/supply-orders') return { body: { data: [], nextCursor: null, total: 0 } };
    const problem: ProblemDetails = {
      type: 'about:blank',
      title: 'Not found',
      status: 404,
      code: 'http.notFound',
      detail: `Nothing answers ${method} ${path}.`,
    };
    return { status: 404, body: problem };
  }

  async function serveFile(path: string, reply: ServerResponse): Promise<void> {
    const file = normalize(path).replace(/^\/+/, '');
    const name = extname(file) ? file : 'index.html';
    try {
      const content = await readFile(join(folder, name));
      reply.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' });
      reply.end(content);
    } catch {
      reply.writeHead(404).end();
    }
  }

  async function onRequest(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    if (!url.pathname.startsWith('/api/')) return serveFile(url.pathname, reply);
    if (url.pathname.endsWith('/events')) {
      reply.writeHead(200, { 'content-type': 'text/event-stream' });
      reply.write(': open\n\n');
      streams.add(reply);
      reply.once('close', () => streams.delete(reply));
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const isJson = request.headers['content-type']?.includes('json');
    const body: unknown = isJson ? JSON.parse(Buffer.concat(chunks).toString() || 'null') : null;
    const isRefused =
      request.method === 'POST' && request.headers.authorization !== `Bearer ${TOKEN}`;
    const { status: code = 200, body: content } = isRefused
      ? { status: 401, body: { ...missingToken } }
      : answer(request.method ?? 'GET', url, body);
    reply.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(content));
  }

  const server: Server = createServer((request, reply) => void onRequest(request, reply));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  return {
    address: `http://127.0.0.1:${port}`,
    writes,
    refuseNext: (problem) => {
      refusal = problem;
    },
    send: (event) => {
      for (const stream of streams) stream.write(`data: ${JSON.stringify(event)}\n\n`);
    },
    close: async () => {
      for (const stream of streams) stream.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const missingToken: ProblemDetails = {
  type: 'about:blank',
  title: 'Unauthorized',
  status: 401,
  code: 'http.tokenMissing',
  detail: 'This write needs the token.',
};
