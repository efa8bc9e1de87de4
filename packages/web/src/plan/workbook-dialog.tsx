import { Button, FileInput, Group, Radio, Stack, Text } from '@mantine/core';
import type { WorkbookChange, WorkbookPreview } from '@stockwright/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../api/client.js';
import { useSession } from '../api/session.js';
import { useFormats } from '../i18n/format.js';
import { Dialog } from '../parts/dialog.js';
import { showToast } from '../parts/toasts.js';
import { showTrouble } from '../parts/trouble.js';

const MOST_SHOWN = 500;

interface WorkbookDialogProps {
  readonly runId: number;
  readonly close: () => void;
  readonly renew: () => void;
}

/** Reads an edited workbook back: what it would change, where the system moved meanwhile, then applies it. */
export default function WorkbookDialog({ runId, close, renew }: WorkbookDialogProps) {
  const { t } = useTranslation();
  const client = useClient();
  const session = useSession();
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<WorkbookPreview | null>(null);
  const [onConflict, setOnConflict] = useState<'keep' | 'take'>('keep');
  const [isSending, setIsSending] = useState(false);

  const send = async (chosen: File, apply: boolean) => {
    if (!session.mayWrite()) return;
    setIsSending(true);
    try {
      const reply = await client.workbook(runId, chosen, {
        apply,
        onConflict,
        actor: session.actor || undefined,
      });
      setPreview(reply);
      if (!reply.applied) return;
      showToast({
        tone: 'done',
        text: t('toast.workbook', {
          count: reply.changes.length,
          conflicts: reply.conflicts,
        }),
      });
      renew();
      close();
    } catch (error) {
      showTrouble(error, t);
    } finally {
      setIsSending(false);
    }
  };

  return (
    <Dialog title={t('workbook.title')} close={close} size="70rem">
      <Stack>
        <Text size="sm">{t('workbook.text')}</Text>
        <FileInput
          label={t('workbook.file')}
          placeholder={t('upload.choose')}
          accept=".xlsx"
          value={file}
          onChange={(chosen) => {
            setFile(chosen);
            setPreview(null);
            if (chosen) void send(chosen, false);
          }}
        />
        {preview ? <PreviewTable preview={preview} /> : null}
        {preview && preview.conflicts > 0 ? (
          <Radio.Group
            label={t('workbook.onConflict')}
            value={onConflict}
            onChange={(value) => setOnConflict(value === 'take' ? 'take' : 'keep')}
          >
            <Group mt={4}>
              <Radio value="keep" label={t('workbook.keep')} />
              <Radio value="take" label={t('workbook.take')} />
            </Group>
          </Radio.Group>
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('act.cancel')}
          </Button>
          <Button
            disabled={!file || !preview || preview.changes.length === 0}
            loading={isSending}
            onClick={() => file && void send(file, true)}
          >
            {t('workbook.apply', { count: preview?.changes.length ?? 0 })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function PreviewTable({ preview }: { preview: WorkbookPreview }) {
  const { t } = useTranslation();
  const shown = preview.changes.slice(0, MOST_SHOWN);
  return (
    <>
      <Text size="sm" fw={600} role="status">
        {t('workbook.changes', { count: preview.changes.length })}
        {' · '}
        {t('workbook.conflicts', { count: preview.conflicts })}
        {' · '}
        {t('workbook.rejects', { count: preview.rejects.length })}
      </Text>
      {shown.length > 0 ? (
        <div style={{ maxHeight: '45vh', overflow: 'auto' }} tabIndex={-1}>
          <table className="plain-table">
            <thead>
              <tr>
                <th className="number">{t('workbook.row')}</th>
                <th>{t('column.item')}</th>
                <th>{t('workbook.field')}</th>
                <th>{t('workbook.base')}</th>
                <th>{t('workbook.theirs')}</th>
                <th>{t('workbook.mine')}</th>
                <th>{t('workbook.mark')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((change) => (
                <ChangeRow key={`${change.row} ${change.field}`} change={change} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {preview.rejects.length > 0 ? (
        <ul>
          {preview.rejects.slice(0, MOST_SHOWN).map((reject) => (
            <li key={`${reject.row} ${reject.field}`}>
              <Text size="sm">
                {t('workbook.reject', {
                  row: reject.row,
                  field: reject.field,
                  reason: reject.reason,
                })}
              </Text>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function ChangeRow({ change }: { change: WorkbookChange }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = (value: string | null) => {
    if (value === null || value === '') return t('workbook.nothing');
    if (change.field === 'state' && /^(open|approved|rejected|snoozed)$/.test(value))
      return t(`state.${value as 'open' | 'approved' | 'rejected' | 'snoozed'}`);
    if (change.field === 'quantity') return formats.count(Number(value));
    if (change.field === 'until') return formats.day(value);
    return value;
  };
  return (
    <tr>
      <td className="number">{change.row}</td>
      <td>{change.itemCode}</td>
      <td>{t(`workbook.fields.${change.field}`)}</td>
      <td>{words(change.base)}</td>
      <td>{words(change.theirs)}</td>
      <td>{words(change.mine)}</td>
      <td>
        {change.conflict ? <span className="conflict">▲ {t('workbook.conflict')}</span> : '✓'}
      </td>
    </tr>
  );
}
