import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from './refusal.js';

const OUR_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Keeps strangers out of a service that listens on this machine alone:
 * a page of another site that had its name point here (DNS rebinding) is told by the Host header, a
 * page that posts across sites by Origin and Sec-Fetch-Site, and every write needs the token.
 */
export function guard(server: FastifyInstance, token: string): void {
  const expected = digest(token);
  server.addHook('onRequest', async (request) => {
    checkHost(request);
    if (READS.has(request.method)) return;
    checkOrigin(request);
    checkToken(request, expected);
  });
}

function checkHost(request: FastifyRequest): void {
  const host = request.headers.host ?? '';
  const name = host.replace(/:\d+$/, '').toLowerCase();
  if (!OUR_HOSTS.has(name)) throw new Refusal('http.hostRefused', { host });
}

function checkOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  const crossSite = request.headers['sec-fetch-site'] === 'cross-site';
  if (crossSite || (origin !== undefined && origin !== `http://${host}`))
    throw new Refusal('http.originRefused', { origin: origin ?? 'null' });
}

function checkToken(request: FastifyRequest, expected: Buffer): void {
  const match = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '');
  if (!match) throw new Refusal('http.tokenMissing');
  // Digests have one length, so the comparison takes one time whatever was sent.
  if (!timingSafeEqual(digest(match[1]), expected)) throw new Refusal('http.tokenWrong');
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
