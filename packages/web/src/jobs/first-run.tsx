import { Button, Group, Text, Title } from '@mantine/core';
import type { Status } from '@stockwright/contract';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useJobs } from '../api/queries.js';
import { useFormats } from '../i18n/format.js';
import { JobCard } from './job-card.js';
import { useStartPlan } from './start-plan.js';

const UploadDialog = lazy(() => import('./upload-dialog.js'));

/** What is shown before there is a plan: the work under way, or the next thing to do. */
export default function FirstRun({ status }: { status: Status }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const jobs = useJobs();
  const startPlan = useStartPlan();
  const [uploading, setUploading] = useState(false);
  const list = jobs.data?.data ?? [];
  const working = list.filter((job) => job.state === 'queued' || job.state === 'running');
  const hasHistory = status.historyLastDay !== null;
  const lastFailed = working.length === 0 && list[0]?.state === 'failed' ? list[0] : null;
  return (
    <div className="first-run">
      <Title order={1} size="h3">
        {working.length > 0
          ? t('firstRun.working')
          : hasHistory
            ? t('firstRun.noPlan')
            : t('firstRun.noData')}
      </Title>
      <Text>
        {working.length > 0
          ? t('firstRun.workingText')
          : hasHistory
            ? t('firstRun.noPlanText', {
                first: formats.day(status.historyFirstDay ?? status.historyLastDay ?? ''),
                last: formats.day(status.historyLastDay ?? ''),
                count: status.itemCount,
              })
            : t('firstRun.noDataText')}
      </Text>
      {working.map((job) => (
        <JobCard key={job.id} job={job} />
      ))}
      {lastFailed ? <JobCard job={lastFailed} /> : null}
      {working.length === 0 ? (
        <Group>
          {hasHistory ? (
            <Button onClick={() => void startPlan({})}>{t('jobs.runPlan')}</Button>
          ) : null}
          <Button variant={hasHistory ? 'default' : 'filled'} onClick={() => setUploading(true)}>
            {t('jobs.upload')}
          </Button>
        </Group>
      ) : null}
      {uploading ? <UploadDialog close={() => setUploading(false)} /> : null}
    </div>
  );
}
