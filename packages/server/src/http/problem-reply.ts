import { STATUS_CODES } from 'node:http';
import { type Language, Problem } from '@stockwright/app';
import type { ProblemDetails } from '@stockwright/contract';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { languageOfHeader } from '../messages/language.js';
import { type MessageKey, say } from '../messages/say.js';
import { Refusal } from './refusal.js';
import { fieldErrors, InvalidRequest } from './validation.js';

/** The language that a request asks for. */
export const languageOf = (request: FastifyRequest): Language =>
  languageOfHeader(request.headers['accept-language']);

/** Problem details (RFC 9457) of any error. What we did not foresee is told without its inner story. */
export function problemDetails(
  error: unknown,
  language: Language,
  requestId: string,
): ProblemDetails {
  if (error instanceof InvalidRequest) {
    const errors = fieldErrors(error, language);
    const [first] = errors;
    const refusal = new Refusal('http.invalidRequest', {
      field: first?.field ?? error.part,
      reason: first?.message ?? error.message,
    });
    return { ...worded(refusal, language, requestId), errors };
  }
  if (error instanceof Problem || error instanceof Refusal)
    return worded(error, language, requestId);
  return worded(asRefusal(error, requestId), language, requestId);
}

const worded = (
  trouble: Problem | Refusal,
  language: Language,
  requestId: string,
): ProblemDetails => ({
  type: `urn:stockwright:problem:${trouble.code}`,
  title: title(trouble.status, language),
  status: trouble.status,
  code: trouble.code,
  detail: trouble.in(language),
  facts: { ...trouble.facts },
  requestId,
});

const TITLES: Readonly<Record<number, MessageKey>> = {
  400: 'title.400',
  401: 'title.401',
  403: 'title.403',
  404: 'title.404',
  409: 'title.409',
  413: 'title.413',
  415: 'title.415',
  422: 'title.422',
  429: 'title.429',
  500: 'title.500',
  503: 'title.503',
};

const title = (status: number, language: Language): string => {
  const key = TITLES[status];
  return key ? say(language, key) : (STATUS_CODES[status] ?? String(status));
};

/** Errors of Fastify and its plugins, in our words. */
function asRefusal(error: unknown, requestId: string): Refusal {
  const { code, statusCode, message } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refusal('http.tooLarge');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Refusal('http.mediaType');
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY' || code === 'FST_ERR_CTP_EMPTY_JSON_BODY')
    return new Refusal('http.malformedBody', { reason: message ?? '' });
  if (error instanceof SyntaxError)
    return new Refusal('http.malformedBody', { reason: message ?? '' });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Refusal('http.refused', { reason: message ?? '' });
  return new Refusal('http.internal', { requestId });
}

/** Sends an error as application/problem+json. */
export function replyProblem(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const details = problemDetails(error, languageOf(request), request.id);
  if (details.status >= 500) request.log.error({ err: error }, details.detail);
  if (details.status === 401) reply.header('www-authenticate', 'Bearer realm="stockwright"');
  return reply
    .code(details.status)
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(details);
}

export function answerProblems(server: FastifyInstance): void {
  server.setErrorHandler(replyProblem);
}
