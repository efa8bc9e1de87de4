import type { House, ImportParams, ImportResult } from '../composition.js';
import { ProgressLine } from './progress-line.js';
import type { Session } from './session.js';

/** Runs an import as a job in this process, with its progress on stderr. */
export async function importHere(
  session: Session,
  house: House,
  params: Omit<ImportParams, 'actor' | 'language'>,
): Promise<ImportResult> {
  const line = new ProgressLine(session.voice, session.voice.word('job.import'));
  try {
    const result = await house.runHere(
      'import',
      { ...params, actor: 'cli', language: session.voice.language },
      {
        signal: session.signal,
        watch: line,
      },
    );
    line.finish();
    return result;
  } finally {
    line.clear();
  }
}
