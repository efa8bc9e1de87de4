import type { JobProgress } from '@stockwright/app';
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.js';
import { count, fileSize } from '../format.js';
import type { Verbs } from '../program.js';
import { ProgressLine } from '../progress-line.js';
import type { Session } from '../session.js';

/** `stockwright doctor`, `backup` and `restore`: the care of a data folder. */
export function careVerbs(program: Command, verbs: Verbs): void {
  doctorVerb(program, verbs);
  backupVerb(program, verbs);
  restoreVerb(program, verbs);
}

function doctorVerb(program: Command, verbs: Verbs): void {
  verbs
    .verb(program, 'doctor', 'help.doctor', 'npx stockwright doctor --data-dir ./my-shop')
    .action(async (_options: object, command: Command) => {
      const session = verbs.open(command);
      const { voice, dataDir, databaseUrl } = session;
      const { doctor, findingText } = await import('@stockwright/app');
      const { checks, findings } = await doctor({ folder: dataDir, url: databaseUrl });
      const isIll = findings.some(({ severity }) => severity === 'error');
      if (isIll) session.outcome.exitCode = EXIT.failed;
      const worded = findings.map((finding) => ({
        ...finding,
        ...findingText(finding, voice.language),
      }));
      if (voice.json) return voice.object({ folder: dataDir, checks, findings: worded });
      for (const { severity, what, mend } of worded) {
        voice.line(`${voice.state(severity)}: ${what}`);
        voice.line(`  ${mend}`);
      }
      voice.line(
        voice.word(isIll ? 'doctor.ill' : 'doctor.fine', {
          folder: dataDir,
          checks: checks.length,
        }),
      );
    });
}

function backupVerb(program: Command, verbs: Verbs): void {
  verbs
    .verb(program, 'backup', 'help.backup', 'npx stockwright backup stockwright-2026-01-31.tar.gz')
    .argument('<file>', verbs.word('argument.backup'))
    .action(async (file: string, _options: object, command: Command) => {
      const session = verbs.open(command);
      const { backup } = await import('@stockwright/app');
      await session.withExistingHouse(async ({ store }) => {
        const report = await watched(session, 'job.backup', (progress) =>
          backup(store, file, progress),
        );
        if (session.voice.json) return session.voice.object(report);
        session.voice.line(
          session.voice.word('backup.written', {
            folder: session.dataDir,
            file: report.file,
            size: fileSize(report.sizeBytes),
          }),
        );
      });
    });
}

function restoreVerb(program: Command, verbs: Verbs): void {
  verbs
    .verb(
      program,
      'restore',
      'help.restore',
      'npx stockwright restore stockwright-2026-01-31.tar.gz --data-dir ./restored',
    )
    .argument('<file>', verbs.word('argument.backup'))
    .option('--replace', verbs.word('option.replace'))
    .action(async (file: string, options: { replace?: boolean }, command: Command) => {
      const session = verbs.open(command);
      const { voice, dataDir, databaseUrl } = session;
      const { restore } = await import('@stockwright/app');
      const report = await watched(session, 'job.restore', (progress) =>
        restore(
          file,
          { folder: dataDir, url: databaseUrl, replace: options.replace ?? false },
          progress,
        ),
      );
      if (voice.json) return voice.object(report);
      const rows = count(report.rows, voice.language);
      voice.line(voice.word('restore.done', { file, folder: report.folder, rows }));
    });
}

/** Runs work that is no job with its progress on stderr; Ctrl-C stops it. */
async function watched<T>(
  session: Session,
  title: 'job.backup' | 'job.restore',
  work: (progress: JobProgress) => Promise<T>,
): Promise<T> {
  const line = new ProgressLine(session.voice, session.voice.word(title));
  try {
    return await work({
      report: (stage, share) => line.update(stage, share),
      log: (level, message) => line.log(level, message),
      signal: session.signal,
    });
  } finally {
    line.clear();
  }
}
