import { isDiskFull } from '../postgres/error-codes.js';
import { Problem } from '../problem.js';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the disk is read-only',
};

/** The code of a file system error, e.g. ENOENT. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/**
 * Says a file system error as a Problem where a user can mend it; anything else comes back as it was.
 */
export function fileProblem(error: unknown, path: string, doing: 'read' | 'write'): unknown {
  if (error instanceof Problem) return error;
  const code = systemCode(error) ?? '';
  if (isDiskFull(error)) return new Problem('disk.full', { path }, { cause: error });
  if (code === 'ENOENT' && doing === 'read')
    return new Problem('file.notFound', { path }, { cause: error });
  if (code === 'ENOTDIR' || (code === 'EEXIST' && doing === 'write'))
    return new Problem('dataDir.notAFolder', { folder: path }, { cause: error });
  if (code in reasons)
    return doing === 'read'
      ? new Problem('file.notReadable', { path }, { cause: error })
      : new Problem('file.notWritable', { path, reason: reasons[code] }, { cause: error });
  return error;
}

/** Runs `work`; its file system errors become Problems about `path`. */
export async function tellingProblems<T>(
  path: string,
  doing: 'read' | 'write',
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fileProblem(error, path, doing);
  }
}
