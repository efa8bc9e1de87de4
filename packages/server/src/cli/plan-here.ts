import type { House } from '../composition.js';
import { ProgressLine } from './progress-line.js';
import type { Session } from './session.js';

/** Runs a plan as a job in this process, with its progress on stderr. */
export async function runPlanHere(
  session: Session,
  house: House,
  request: { readonly asOf?: string; readonly seed?: string },
): Promise<{ runId: number; created: boolean }> {
  const line = new ProgressLine(session.voice, session.voice.word('job.plan'));
  try {
    const result = await house.runHere('plan', request, {
      signal: session.signal,
      watch: line,
    });
    line.finish();
    return result;
  } finally {
    line.clear();
  }
}
