import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { listSources, tellingProblems } from '@stockwright/app';
import { ImportQuery, Job, SourceList } from '@stockwright/contract';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { jobReply } from '../jobs/job-reply.js';
import { uploadsFolder } from '../jobs/uploads.js';
import type { ApiPlugin } from './api.js';
import { onceForKey } from './idempotency.js';
import { languageOf } from './problem-reply.js';
import { Refusal } from './refusal.js';

const MAX_UPLOAD_BYTES = 4 * 1024 ** 3;

export const sourceRoutes: ApiPlugin = async (
  server,
  { house, maxUploadBytes = MAX_UPLOAD_BYTES },
) => {
  const { store } = house;
  const tags = ['sources'];

  server.get(
    '/sources',
    {
      schema: {
        tags,
        summary: 'Sources of data and the version of each that is in force',
        response: { 200: SourceList },
      },
    },
    async () => listSources(store.database),
  );

  server.register(async (plain) => {
    const files = plain.withTypeProvider<ZodTypeProvider>();
    // The body stays a stream: a file may be larger than memory.
    files.addContentTypeParser('application/octet-stream', (_request, payload, done) =>
      done(null, payload),
    );
    files.post(
      '/imports',
      {
        schema: {
          tags,
          summary: 'Imports a file, as a job; the file is the body',
          consumes: ['application/octet-stream'],
          querystring: ImportQuery,
          body: z.instanceof(Readable),
          response: { 202: Job },
        },
      },
      async (request, reply) => {
        const { file, ...options } = request.query;
        const upload = await keepUpload(request.body, file);
        await house.jobs.prepare();
        let isTaken = false;
        try {
          const { path, folder, hash } = upload;
          const job = await onceForKey(house, request, { bodyHash: hash }, async (tx) => {
            const params = {
              ...options,
              paths: [path],
              upload: folder,
              actor: 'api',
              language: languageOf(request),
            };
            const queued = await house.jobs.enqueue('import', params, 'api', tx);
            isTaken = true;
            return jobReply(queued, languageOf(request));
          });
          return reply.code(202).send(job);
        } catch (error) {
          isTaken = false;
          throw error;
        } finally {
          // A repeated request, or one that failed, leaves nobody to read its file.
          if (!isTaken) await rm(upload.folder, { recursive: true, force: true });
        }
      },
    );
  });

  /** Writes an upload under its own name (its ending tells the format) into a folder of its own. */
  async function keepUpload(body: Readable, name: string) {
    const folder = join(uploadsFolder(store), randomUUID());
    const path = join(folder, safeName(name));
    const hash = createHash('sha256');
    let bytes = 0;
    const watch = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        hash.update(chunk);
        if (bytes > maxUploadBytes) done(new Refusal('http.tooLarge'));
        else done(null, chunk);
      },
    });
    try {
      await tellingProblems(folder, 'write', async () => {
        await mkdir(folder, { recursive: true });
        await pipeline(body, watch, createWriteStream(path));
      });
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    return { folder, path, hash: hash.digest('hex') };
  }
};

/** A name that cannot leave its folder: the last part of the path, its ending kept. */
function safeName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = [...last].filter((character) => character > '\u001f' && character !== '\u007f');
  const text = clean.join('').replace(/^\.+/, '');
  if (text === '') return 'upload';
  const ending = extname(text);
  return text.length <= 120 ? text : text.slice(0, 120 - ending.length) + ending;
}
