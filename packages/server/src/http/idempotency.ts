import { createHash } from 'node:crypto';
import { once, type Tx } from '@stockwright/app';
import type { FastifyRequest } from 'fastify';
import type { House } from '../composition.js';
import { Refusal } from './refusal.js';

/**
 * Spread into the schema of a route whose writes need a key, so that the API's description says so.
 */
export const keyed = { 'x-idempotency-key': 'required' } as const;

export interface OnceOptions {
  /** True for what moves stock, orders or money: without a key it is refused. */
  readonly keyRequired?: boolean;
  /** What stands for the body when it is a file: its hash. */
  readonly bodyHash?: string;
}

/**
 * Does the work of a write at most once per Idempotency-Key: the same key and request get the same reply
 * again, without any effect. All of it happens in the one transaction that `work` is given.
 *
 * @throws Refusal `http.keyMissing`, `http.keyMalformed`; Problem `idempotency.*`
 */
export async function onceForKey<Body>(
  { store: { database } }: House,
  request: FastifyRequest,
  { keyRequired = false, bodyHash }: OnceOptions,
  work: (tx: Tx) => Promise<Body>,
): Promise<Body> {
  const key = keyOf(request);
  if (key === undefined) {
    if (keyRequired) throw new Refusal('http.keyMissing');
    return database.transaction(work);
  }
  const scope = `${request.method} ${request.routeOptions.url}`;
  const reply = await once(
    database,
    { scope, key, requestHash: hashOf(request, bodyHash) },
    async (tx) => ({ status: 200, body: await work(tx) }),
  );
  // A replayed reply was stored under this very route, so it has the shape that `work` gives.
  return reply.body as Body;
}

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x20-\x7e]{1,200}$/.test(key))
    throw new Refusal('http.keyMalformed');
  return key;
}

function hashOf({ params, query, body }: FastifyRequest, bodyHash: string | undefined): string {
  const content = bodyHash ?? (Buffer.isBuffer(body) ? sha256(body) : body);
  return sha256(JSON.stringify([params, query, content]));
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
