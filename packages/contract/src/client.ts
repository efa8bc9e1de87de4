import type { z } from 'zod';
import {
  CalendarEvent,
  type CalendarEventChange,
  CalendarEventDetail,
  type CalendarEventInput,
  CalendarEventPage,
  type CalendarEventQuery,
  type CalendarEventRemoval,
  EventJudgement,
  HolidayCountries,
  HolidaysReply,
  type HolidaysRequest,
} from './calendar.js';
import { ProblemDetails } from './common.js';
import {
  type CatalogueForecastRequest,
  ForecastAccuracy,
  ForecastExplanation,
  ForecastOverride,
  type ForecastOverrideInput,
  ForecastOverridePage,
  type ForecastOverrideQuery,
  OverrideJudgement,
  OverrideJudgementList,
  type OverrideWithdrawal,
} from './forecast.js';
import { Job, JobList, JobWithLog } from './jobs.js';
import {
  type DecisionInput,
  DecisionReply,
  OrderLinesReply,
  PlanLineDetail,
  PlanLinePage,
  type PlanLineQuery,
  PlanRun,
  PlanRunList,
  type PlanRunRequest,
  PlanSeries,
  WorkbookPreview,
} from './plan.js';
import { SourceList } from './sources.js';
import { Status } from './status.js';
import { SupplyOrderDetail, SupplyOrderPage, type TransitionRequest } from './supply-orders.js';

/** A refusal by the server, in the words of its problem details. */
export class ApiProblem extends Error {
  constructor(readonly details: ProblemDetails) {
    super(details.detail);
    this.name = 'ApiProblem';
  }
}

