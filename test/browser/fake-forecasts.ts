import type {
  CalendarEvent,
  CalendarEventInput,
  EventJudgement,
  ForecastAccuracy,
  ForecastExplanation,
  ForecastOverride,
  ForecastOverrideInput,
  ItemRef,
  LocationRef,
  OverrideJudgementList,
  PlanRun,
} from '@stockwright/contract';

/** A plan of four weeks ago, whose forecast can be held against the sales since. */
export const PAST_RUN_ID = 2;

interface Things {
  readonly items: readonly ItemRef[];
  readonly locations: readonly LocationRef[];
}

type Answer = { readonly status?: number; readonly body: unknown };

/** What the made server knows of events, overrides and how forecasts fared. */
export function fakeForecasts({ items, locations }: Things) {
  const events: CalendarEvent[] = [
    makeEvent(1, 'Christmas Day', '圣诞节', 'holiday', '2010-12-25', 'GB', 'christmas-day'),
    makeEvent(2, 'Halloween', '万圣夜', 'retail', '2011-10-31', 'GB', 'halloween'),
    makeEvent(3, 'Christmas Day', '圣诞节', 'holiday', '2011-12-25', 'GB', 'christmas-day'),
  ];
  const overrides: ForecastOverride[] = [];
  const itemOf = (code: string | null | undefined) =>
    items.find((item) => item.code === code) ?? null;
  const locationOf = (code: string | null | undefined) =>
    locations.find((location) => location.code === code) ?? null;

  function addEvent(input: CalendarEventInput): CalendarEvent {
    const id = events.length + 1;
    const event: CalendarEvent = {
      ...makeEvent(id, input.name, input.nameZh ?? null, input.kind ?? 'other', input.fromDay),
      origin: 'person',
      toDay: input.toDay ?? input.fromDay,
      recursAs: input.name.toLowerCase(),
      item: itemOf(input.item),
      category: input.category ?? null,
      location: locationOf(input.location),
      country: input.country ?? null,
      expectedUplift: input.expectedUplift ?? null,
    };
    events.push(event);
    return event;
  }

  function addOverride(input: ForecastOverrideInput): ForecastOverride {
    const override: ForecastOverride = {
      id: overrides.length + 1,
      item: itemOf(input.item),
      category: input.category ?? null,
      location: locationOf(input.location),
      fromDay: input.fromDay,
      toDay: input.toDay ?? input.fromDay,
      kind: input.kind,
      value: input.value,
      reason: input.reason,
      actor: input.actor ?? 'planner',
      setAt: '2026-01-05T09:00:00Z',
      withdrawal: null,
    };
    overrides.push(override);
    return override;
  }

  function withdrawFirst(): ForecastOverride {
    const withdrawal = { reason: null, actor: 'planner', withdrawnAt: '2026-01-05T10:00:00Z' };
    overrides[0] = { ...overrides[0], withdrawal };
    return overrides[0];
  }

  function write(path: string, body: unknown): Answer | null {
    if (path === '/calendar-events') return { body: addEvent(body as CalendarEventInput) };
    if (path === '/forecast-overrides/1/withdrawal') return { body: withdrawFirst() };
    if (path === '/forecast-overrides') return { body: addOverride(body as ForecastOverrideInput) };
    return null;
  }

  function read(path: string, query: URLSearchParams): Answer | null {
    const page = <Row>(data: readonly Row[]): Answer => ({
      body: { data, nextCursor: null, total: data.length },
    });
    if (path === '/calendar-events')
      return page(
        events
          .filter(
            ({ fromDay, toDay, recursAs }) =>
              toDay >= (query.get('from') ?? '') &&
              fromDay <= (query.get('to') ?? '9999') &&
              (query.get('recursAs') ?? recursAs) === recursAs,
          )
          .sort((a, b) => (a.fromDay < b.fromDay ? -1 : 1)),
      );
    const event = /^\/calendar-events\/(\d+)(\/judgement)?$/.exec(path);
    const known = event && events.find(({ id }) => id === Number(event[1]));
    if (known) return { body: event[2] ? judgementOf(known) : { ...known, versions: [known] } };
    if (path === '/holiday-countries') return { body: { data: ['GB', 'CN'] } };
    if (path === '/forecast-overrides')
      return page(overrides.filter(({ withdrawal }) => withdrawal === null));
    if (path === '/forecast-overrides/judgements') return { body: NOTHING_JUDGED };
    if (path === `/plan-runs/${PAST_RUN_ID}/accuracy`)
      return { body: accuracyOf(items.slice(0, 4), locations[0]) };
    if (path === '/plan-runs/1/explanation')
      return { body: explanationOf(items[Number(query.get('item')) - 1], locations[0]) };
    return null;
  }

  return {
    answer: (method: string, path: string, query: URLSearchParams, body: unknown): Answer | null =>
      method === 'GET' ? read(path, query) : write(path, body),
  };
}

