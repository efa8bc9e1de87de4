import { Job, JobList, JobWithLog } from '@stockwright/contract';
import { z } from 'zod';
import { jobReply, jobReplyWithLog } from '../jobs/job-reply.js';
import type { ApiPlugin } from './api.js';
import { languageOf } from './problem-reply.js';

const ById = z.object({ id: z.uuid() });

export const jobRoutes: ApiPlugin = async (server, { house }) => {
  const { jobs } = house;
  const tags = ['jobs'];

  server.get(
    '/jobs',
    { schema: { tags, summary: 'The newest jobs', response: { 200: JobList } } },
    async (request) => {
      const language = languageOf(request);
      return { data: (await jobs.list()).map((job) => jobReply(job, language)) };
    },
  );

  server.get(
    '/jobs/:id',
    {
      schema: {
        tags,
        summary: 'One job with its log',
        params: ById,
        response: { 200: JobWithLog },
      },
    },
    async (request) => {
      const { id } = request.params;
      return jobReplyWithLog(await jobs.get(id), await jobs.log(id), languageOf(request));
    },
  );

  server.post(
    '/jobs/:id/cancel',
    {
      schema: {
        tags,
        summary: 'Asks a job to stop; one that has ended stays as it is',
        params: ById,
        response: { 200: Job },
      },
    },
    // Cancelling twice is cancelling once, so a key has nothing to add here.
    async (request) => jobReply(await jobs.cancel(request.params.id), languageOf(request)),
  );
};
