import { Button, Code, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { Dialog } from '../parts/dialog.js';

/** Tells how to get the token that writes need, and takes it. */
export default function TokenDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const { setToken } = useSession();
  const [text, setText] = useState('');
  // People paste the whole address as often as the token alone.
  const token = (/token=([^&\s]+)/.exec(text)?.[1] ?? text).trim();
  return (
    <Dialog title={t('token.title')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (token) setToken(token);
        }}
      >
        <Stack>
          <Text size="sm">{t('token.why')}</Text>
          <Text size="sm">{t('token.how')}</Text>
          <Code block>http://127.0.0.1:4600/#token=…</Code>
          <TextInput
            label={t('token.label')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          <Button type="submit" disabled={!token}>
            {t('token.use')}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
