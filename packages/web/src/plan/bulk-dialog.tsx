import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import type { DecisionInput, PlanLine } from '@stockwright/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/format.js';
import { Dialog } from '../parts/dialog.js';
import { decisionOn, totalCost, totalPieces } from './chosen.js';
import { ReasonField } from './reason-field.js';

export type BulkState = 'approved' | 'rejected' | 'snoozed';

export interface BulkDialogProps {
  readonly state: BulkState;
  readonly lines: readonly PlanLine[];
  readonly currency: string;
  readonly close: () => void;
  readonly confirm: (decisions: readonly DecisionInput[]) => Promise<void>;
}

/** Says what a decision on many lines comes to, in pieces and money, before it is taken. */
export default function BulkDialog({ state, lines, currency, close, confirm }: BulkDialogProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [isSending, setIsSending] = useState(false);
  const open = lines.filter((line) => line.supplyOrderId === null);
  const ordered = lines.length - open.length;
  const buys = open.filter((line) => line.kind === 'buy');
  const transfers = open.filter((line) => line.kind === 'transfer');
  const own = open.filter((line) => line.decision?.quantity != null).length;
  const atRisk = open.reduce((sum, line) => sum + line.valueAtRisk, 0);

  const send = async () => {
    setIsSending(true);
    await confirm(
      open.map((line) =>
        decisionOn(line, {
          state,
          until: state === 'snoozed' ? until : null,
          ...(reason.trim() ? { reason: reason.trim() } : {}),
        }),
      ),
    );
    setIsSending(false);
  };

  return (
    <Dialog title={t(`bulk.${state}`)} close={close}>
      <Stack>
        <dl className="preview-facts">
          <dt>{t('bulk.lines')}</dt>
          <dd>{formats.count(open.length)}</dd>
          <dt>{t('bulk.pieces')}</dt>
          <dd>{formats.count(totalPieces(open))}</dd>
          <dt>{t('headline.buy')}</dt>
          <dd>
            {formats.money(totalCost(buys), currency)} ·{' '}
            {t('headline.lines', { count: buys.length })}
          </dd>
          <dt>{t('headline.transfer')}</dt>
          <dd>
            {formats.money(totalCost(transfers), currency)} ·{' '}
            {t('headline.lines', { count: transfers.length })}
          </dd>
          <dt>{t('headline.valueAtRisk')}</dt>
          <dd>{formats.money(atRisk, currency)}</dd>
        </dl>
        {own > 0 ? <Text size="sm">{t('bulk.ownQuantities', { count: own })}</Text> : null}
        {ordered > 0 ? <Text size="sm">{t('bulk.ordered', { count: ordered })}</Text> : null}
        {state === 'snoozed' ? (
          <TextInput
            type="date"
            size="xs"
            label={t('bulk.until')}
            description={t('bulk.untilHint')}
            value={until}
            required
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        ) : null}
        {state === 'approved' ? null : <ReasonField reason={reason} setReason={setReason} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('act.cancel')}
          </Button>
          <Button
            data-autofocus
            loading={isSending}
            disabled={open.length === 0 || (state === 'snoozed' && until === '')}
            onClick={() => void send()}
          >
            {t(`bulk.${state}`)} · {formats.count(open.length)}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
