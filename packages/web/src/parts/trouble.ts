import { ApiProblem } from '@stockwright/contract';
import type { TFunction } from 'i18next';
import { showToast } from './toasts.js';

/** What went wrong and what to do, in words for a person; the server's own words where it spoke. */
export function describeTrouble(error: unknown, t: TFunction): string {
  if (error instanceof ApiProblem) {
    const { status, detail, requestId } = error.details;
    if (status === 401 || status === 403) return `${detail} ${t('trouble.tokenHint')}`;
    if (status >= 500 && requestId) return `${detail} (${requestId})`;
    return detail;
  }
  if (error instanceof TypeError) return t('trouble.offline');
  if (error instanceof SyntaxError) return t('trouble.notOurs');
  if (error instanceof Error && error.name === 'ZodError') return t('trouble.shape');
  return error instanceof Error ? error.message : String(error);
}

export const showTrouble = (error: unknown, t: TFunction): void =>
  showToast({ tone: 'trouble', text: describeTrouble(error, t) });
