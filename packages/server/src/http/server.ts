import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import { version } from '../version.js';
import type { ApiOptions } from './api.js';
import { calendarRoutes } from './calendar.js';
import { eventRoutes } from './events.js';
import { forecastRoutes } from './forecast.js';
import { guard } from './guard.js';
import { healthRoutes } from './health.js';
import { jobRoutes } from './jobs.js';
import { measure } from './metrics.js';
import { describeApi } from './openapi.js';
import { orderRoutes } from './order.js';
import { servePage } from './page.js';
import { planRoutes } from './plan.js';
import { answerProblems } from './problem-reply.js';
import { Refusal } from './refusal.js';
import { sourceRoutes } from './sources.js';
import { statusRoutes } from './status.js';
import { stockRoutes } from './stock.js';
import { validatorCompiler } from './validation.js';

export interface ServerSettings extends ApiOptions {
  /** What writes must present as bearer token. */
  readonly token: string;
  readonly logger?: Logger;
  /** Folder of the built screens; default: where @stockwright/web lies. */
  readonly page?: string;
  readonly requestsPerMinute?: number;
}

/** Ten thousand decisions with their reasons fit; files go another way. */
const MAX_JSON_BYTES = 8 * 1024 * 1024;

/** The HTTP door: API, event stream, health, metrics and the screens. Not yet listening. */
export async function buildServer(settings: ServerSettings): Promise<FastifyInstance> {
  const server = Fastify({
    ...(settings.logger ? { loggerInstance: settings.logger } : { logger: false }),
    bodyLimit: MAX_JSON_BYTES,
    forceCloseConnections: true,
    genReqId: (request) => requestId(request.headers['x-request-id']),
  }).withTypeProvider<ZodTypeProvider>();

  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  answerProblems(server as unknown as FastifyInstance);
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });

  await server.register(helmet, pageHeaders);
  guard(server as unknown as FastifyInstance, settings.token);
  await server.register(rateLimit, {
    max: settings.requestsPerMinute ?? 1200,
    timeWindow: '1 minute',
    errorResponseBuilder: (_request, { ttl }) =>
      new Refusal('http.tooManyRequests', { seconds: Math.ceil(ttl / 1000) }),
  });
  measure(server as unknown as FastifyInstance);
  await describeApi(server as unknown as FastifyInstance, version);

  await server.register(healthRoutes, settings);
  await server.register(
    async (api) => {
      api.addHook('onSend', async (_request, reply) => {
        if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
      });
      for (const routes of [
        statusRoutes,
        sourceRoutes,
        jobRoutes,
        planRoutes,
        forecastRoutes,
        calendarRoutes,
        orderRoutes,
        stockRoutes,
        eventRoutes,
      ])
        await api.register(routes, settings);
    },
    { prefix: '/api/v1' },
  );
  await servePage(server as unknown as FastifyInstance, settings.page);
  return server as unknown as FastifyInstance;
}

/** The caller's id when it is a plain one, so that a log can be followed across programs. */
const requestId = (given: string | string[] | undefined): string =>
  typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();

/** Headers that fit our own page: scripts from here alone, styles inline too (Mantine writes them). */
const pageHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // Plain HTTP on loopback: there is nothing to upgrade to.
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'no-referrer' },
} as const;
