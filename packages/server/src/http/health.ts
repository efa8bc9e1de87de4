import { z } from 'zod';
import { version } from '../version.js';
import type { ApiPlugin } from './api.js';
import { Refusal } from './refusal.js';

const Health = z.object({ status: z.literal('ok'), version: z.string() });

/** Alive: the process answers. Ready: the database answers too. */
export const healthRoutes: ApiPlugin = async (server, { house }) => {
  const tags = ['health'];

  server.get(
    '/healthz',
    { schema: { tags, summary: 'The process answers', response: { 200: Health } } },
    async () => ({ status: 'ok' as const, version }),
  );

  server.get(
    '/healthz/ready',
    { schema: { tags, summary: 'The database answers', response: { 200: Health } } },
    async () => {
      try {
        await house.store.database.execute('select 1 from schema_migration limit 1');
      } catch (error) {
        throw new Refusal('http.notReady', {}, { cause: error });
      }
      return { status: 'ok' as const, version };
    },
  );
};
