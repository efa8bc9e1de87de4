import { Button, FileInput, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../api/client.js';
import { keys } from '../api/keys.js';
import { useJob } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { Dialog } from '../parts/dialog.js';
import { showToast } from '../parts/toasts.js';
import { showTrouble } from '../parts/trouble.js';
import { JobCard } from './job-card.js';

/** Takes a file of sales or other data: first tried without any effect, then imported. */
export default function UploadDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const client = useClient();
  const queries = useQueryClient();
  const { mayWrite } = useSession();
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState('');
  const [isSending, setIsSending] = useState(false);
  const [trialId, setTrialId] = useState<string | null>(null);
  const trial = useJob(trialId);

  const send = async (dryRun: boolean) => {
    if (!file || !mayWrite()) return;
    setIsSending(true);
    try {
      const job = await client.importFile(file, {
        file: file.name,
        source: source.trim() || undefined,
        dryRun,
      });
      void queries.invalidateQueries({ queryKey: keys.jobs });
      if (dryRun) return setTrialId(job.id);
      showToast({ tone: 'done', text: t('toast.jobStarted', { kind: t('jobKind.import') }) });
      setFile(null);
      setTrialId(null);
      close();
    } catch (error) {
      showTrouble(error, t);
    } finally {
      setIsSending(false);
    }
  };

  return (
    <Dialog title={t('upload.title')} close={close} size="lg">
      <Stack>
        <Text size="sm">{t('upload.text')}</Text>
        <FileInput
          label={t('upload.file')}
          placeholder={t('upload.choose')}
          accept=".csv,.tsv,.txt,.parquet,.xlsx,.gz,.zip"
          value={file}
          onChange={(chosen) => {
            setFile(chosen);
            setTrialId(null);
          }}
          clearable
        />
        <TextInput
          label={t('upload.source')}
          description={t('upload.sourceHint')}
          value={source}
          placeholder={file?.name}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        {trial.data ? <JobCard job={trial.data} /> : null}
        <Group justify="flex-end">
          <Button
            variant="default"
            disabled={!file}
            loading={isSending}
            onClick={() => void send(true)}
          >
            {t('upload.try')}
          </Button>
          <Button
            disabled={!file || trial.data?.state !== 'done'}
            loading={isSending}
            onClick={() => void send(false)}
          >
            {t('upload.import')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
