import { Button, Group, TextInput } from '@mantine/core';
import type { DecisionInput, PlanLine } from '@stockwright/contract';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/format.js';
import type { BulkState } from './bulk-dialog.js';
import { decisionOn, readQuantity, stateOf } from './chosen.js';
import { ReasonField } from './reason-field.js';

export interface DecisionFormProps {
  readonly line: PlanLine;
  readonly decide: (
    before: readonly PlanLine[],
    decisions: readonly DecisionInput[],
  ) => Promise<boolean>;
  readonly setState: (lines: readonly PlanLine[], state: BulkState | 'open') => void;
}

/** A person's own quantity with its reason and end, apart from the computed one, and the state buttons. */
export function DecisionForm({ line, decide, setState }: DecisionFormProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const own = line.decision?.quantity ?? null;
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  // What is in force fills the form whenever it changes, here or elsewhere.
  useEffect(() => {
    setText(line.decision?.quantity == null ? '' : String(line.decision.quantity));
    setReason(line.decision?.reason ?? '');
    setUntil(line.decision?.until ?? '');
  }, [line.decision]);

  const quantity = text.trim() === '' ? null : readQuantity(text, line.quantity);
  const isWrong = text.trim() !== '' && quantity === null;
  const isChanged =
    quantity !== own ||
    reason !== (line.decision?.reason ?? '') ||
    until !== (line.decision?.until ?? '');
  const state = stateOf(line);

  return (
    <form
      className="decision-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWrong || !isChanged) return;
        void decide(
          [line],
          [
            decisionOn(line, {
              quantity: quantity === line.quantity ? null : quantity,
              reason: reason.trim() || null,
              until: until || null,
            }),
          ],
        );
      }}
    >
      <div className="two-numbers">
        <div>
          <span className="figure-label">{t('column.computed')}</span>
          <span className="figure-value number">{formats.count(line.quantity)}</span>
        </div>
        <TextInput
          size="xs"
          label={t('column.yours')}
          value={text}
          placeholder={t('panel.asComputed')}
          error={isWrong ? t('grid.quantityWrong') : undefined}
          inputMode="numeric"
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          type="date"
          label={t('panel.until')}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </div>
      <ReasonField reason={reason} setReason={setReason} />
      <Group gap="xs">
        <Button type="submit" size="xs" variant="default" disabled={isWrong || !isChanged}>
          {t('panel.save')}
        </Button>
        {own === null ? null : (
          <Button
            size="xs"
            variant="subtle"
            onClick={() => void decide([line], [decisionOn(line, { quantity: null })])}
          >
            ↶ {t('grid.backToComputed')}
          </Button>
        )}
        <span style={{ flex: 1 }} />
        {state === 'approved' ? null : (
          <Button size="xs" onClick={() => setState([line], 'approved')}>
            {t('bulk.approved')}
          </Button>
        )}
        {state === 'rejected' ? null : (
          <Button size="xs" variant="default" onClick={() => setState([line], 'rejected')}>
            {t('bulk.rejected')}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => setState([line], 'snoozed')}>
          {t('bulk.snoozed')}
        </Button>
        {state === 'open' ? null : (
          <Button size="xs" variant="default" onClick={() => setState([line], 'open')}>
            {t('bulk.open')}
          </Button>
        )}
      </Group>
    </form>
  );
}
