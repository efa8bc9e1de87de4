import { Alert, Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { describeTrouble } from './trouble.js';

/** A refusal in the place where the answer should have been, with a way to ask again. */
export function TroubleNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert
      color="red"
      classNames={{ label: 'trouble-label' }}
      title={t('trouble.title')}
      variant="outline"
      role="alert"
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{describeTrouble(error, t)}</Text>
        {retry ? (
          <Button size="xs" variant="default" onClick={retry}>
            {t('act.retry')}
          </Button>
        ) : null}
      </Stack>
    </Alert>
  );
}
