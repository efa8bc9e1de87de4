import { setTimeout as pause } from 'node:timers/promises';
import { type Change, ChangeFeed, type Language } from '@stockwright/app';
import type { StreamEvent } from '@stockwright/contract';
import { jobReply } from '../jobs/job-reply.js';
import type { ApiPlugin } from './api.js';
import { languageOf } from './problem-reply.js';

const POLL_MS = 500;
const HEARTBEAT_MS = 15_000;

/**
 * Server-sent events: what changed, as it changes. Each message carries the place in the journals up
 * to which it told, so that a browser that lost the line goes on from there (Last-Event-ID).
 */
export const eventRoutes: ApiPlugin = async (server, { house, pollMilliseconds = POLL_MS }) => {
  const listeners = new Set<AbortController>();
  server.addHook('preClose', async () => {
    for (const listener of listeners) listener.abort();
  });

  server.get(
    '/events',
    {
      config: { rateLimit: false },
      schema: {
        tags: ['events'],
        summary: 'What changes, as server-sent events (text/event-stream)',
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const listener = new AbortController();
      const language = languageOf(request);
      const resumeFrom = request.headers['last-event-id'];
      const feed = await ChangeFeed.open(
        house.store.database,
        typeof resumeFrom === 'string' ? resumeFrom : undefined,
      );
      listeners.add(listener);
      request.raw.once('close', () => listener.abort());
      reply.hijack();
      reply.raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      reply.raw.write(`retry: 2000\nid: ${feed.cursor}\n: open\n\n`);
      try {
        let quietSince = performance.now();
        while (!listener.signal.aborted) {
          const changes = await feed.next();
          for (const [index, change] of changes.entries()) {
            const event = await streamEvent(change, language);
            // Only the last one moves the place to resume from: the others of its batch came before it.
            const place = index === changes.length - 1 ? `id: ${feed.cursor}\n` : '';
            reply.raw.write(`${place}data: ${JSON.stringify(event)}\n\n`);
            quietSince = performance.now();
          }
          if (performance.now() - quietSince > HEARTBEAT_MS) {
            reply.raw.write(': still here\n\n');
            quietSince = performance.now();
          }
          await pause(pollMilliseconds, undefined, { signal: listener.signal }).catch(() => {});
        }
      } catch (error) {
        request.log.error({ err: error }, 'The event stream ended');
      } finally {
        listeners.delete(listener);
        reply.raw.end();
      }
    },
  );

  const streamEvent = async (change: Change, language: Language): Promise<StreamEvent> =>
    change.type === 'job.changed'
      ? { type: change.type, job: jobReply(await house.jobs.get(change.jobId), language) }
      : change;
};
