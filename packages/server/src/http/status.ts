import { status } from '@stockwright/app';
import { Status } from '@stockwright/contract';
import type { ApiPlugin } from './api.js';

export const statusRoutes: ApiPlugin = async (server, { house }) => {
  server.get(
    '/status',
    {
      schema: {
        tags: ['status'],
        summary: 'What is there: items, places, days of history, the newest plan, running jobs',
        response: { 200: Status },
      },
    },
    async () => status(house.store),
  );
};