/** The newest plan, and one of four weeks before. */
export const fakeRuns = (newest: PlanRun): { data: PlanRun[] } => ({
  data: [newest, { ...newest, id: PAST_RUN_ID, asOf: '2011-10-03' }],
});

const NOTHING_JUDGED: OverrideJudgementList = { data: [], byActor: [] };

function makeEvent(
  id: number,
  name: string,
  nameZh: string | null,
  kind: string,
  day: string,
  country: string | null = null,
  recursAs = name,
): CalendarEvent {
  return {
    id,
    version: id,
    origin: 'holiday',
    name,
    nameZh,
    recursAs,
    kind,
    fromDay: day,
    toDay: day,
    item: null,
    category: null,
    location: null,
    country,
    expectedUplift: null,
    isRemoved: false,
    actor: 'planner',
    reason: null,
    changedAt: '2026-01-05T08:00:00Z',
  };
}

const judgementOf = (event: CalendarEvent): EventJudgement => ({
  event,
  firstDay: event.fromDay,
  lastDay: event.toDay,
  seriesCount: 12,
  usualPieces: 400,
  actualPieces: 520,
  actualUplift: 0.3,
  forecast: { runId: PAST_RUN_ID, asOf: '2011-10-03', pieces: 460, uplift: 0.15 },
});

const overall = {
  days: 112,
  forecastPieces: 900,
  computedPieces: 880,
  actualPieces: 1000,
  bias: -0.1,
  error: 300,
  computedError: 320,
  relativeError: 0.3,
  rmsse: 0.82,
  coverage80: 0.84,
};

const accuracyOf = (items: readonly ItemRef[], location: LocationRef): ForecastAccuracy => ({
  runId: PAST_RUN_ID,
  asOf: '2011-10-03',
  firstDay: '2011-10-04',
  lastDay: '2011-10-31',
  seriesCount: items.length,
  overall,
  data: items.map((item, i) => ({
    ...overall,
    days: 28,
    item,
    location,
    computedPieces: 220,
    forecastPieces: i === 0 ? 240 : 220,
    actualPieces: 250,
    error: 75 - 10 * i,
  })),
  nextCursor: null,
  total: items.length,
});

const explanationOf = (item: ItemRef, location: LocationRef): ForecastExplanation => ({
  runId: 1,
  asOf: '2011-10-31',
  item,
  location,
  method: 'tsb',
  why: [
    {
      code: 'clearlyBetter',
      facts: { origins: 6, days: 28, error: 21.4, other: 'combination', otherError: 24.9 },
    },
    { code: 'stockOutDays', facts: { days: 12 } },
  ],
  errors: [
    { method: 'tsb', error: 21.4 },
    { method: 'theta', error: 24.9 },
  ],
  level: 5.2,
  slope: 0.01,
  levelSpread: 0.12,
  weekdayShape: [1.1, 1.2, 1.1, 1, 1.4, 0, 1.2],
  drivers: [
    { name: 'year', effect: 0.08 },
    { name: 'christmas-day', effect: -0.02 },
    { name: 'christmas-day[-3..-2]', effect: 0.05 },
  ],
  events: [
    {
      id: 3,
      version: 3,
      name: 'Christmas Day',
      nameZh: '圣诞节',
      recursAs: 'christmas-day',
      kind: 'holiday',
      fromDay: '2011-12-25',
      toDay: '2011-12-25',
      expectedUplift: null,
    },
  ],
  overrides: [],
  horizonDays: 56,
  computedPieces: 319.2,
  pieces: 319.2,
  changes: {
    runId: PAST_RUN_ID,
    asOf: '2011-10-03',
    told: [{ code: 'historyGrew', facts: { days: 28, pieces: 140, expected: 120 } }],
  },
});
