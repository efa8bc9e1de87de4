import { Center, Loader } from '@mantine/core';
import type { Status } from '@stockwright/contract';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { usePlanRun, useStatus } from '../api/queries.js';
import { TroubleNote } from '../parts/trouble-note.js';
import { PlanDesk } from './plan-desk.js';
import './plan-page.css';

const FirstRun = lazy(() => import('../jobs/first-run.js'));

/** The plan named in the address, or the newest; before there is one, how to come to it. */
export function PlanPage() {
  const { runId } = useParams();
  const status = useStatus();
  if (status.isPending) return <Waiting />;
  if (!status.data) return <TroubleNote error={status.error} retry={() => void status.refetch()} />;
  const wanted = runId && /^\d+$/.test(runId) ? Number(runId) : status.data.latestRunId;
  if (wanted === null) return <FirstRun status={status.data} />;
  return <PlanOfRun key={wanted} runId={wanted} status={status.data} />;
}

function PlanOfRun({ runId, status }: { runId: number; status: Status }) {
  const run = usePlanRun(runId);
  if (run.isPending) return <Waiting />;
  if (!run.data) return <TroubleNote error={run.error} retry={() => void run.refetch()} />;
  return <PlanDesk run={run.data} status={status} />;
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <Center h="60vh">
      <Loader role="status" aria-label={t('grid.loading')} />
    </Center>
  );
}
