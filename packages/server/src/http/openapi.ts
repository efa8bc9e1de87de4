import swagger from '@fastify/swagger';
import * as contract from '@stockwright/contract';
import type { FastifyInstance } from 'fastify';
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
} from 'fastify-type-provider-zod';
import { z } from 'zod';

/** Shapes that the document names once and refers to. */
const named = {
  ProblemDetails: contract.ProblemDetails,
  LocationRef: contract.LocationRef,
  ItemRef: contract.ItemRef,
  Status: contract.Status,
  Source: contract.Source,
  Job: contract.Job,
  JobWithLog: contract.JobWithLog,
  PlanRun: contract.PlanRun,
  PlanLine: contract.PlanLine,
  PlanLineDetail: contract.PlanLineDetail,
  PlanSeries: contract.PlanSeries,
  ForecastExplanation: contract.ForecastExplanation,
  ForecastAccuracy: contract.ForecastAccuracy,
  ForecastOverride: contract.ForecastOverride,
  OverrideJudgement: contract.OverrideJudgement,
  CalendarEvent: contract.CalendarEvent,
  CalendarEventDetail: contract.CalendarEventDetail,
  EventJudgement: contract.EventJudgement,
  Decision: contract.Decision,
  WorkbookPreview: contract.WorkbookPreview,
  SupplyOrder: contract.SupplyOrder,
  SupplyOrderDetail: contract.SupplyOrderDetail,
  StockBalance: contract.StockBalance,
  Movement: contract.Movement,
  LaneReliability: contract.LaneReliability,
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** Describes the API as OpenAPI 3.1, from the schemas that the routes really check by. */
export async function describeApi(server: FastifyInstance, version: string): Promise<void> {
  const registry = z.registry<{ id?: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Stockwright',
        version,
        description:
          'Errors are problem details (RFC 9457) with a stable `code`, worded by Accept-Language (en, zh-CN). ' +
          'Writes need the bearer token; those that move stock, orders or money need an Idempotency-Key.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
        responses: {
          Problem: {
            description: 'What is wrong, where, and how to mend it',
            content: {
              'application/problem+json': {
                schema: { $ref: '#/components/schemas/ProblemDetails' },
              },
            },
          },
        },
      },
    },
    transform: createJsonSchemaTransform({ schemaRegistry: registry }),
    transformObject: (input) =>
      finish(createJsonSchemaTransformObject({ schemaRegistry: registry })(input)),
  });
  server.get('/api/openapi.json', { schema: { hide: true } }, async () => server.swagger());
}

interface Operation {
  parameters?: object[];
  security?: object[];
  responses?: Record<string, unknown>;
  'x-idempotency-key'?: 'required';
}

interface Document {
  paths?: object;
  components?: { schemas?: object };
}

/**
 * What holds for every operation, said once here, since it would be forgotten on some route: any may
 * answer with a problem; writes need the token and take an Idempotency-Key.
 */
function finish<D extends Document>(document: D): D {
  for (const path of Object.values(document.paths ?? {}))
    for (const [method, operation] of Object.entries(path as Record<string, Operation>)) {
      if (operation.responses)
        operation.responses.default = { $ref: '#/components/responses/Problem' };
      if (method === 'get') continue;
      const required = operation['x-idempotency-key'] === 'required';
      delete operation['x-idempotency-key'];
      operation.security = [{ token: [] }];
      operation.parameters = [
        ...(operation.parameters ?? []),
        {
          in: 'header',
          name: 'Idempotency-Key',
          required,
          schema: { type: 'string', maxLength: 200 },
        },
      ];
    }
  return withoutUnused(document);
}

/** The generator names each shape twice, as input and as output; only what is referred to stays. */
function withoutUnused<D extends Document>(document: D): D {
  const schemas = document.components?.schemas as Record<string, unknown> | undefined;
  const text = JSON.stringify(document);
  for (const name of Object.keys(schemas ?? {}))
    if (!text.includes(`"#/components/schemas/${name}"`)) delete schemas?.[name];
  return document;
}
