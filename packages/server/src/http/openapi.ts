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
      withProblems(createJsonSchemaTransformObject({ schemaRegistry: registry })(input)),
  });
  server.get('/api/openapi.json', { schema: { hide: true } }, async () => server.swagger());
}

interface Operation {
  responses?: Record<string, unknown>;
}

/** Every operation may answer with a problem; saying so on each route by hand would be forgotten. */
function withProblems<Document extends { paths?: object }>(document: Document): Document {
  for (const path of Object.values(document.paths ?? {}))
    for (const operation of Object.values(path as Record<string, Operation>))
      if (operation.responses)
        operation.responses.default = { $ref: '#/components/responses/Problem' };
  return document;
}