export interface ClientOptions {
  /** Where the server is, without a trailing slash; empty for the page's own origin. */
  readonly baseUrl: string;
  /** Token that writes need. */
  readonly token?: string;
  /** Language of messages. */
  readonly language?: 'en' | 'zh-CN';
  readonly fetch?: typeof fetch;
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** The typed client: every reply is checked against its schema before anyone sees it. */
export function createClient(options: ClientOptions) {
  const request = options.fetch ?? fetch;

  const address = (path: string, query: Query = {}): string => {
    const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
    const search = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]));
    return `${options.baseUrl}/api/v1${path}${pairs.length > 0 ? `?${search}` : ''}`;
  };

  const headers = (write: boolean): Record<string, string> => ({
    accept: 'application/json',
    ...(options.language ? { 'accept-language': options.language } : {}),
    ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
    ...(write ? { 'idempotency-key': crypto.randomUUID() } : {}),
  });

  async function reply<S extends z.ZodType>(response: Response, schema: S): Promise<z.infer<S>> {
    const body: unknown = await response.json();
    if (!response.ok) throw new ApiProblem(ProblemDetails.parse(body));
    return schema.parse(body);
  }

  const get = async <S extends z.ZodType>(schema: S, path: string, query?: Query) =>
    reply(await request(address(path, query), { headers: headers(false) }), schema);

  const write = async <S extends z.ZodType>(
    method: 'POST' | 'PUT',
    schema: S,
    path: string,
    body: unknown,
  ) =>
    reply(
      await request(address(path), {
        method,
        headers: { ...headers(true), 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
      schema,
    );
  const post = <S extends z.ZodType>(schema: S, path: string, body: unknown) =>
    write('POST', schema, path, body);

  const upload = async <S extends z.ZodType>(schema: S, path: string, query: Query, file: Blob) =>
    reply(
      await request(address(path, query), {
        method: 'POST',
        headers: { ...headers(true), 'content-type': 'application/octet-stream' },
        body: file,
      }),
      schema,
    );

  return {
    status: () => get(Status, '/status'),
    sources: () => get(SourceList, '/sources'),
    importFile: (file: Blob, query: { file: string; source?: string; dryRun?: boolean }) =>
      upload(Job, '/imports', query, file),
    jobs: () => get(JobList, '/jobs'),
    job: (id: string) => get(JobWithLog, `/jobs/${id}`),
    cancelJob: (id: string) => post(Job, `/jobs/${id}/cancel`, {}),
    planRuns: () => get(PlanRunList, '/plan-runs'),
    planRun: (id: number) => get(PlanRun, `/plan-runs/${id}`),
    startPlanRun: (body: PlanRunRequest) => post(Job, '/plan-runs', body),
    planLines: (runId: number, query: Partial<PlanLineQuery>) =>
      get(PlanLinePage, `/plan-runs/${runId}/lines`, query),
    planLine: (id: number) => get(PlanLineDetail, `/plan-lines/${id}`),
    planSeries: (runId: number, query: { item: number; location: number }) =>
      get(PlanSeries, `/plan-runs/${runId}/series`, query),
    /** Method and reasons, level, season, events, overrides, and what changed since the plan before. */
    forecastExplanation: (runId: number, query: { item: number; location: number }) =>
      get(ForecastExplanation, `/plan-runs/${runId}/explanation`, query),
    /** The plan's forecast beside the sales since. */
    forecastAccuracy: (
      runId: number,
      query: { item?: string; location?: string; limit?: number; cursor?: string } = {},
    ) => get(ForecastAccuracy, `/plan-runs/${runId}/accuracy`, query),
    calendarEvents: (query: Partial<CalendarEventQuery> = {}) =>
      get(CalendarEventPage, '/calendar-events', query),
    calendarEvent: (id: number) => get(CalendarEventDetail, `/calendar-events/${id}`),
    addCalendarEvent: (body: CalendarEventInput) => post(CalendarEvent, '/calendar-events', body),
    changeCalendarEvent: (id: number, body: CalendarEventChange) =>
      write('PUT', CalendarEvent, `/calendar-events/${id}`, body),
    removeCalendarEvent: (id: number, body: CalendarEventRemoval = {}) =>
      post(CalendarEvent, `/calendar-events/${id}/removal`, body),
    judgeCalendarEvent: (id: number) => get(EventJudgement, `/calendar-events/${id}/judgement`),
    holidayCountries: () => get(HolidayCountries, '/holiday-countries'),
    seedHolidays: (body: HolidaysRequest) => post(HolidaysReply, '/calendar-events/holidays', body),
    forecastOverrides: (query: Partial<ForecastOverrideQuery> = {}) =>
      get(ForecastOverridePage, '/forecast-overrides', query),
    forecastOverride: (id: number) => get(ForecastOverride, `/forecast-overrides/${id}`),
    addForecastOverride: (body: ForecastOverrideInput) =>
      post(ForecastOverride, '/forecast-overrides', body),
    withdrawForecastOverride: (id: number, body: OverrideWithdrawal = {}) =>
      post(ForecastOverride, `/forecast-overrides/${id}/withdrawal`, body),
    judgeForecastOverride: (id: number) =>
      get(OverrideJudgement, `/forecast-overrides/${id}/judgement`),
    judgeForecastOverrides: (
      query: { item?: string; location?: string; from?: string; to?: string; limit?: number } = {},
    ) => get(OverrideJudgementList, '/forecast-overrides/judgements', query),
    /** Forecasts every item-location into a file, as a job; see `forecastFileAddress`. */
    startCatalogueForecast: (body: CatalogueForecastRequest = {}) =>
      post(Job, '/forecast-files', body),
    /** Address of the file that a forecast job made. */
    forecastFileAddress: (jobId: string) => address(`/forecast-files/${jobId}`),
    decide: (runId: number, decisions: readonly z.input<typeof DecisionInput>[], actor?: string) =>
      post(DecisionReply, `/plan-runs/${runId}/decisions`, { decisions, actor }),
    orderLines: (runId: number, lineIds: readonly number[], actor?: string) =>
      post(OrderLinesReply, `/plan-runs/${runId}/orders`, { lineIds, actor }),
    workbook: (
      runId: number,
      file: Blob,
      query: { apply?: boolean; onConflict?: 'keep' | 'take'; actor?: string },
    ) => upload(WorkbookPreview, `/plan-runs/${runId}/workbook`, query, file),
    /** Address of a file to download, with the filters in force. */
    exportAddress: (runId: number, query: Query) => address(`/plan-runs/${runId}/export`, query),
    supplyOrders: (query: Query = {}) => get(SupplyOrderPage, '/supply-orders', query),
    supplyOrder: (id: number) => get(SupplyOrderDetail, `/supply-orders/${id}`),
    moveSupplyOrder: (id: number, body: z.input<typeof TransitionRequest>) =>
      post(SupplyOrderDetail, `/supply-orders/${id}/transitions`, body),
  };
}

export type Client = ReturnType<typeof createClient>;
