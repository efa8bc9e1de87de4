import { Button, Drawer, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useJobs } from '../api/queries.js';
import { TroubleNote } from '../parts/trouble-note.js';
import { JobCard } from './job-card.js';
import './jobs.css';
import { useStartPlan } from './start-plan.js';
import { UploadDialog } from './upload-dialog.js';

/** Work in progress and done: a button in the bar that tells how much is running, and the list behind. */
export function JobTray() {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const [uploading, setUploading] = useState(false);
  const jobs = useJobs();
  const startPlan = useStartPlan();
  const list = jobs.data?.data ?? [];
  const working = list.filter((job) => job.state === 'queued' || job.state === 'running');
  const first = working[0];
  return (
    <>
      <Button
        size="xs"
        variant="default"
        onClick={open}
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
      <Drawer
        opened={opened}
        onClose={close}
        position="right"
        size={460}
        title={t('jobs.title')}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
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
      </Drawer>
      <UploadDialog opened={uploading} close={() => setUploading(false)} />
    </>
  );
}
