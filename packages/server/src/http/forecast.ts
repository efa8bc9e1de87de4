import { createReadStream } from 'node:fs';
import {
  addOverride,
  explainForecast,
  forecastAccuracy,
  getOverride,
  judgeOverride,
  judgeOverrides,
  listOverrides,
  Problem,
  suggestedSuccessions,
  withdrawOverride,
} from '@stockwright/app';
import {
  CatalogueForecastRequest,
  ForecastAccuracy,
  ForecastAccuracyQuery,
  ForecastExplanation,
  ForecastOverride,
  ForecastOverrideInput,
  ForecastOverridePage,
  ForecastOverrideQuery,
  Id,
  Job,
  OverrideJudgement,
  OverrideJudgementList,
  OverrideJudgementQuery,
  OverrideWithdrawal,
  SuggestedSuccessionList,
  SuggestedSuccessionQuery,
} from '@stockwright/contract';
import { z } from 'zod';
import { forecastFile } from '../jobs/forecast-job.js';
import { jobReply } from '../jobs/job-reply.js';
import type { ApiPlugin } from './api.js';
import { onceForKey } from './idempotency.js';
import { languageOf } from './problem-reply.js';

const ById = z.object({ id: Id });
const PARQUET = 'application/vnd.apache.parquet';

export const forecastRoutes: ApiPlugin = async (server, { house }) => {
  const { store } = house;
  const { database } = store;
  const tags = ['forecast'];

  server.get(
    '/plan-runs/:id/explanation',
    {
      schema: {
        tags,
        summary: 'Why the forecast of one item at one place is what it is, and what changed',
        params: ById,
        querystring: z.object({ item: Id, location: Id }),
        response: { 200: ForecastExplanation },
      },
    },
    async ({ params, query }) => explainForecast(store, params.id, query.item, query.location),
  );

  server.get(
    '/plan-runs/:id/accuracy',
    {
      schema: {
        tags,
        summary: "A plan's forecast beside the sales since, the most wrong first",
        params: ById,
        querystring: ForecastAccuracyQuery,
        response: { 200: ForecastAccuracy },
      },
    },
    async ({ params, query }) => forecastAccuracy(store, params.id, query),
  );

  server.get(
    '/forecast-overrides',
    {
      schema: {
        tags,
        summary: 'What people set on forecasts, newest first',
        querystring: ForecastOverrideQuery,
        response: { 200: ForecastOverridePage },
      },
    },
    async ({ query }) => listOverrides(database, query),
  );

  server.post(
    '/forecast-overrides',
    {
      schema: {
        tags,
        summary: 'Sets a forecast from the next plan on; the computed one stays beside it',
        body: ForecastOverrideInput,
        response: { 200: ForecastOverride },
      },
    },
    async (request) =>
      onceForKey(house, request, {}, (tx) => {
        const { actor, ...input } = request.body;
        return addOverride(tx, input, actor);
      }),
  );

  server.get(
    '/forecast-overrides/judgements',
    {
      schema: {
        tags,
        summary: 'Overrides beside what was sold, and what each person gained',
        querystring: OverrideJudgementQuery,
        response: { 200: OverrideJudgementList },
      },
    },
    async ({ query }) => judgeOverrides(store, query),
  );

  server.get(
    '/forecast-overrides/:id',
    {
      schema: { tags, summary: 'One override', params: ById, response: { 200: ForecastOverride } },
    },
    async ({ params }) => getOverride(database, params.id),
  );

  server.get(
    '/forecast-overrides/:id/judgement',
    {
      schema: {
        tags,
        summary: 'One override beside what was sold since',
        params: ById,
        response: { 200: OverrideJudgement },
      },
    },
    async ({ params }) => judgeOverride(store, params.id),
  );

  server.post(
    '/forecast-overrides/:id/withdrawal',
    {
      schema: {
        tags,
        summary: 'Withdraws an override from the next plan on',
        params: ById,
        body: OverrideWithdrawal,
        response: { 200: ForecastOverride },
      },
    },
    async (request) =>
      onceForKey(house, request, {}, (tx) => withdrawOverride(tx, request.params.id, request.body)),
  );

  server.get(
    '/succession-suggestions',
    {
      schema: {
        tags,
        summary:
          'Items that look as if one replaced the other, for a person to confirm by an import',
        querystring: SuggestedSuccessionQuery,
        response: { 200: SuggestedSuccessionList },
      },
    },
    async ({ query }) => ({ data: await suggestedSuccessions(store, query.limit) }),
  );

  server.post(
    '/forecast-files',
    {
      schema: {
        tags,
        summary: 'Forecasts every item-location into a file, as a job',
        body: CatalogueForecastRequest,
        response: { 202: Job },
      },
    },
    async (request, reply) => {
      await house.jobs.prepare();
      const job = await onceForKey(house, request, {}, async (tx) =>
        jobReply(
          await house.jobs.enqueue('forecast', request.body, 'api', tx),
          languageOf(request),
        ),
      );
      return reply.code(202).send(job);
    },
  );

  server.get(
    '/forecast-files/:id',
    {
      schema: {
        tags,
        summary: 'The file that a forecast job made; kept for a week',
        produces: ['text/csv', PARQUET],
        params: z.object({ id: z.uuid() }),
      },
    },
    async ({ params }, reply) => {
      const file = await forecastFile(store, params.id);
      if (!file) throw new Problem('forecast.noFile', { id: params.id });
      return reply
        .header('content-disposition', `attachment; filename="forecast.${file.format}"`)
        .type(file.format === 'csv' ? 'text/csv; charset=utf-8' : PARQUET)
        .send(createReadStream(file.path));
    },
  );
};
