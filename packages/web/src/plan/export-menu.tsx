import { Button, Menu } from '@mantine/core';
import { ExportFormat } from '@stockwright/contract';
import { useTranslation } from 'react-i18next';
import { useClient } from '../api/client.js';
import { useFormats } from '../i18n/format.js';
import type { PlanView } from './plan-view.js';

/** Files of what is seen: the filters in force, every page. */
export function ExportMenu(props: { runId: number; view: PlanView; total: number }) {
  const { t } = useTranslation();
  const client = useClient();
  const { language } = useFormats();
  const { kind, from, to, state, search, sort, descending } = props.view;
  const address = (format: ExportFormat) =>
    client.exportAddress(props.runId, {
      format,
      language,
      kind: kind ?? undefined,
      from: from ?? undefined,
      to: to ?? undefined,
      state: state ?? undefined,
      search: search || undefined,
      sort,
      descending,
    });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default">
          {t('export.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('export.what', { count: props.total })}</Menu.Label>
        {ExportFormat.options.map((format) => (
          <Menu.Item key={format} component="a" href={address(format)} download>
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
