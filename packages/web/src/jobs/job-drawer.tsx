import { Button, Group, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useJobs } from '../api/queries.js';
import { SideDialog } from '../parts/dialog.js';
import { TroubleNote } from '../parts/trouble-note.js';
import { JobCard } from './job-card.js';
import { useStartPlan } from './start-plan.js';

const UploadDialog = lazy(() => import('./upload-dialog.js'));

/** What runs and what has run, newest first, and the two things one may start. */
export default function JobDrawer({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const [uploading, setUploading] = useState(false);
  const jobs = useJobs();
  const startPlan = useStartPlan();
  const list = jobs.data?.data ?? [];
  return (
    <>
      <SideDialog title={t('jobs.title')} close={close} size={460}>
        <Stack>
          <Group>
            <Button size="xs" onClick={() => void startPlan({})}>
              {t('jobs.runPlan')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setUploading(true)}>
              {t('jobs.upload')}
            </Button>
          </Group>
          {jobs.isError ? (
            <TroubleNote error={jobs.error} retry={() => void jobs.refetch()} />
          ) : null}
          {jobs.isSuccess && list.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('jobs.none')}
            </Text>
          ) : null}
          {list.map((job) => (
            <JobCard key={job.id} job={job} />
          ))}
        </Stack>
      </SideDialog>
      <Suspense fallback={null}>
        {uploading ? <UploadDialog close={() => setUploading(false)} /> : null}
      </Suspense>
    </>
  );
}
