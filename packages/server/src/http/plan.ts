import {
  decide,
  exportLines,
  getPlanLine,
  getPlanRun,
  listPlanLines,
  listPlanRuns,
  orderLines,
  planSeries,
  readWorkbook,
} from '@stockwright/app';
import {
  DecisionReply,
  DecisionRequest,
  ExportQuery,
  Id,
  Job,
  OrderLinesReply,
  OrderLinesRequest,
  PlanLineDetail,
  PlanLinePage,
  PlanLineQuery,
  PlanRun,
  PlanRunList,
  PlanRunRequest,
  PlanSeries,
  WorkbookPreview,
  WorkbookQuery,
} from '@stockwright/contract';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { jobReply } from '../jobs/job-reply.js';
import type { ApiPlugin } from './api.js';
import { keyed, onceForKey } from './idempotency.js';
import { languageOf } from './problem-reply.js';

const ById = z.object({ id: Id });
const MAX_WORKBOOK_BYTES = 64 * 1024 * 1024;

export const planRoutes: ApiPlugin = async (server, { house }) => {
  const { store } = house;
  const { database } = store;
  const tags = ['plan'];

  server.get(
    '/plan-runs',
    { schema: { tags, summary: 'Every plan run, newest first', response: { 200: PlanRunList } } },
    async () => listPlanRuns(database),
  );

  server.post(
    '/plan-runs',
    {
      schema: {
        tags,
        summary: 'Plans every item-location, as a job',
        body: PlanRunRequest,
        response: { 202: Job },
      },
    },
    async (request, reply) => {
      await house.jobs.prepare();
      const job = await onceForKey(house, request, {}, async (tx) =>
        jobReply(await house.jobs.enqueue('plan', request.body, 'api', tx), languageOf(request)),
      );
      return reply.code(202).send(job);
    },
  );

  server.get(
    '/plan-runs/:id',
    { schema: { tags, summary: 'One plan run', params: ById, response: { 200: PlanRun } } },
    async ({ params }) => getPlanRun(database, params.id),
  );

  server.get(
    '/plan-runs/:id/lines',
    {
      schema: {
        tags,
        summary: 'Lines of a plan, filtered, sorted, in pages',
        params: ById,
        querystring: PlanLineQuery,
        response: { 200: PlanLinePage },
      },
    },
    async ({ params, query }) => listPlanLines(database, params.id, query),
  );

  server.get(
    '/plan-lines/:id',
    {
      schema: {
        tags,
        summary: 'One line with everything that explains it',
        params: ById,
        response: { 200: PlanLineDetail },
      },
    },
    async ({ params }) => getPlanLine(database, params.id),
  );

  server.get(
    '/plan-runs/:id/series',
    {
      schema: {
        tags,
        summary: 'History, forecast fan and stock of one item at one place',
        params: ById,
        querystring: z.object({ item: Id, location: Id }),
        response: { 200: PlanSeries },
      },
    },
    async ({ params, query }) => planSeries(store, params.id, query.item, query.location),
  );

  server.get(
    '/plan-runs/:id/export',
    {
      schema: {
        tags,
        summary: 'The filtered lines as a file: CSV, XLSX or JSON',
        produces: ['text/csv', 'application/json', SPREADSHEET],
        params: ById,
        querystring: ExportQuery,
      },
    },
    async ({ params, query }, reply) => {
      const { format, language, ...filter } = query;
      const file = await exportLines(database, params.id, filter, format, language);
      return reply
        .header('content-disposition', `attachment; filename="${file.fileName}"`)
        .type(file.contentType)
        .send(Buffer.from(file.bytes));
    },
  );

  server.post(
    '/plan-runs/:id/decisions',
    {
      schema: {
        tags,
        summary: 'What a person decided on lines; the computed numbers stay as they are',
        params: ById,
        body: DecisionRequest,
        response: { 200: DecisionReply },
      },
    },
    async (request) =>
      onceForKey(house, request, {}, (tx) =>
        decide(tx, request.params.id, request.body.decisions, request.body.actor),
      ),
  );

  server.post(
    '/plan-runs/:id/orders',
    {
      schema: {
        ...keyed,
        tags,
        summary: 'Makes orders of approved lines; a line that has one is left alone',
        params: ById,
        body: OrderLinesRequest,
        response: { 200: OrderLinesReply },
      },
    },
    async (request) =>
      onceForKey(house, request, { keyRequired: true }, (tx) =>
        orderLines(tx, request.params.id, request.body.lineIds, request.body.actor),
      ),
  );

  server.register(async (plain) => {
    const files = plain.withTypeProvider<ZodTypeProvider>();
    files.addContentTypeParser(
      ['application/octet-stream', SPREADSHEET],
      { parseAs: 'buffer', bodyLimit: MAX_WORKBOOK_BYTES },
      (_request, body, done) => done(null, body),
    );
    files.post(
      '/plan-runs/:id/workbook',
      {
        schema: {
          tags,
          summary: 'Reads an edited workbook back: what it would change, or (apply) changes it',
          consumes: ['application/octet-stream', SPREADSHEET],
          params: ById,
          querystring: WorkbookQuery,
          body: z.instanceof(Buffer),
          response: { 200: WorkbookPreview },
        },
      },
      async (request) =>
        onceForKey(house, request, {}, (tx) =>
          readWorkbook(tx, request.params.id, request.body, {
            ...request.query,
            language: languageOf(request),
          }),
        ),
    );
  });
};

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
