import type { Command } from 'commander';
import { percent } from '../format.js';
import type { Verbs } from '../program.js';
import { printTable } from '../table.js';
import { UsageError } from '../usage.js';

/** `stockwright jobs`: what ran and runs, with log; and asks one to stop. */
export function jobsVerb(program: Command, verbs: Verbs): void {
  verbs
    .verb(program, 'jobs', 'help.jobs', 'npx stockwright jobs')
    .argument('[id]', verbs.word('argument.job'))
    .option('--cancel', verbs.word('option.cancel'))
    .action(async (id: string | undefined, options: { cancel?: boolean }, command: Command) => {
      const session = verbs.open(command);
      const { voice } = session;
      if (options.cancel && !id) throw new UsageError('usage.cancelNeedsJob');
      const { jobReply, jobReplyWithLog } = await import('../../jobs/job-reply.js');
      await session.withExistingHouse(async ({ jobs }) => {
        if (id) {
          if (options.cancel) await jobs.cancel(id);
          const job = jobReplyWithLog(await jobs.get(id), await jobs.log(id), voice.language);
          if (voice.json) return voice.object(job);
          voice.line(
            [job.id, job.kind, voice.state(job.state), job.stage ?? '', percent(job.progress)].join(
              '  ',
            ),
          );
          if (job.error) voice.line(job.error.message);
          for (const line of job.log) voice.line(`${line.at}  ${line.level}  ${line.message}`);
          return;
        }
        const data = (await jobs.list()).map((job) => jobReply(job, voice.language));
        if (voice.json) return voice.object({ data });
        if (data.length === 0) return voice.tell('jobs.none');
        printTable(voice, data, [
          { header: voice.word('column.job'), value: (row) => row.id },
          { header: voice.word('column.kind'), value: (row) => row.kind },
          { header: voice.word('column.state'), value: (row) => voice.state(row.state) },
          {
            header: voice.word('column.progress'),
            value: (row) => percent(row.progress),
            align: 'right',
          },
          { header: voice.word('column.begun'), value: (row) => row.startedAt ?? row.createdAt },
        ]);
      });
    });
}
