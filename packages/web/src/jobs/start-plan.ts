import type { PlanRunRequest } from '@stockwright/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../api/client.js';
import { keys } from '../api/keys.js';
import { useSession } from '../api/session.js';
import { showToast } from '../parts/toasts.js';
import { showTrouble } from '../parts/trouble.js';

/** Starts a plan run as a job; its progress shows in the tray. */
export function useStartPlan() {
  const client = useClient();
  const queries = useQueryClient();
  const { mayWrite } = useSession();
  const { t } = useTranslation();
  return useCallback(
    async (request: PlanRunRequest) => {
      if (!mayWrite()) return;
      try {
        const job = await client.startPlanRun(request);
        showToast({ tone: 'done', text: t('toast.jobStarted', { kind: t('jobKind.plan') }) });
        void queries.invalidateQueries({ queryKey: keys.jobs });
        return job;
      } catch (error) {
        showTrouble(error, t);
      }
    },
    [client, queries, mayWrite, t],
  );
}
