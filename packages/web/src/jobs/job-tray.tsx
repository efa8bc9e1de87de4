import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useJobs } from '../api/queries.js';
import './jobs.css';

const JobDrawer = lazy(() => import('./job-drawer.js'));

/** Work in progress: a button in the bar that tells how much is running and opens the list. */
export function JobTray() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const jobs = useJobs();
  const working = (jobs.data?.data ?? []).filter(
    (job) => job.state === 'queued' || job.state === 'running',
  );
  const first = working[0];
  return (
    <>
      <Button
        size="xs"
        variant="default"
        onClick={() => setOpened(true)}
        leftSection={
          first ? (
            <progress
              className="tray-progress"
              value={first.progress}
              aria-label={t('jobs.progress')}
            />
          ) : undefined
        }
      >
        {working.length > 0 ? t('jobs.running', { count: working.length }) : t('jobs.title')}
      </Button>
      <Suspense fallback={null}>
        {opened ? <JobDrawer close={() => setOpened(false)} /> : null}
      </Suspense>
    </>
  );
}
