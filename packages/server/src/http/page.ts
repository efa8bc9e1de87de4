import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { say } from '../messages/say.js';
import { languageOf } from './problem-reply.js';
import { Refusal } from './refusal.js';

/** Folder of the built screens, where the package @stockwright/web lies. */
export const builtPage = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('@stockwright/web/package.json')), 'dist');

/**
 * Serves the screens: files of the build as they are, and index.html for every address that a screen
 * may own. Addresses of the API that nobody answers are problems, never a page.
 */
export async function servePage(server: FastifyInstance, folder = builtPage()): Promise<void> {
  const isBuilt = existsSync(join(folder, 'index.html'));
  if (isBuilt)
    await server.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      setHeaders: (reply, path) => {
        // The build names its assets by their content; index.html must be asked for anew.
        const isNamedByContent = path.includes('/assets/') || path.includes('\\assets\\');
        reply.setHeader(
          'cache-control',
          isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });

  server.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0];
    const isScreen =
      request.method === 'GET' &&
      !path.startsWith('/api/') &&
      (request.headers.accept ?? '').includes('text/html');
    if (!isScreen) throw new Refusal('http.notFound', { method: request.method, path });
    if (isBuilt) return reply.sendFile('index.html');
    return reply
      .code(503)
      .type('text/plain; charset=utf-8')
      .send(`${say(languageOf(request), 'http.pageNotBuilt')}\n`);
  });
}
