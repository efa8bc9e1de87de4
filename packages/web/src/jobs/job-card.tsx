import { Button, Group, Progress, Text } from '@mantine/core';
import type { Job } from '@stockwright/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useClient } from '../api/client.js';
import { useJob } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { useFormats } from '../i18n/format.js';
import { wordFor } from '../i18n/i18n.js';
import { showTrouble } from '../parts/trouble.js';
import { ImportReportView, importReport } from './import-report.js';
import { ResultTable } from './result-table.js';

const SIGNS: Record<Job['state'], string> = {
  queued: '…',
  running: '▸',
  done: '✓',
  failed: '✕',
  cancelled: '–',
};

/** One job: what it does now, how far it is, what came of it, its log, and a way to stop it. */
export function JobCard({ job }: { job: Job }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useClient();
  const { mayWrite } = useSession();
  const [showsLog, setShowsLog] = useState(false);
  const detail = useJob(showsLog ? job.id : null);
  const isWorking = job.state === 'queued' || job.state === 'running';
  const runId = job.state === 'done' ? job.result?.runId : undefined;

  const cancel = async () => {
    if (!mayWrite()) return;
    try {
      await client.cancelJob(job.id);
    } catch (error) {
      showTrouble(error, t);
    }
  };

  return (
    <article className={`job job-${job.state}`}>
      <Group justify="space-between" wrap="nowrap">
        <span className="job-name">
          <span aria-hidden="true">{SIGNS[job.state]} </span>
          {wordFor('jobKind', job.kind)}
          <span className="job-state">{t(`jobState.${job.state}`)}</span>
        </span>
        <span className="below">{formats.instant(job.startedAt ?? job.createdAt)}</span>
      </Group>
      {isWorking ? (
        <>
          <Progress
            value={job.progress * 100}
            aria-label={t('jobs.progress')}
            size="md"
            mt={8}
            mb={4}
          />
          <Text size="sm">
            {job.stage ? wordFor('stage', job.stage) : t('jobs.waiting')}
            {' · '}
            {formats.percent(job.progress)}
          </Text>
        </>
      ) : null}
      {job.error ? (
        <Text size="sm" className="job-error">
          {job.error.message}
        </Text>
      ) : null}
      {job.state === 'done' && job.result ? <Result result={job.result} /> : null}
      <Group gap="xs" mt={6}>
        {typeof runId === 'number' ? (
          <Button size="compact-xs" variant="default" component={Link} to={`/plan/${runId}`}>
            {t('jobs.openPlan')}
          </Button>
        ) : null}
        {isWorking ? (
          <Button
            size="compact-xs"
            variant="default"
            disabled={job.cancelRequested}
            onClick={() => void cancel()}
          >
            {job.cancelRequested ? t('jobs.cancelling') : t('jobs.cancel')}
          </Button>
        ) : null}
        <Button
          size="compact-xs"
          variant="subtle"
          aria-expanded={showsLog}
          onClick={() => setShowsLog(!showsLog)}
        >
          {showsLog ? t('jobs.hideLog') : t('jobs.showLog')}
        </Button>
      </Group>
      {showsLog ? (
        <ol className="job-log">
          {detail.data?.log.map((line) => (
            <li key={`${line.at} ${line.message}`} className={`log-${line.level}`}>
              {line.message}
            </li>
          ))}
          {detail.data?.log.length === 0 ? (
            <li className="log-empty">{t('jobs.emptyLog')}</li>
          ) : null}
        </ol>
      ) : null}
    </article>
  );
}

function Result({ result }: { result: NonNullable<Job['result']> }) {
  const report = importReport(result);
  return report ? <ImportReportView report={report} /> : <ResultTable result={result} />;
}
