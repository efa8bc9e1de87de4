import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import type { ItemRef, LocationRef, OverrideKind } from '@stockwright/contract';
import { formatDay, parseDay } from '@stockwright/core/units';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../api/client.js';
import { keys } from '../api/keys.js';
import { usePlanSeries } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { nameIn, useFormats } from '../i18n/format.js';
import { useStartPlan } from '../jobs/start-plan.js';
import { Dialog } from '../parts/dialog.js';
import { showToast } from '../parts/toasts.js';
import { showTrouble } from '../parts/trouble.js';
import { ReasonField } from '../plan/reason-field.js';
import { overrideEffect, readFactor, readLevel } from './override-maths.js';

const USUAL_DAYS = 28;

interface CorrectDialogProps {
  readonly runId: number;
  readonly item: ItemRef;
  readonly location: LocationRef;
  readonly close: () => void;
}

/** Sets an override with its reason; what it would come to stands beside the computed pieces before it is sent. */
export default function CorrectDialog({ runId, item, location, close }: CorrectDialogProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useClient();
  const queries = useQueryClient();
  const session = useSession();
  const startPlan = useStartPlan();
  const series = usePlanSeries(runId, item.id, location.id);
  const firstDay = series.data?.forecast.firstDay ?? '';
  const [given, setGiven] = useState<{ from?: string; to?: string }>({});
  const [kind, setKind] = useState<OverrideKind>('factor');
  const [place, setPlace] = useState<'here' | 'all'>('here');
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [isSending, setIsSending] = useState(false);

  const fromDay = given.from ?? firstDay;
  const toDay = given.to ?? (fromDay && formatDay(parseDay(fromDay) + USUAL_DAYS - 1));
  const value = kind === 'factor' ? readFactor(text) : readLevel(text);
  const isWrong = text.trim() !== '' && value === null;
  const daysWrong = fromDay !== '' && toDay !== '' && toDay < fromDay;
  const effect =
    series.data && fromDay && toDay && !daysWrong
      ? overrideEffect(series.data.forecast, { fromDay, toDay, kind, value: value ?? 1 })
      : null;
  const isReady = value !== null && reason.trim() !== '' && fromDay && toDay && !daysWrong;

  const send = async () => {
    if (!isReady || !session.mayWrite()) return;
    setIsSending(true);
    try {
      await client.addForecastOverride({
        item: item.code,
        location: kind === 'factor' && place === 'all' ? null : location.code,
        fromDay,
        toDay,
        kind,
        value,
        reason: reason.trim(),
        actor: session.actor || undefined,
      });
      showToast({
        tone: 'done',
        text: t('toast.overrideSet'),
        act: { label: t('headline.planAgain'), run: () => void startPlan({}) },
      });
      void queries.invalidateQueries({ queryKey: keys.overrides });
      void queries.invalidateQueries({ queryKey: keys.status });
      close();
    } catch (error) {
      showTrouble(error, t);
      setIsSending(false);
    }
  };

  return (
    <Dialog title={t('correct.title')} close={close} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            {nameIn(item, formats.language)} · {nameIn(location, formats.language)}
          </Text>
          <Group grow gap="sm" align="flex-start">
            <TextInput
              type="date"
              size="xs"
              label={t('correct.from')}
              required
              min={firstDay}
              value={fromDay}
              onChange={(event) => setGiven({ ...given, from: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              size="xs"
              label={t('correct.to')}
              required
              min={fromDay}
              value={toDay}
              error={daysWrong ? t('correct.daysWrong') : undefined}
              onChange={(event) => setGiven({ ...given, to: event.currentTarget.value })}
            />
          </Group>
          <div>
            <SegmentedControl
              size="xs"
              aria-label={t('correct.kind')}
              value={kind}
              onChange={(next) => {
                setKind(next === 'level' ? 'level' : 'factor');
                setText('');
              }}
              data={[
                { value: 'factor', label: t('correct.factor') },
                { value: 'level', label: t('correct.level') },
              ]}
            />
          </div>
          <Group grow gap="sm" align="flex-start">
            <TextInput
              size="xs"
              label={t(kind === 'factor' ? 'correct.factorLabel' : 'correct.levelLabel')}
              description={t(kind === 'factor' ? 'correct.factorHint' : 'correct.levelHint')}
              required
              data-autofocus
              inputMode={kind === 'level' ? 'decimal' : 'text'}
              value={text}
              error={
                isWrong
                  ? t(kind === 'factor' ? 'correct.factorWrong' : 'correct.levelWrong')
                  : undefined
              }
              onChange={(event) => setText(event.currentTarget.value)}
            />
            {kind === 'factor' ? (
              <div>
                <Text size="xs" fw={500} c="inherit" mb={20}>
                  {t('correct.where')}
                </Text>
                <SegmentedControl
                  size="xs"
                  aria-label={t('correct.where')}
                  value={place}
                  onChange={(next) => setPlace(next === 'all' ? 'all' : 'here')}
                  data={[
                    { value: 'here', label: t('correct.here') },
                    { value: 'all', label: t('correct.everywhere') },
                  ]}
                />
              </div>
            ) : (
              <span />
            )}
          </Group>
          <ReasonField reason={reason} setReason={setReason} isRequired />
          {effect ? (
            <dl className="forecast-pair" aria-live="polite">
              <div>
                <dt>{t('override.computed', { count: effect.days })}</dt>
                <dd>{formats.count(effect.computedPieces)}</dd>
              </div>
              <div className="is-set">
                <dt>{t('correct.yours')}</dt>
                <dd>{value === null ? '–' : formats.count(effect.pieces)}</dd>
              </div>
            </dl>
          ) : null}
          <Text size="xs" c="dimmed">
            {t('correct.rule')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('act.cancel')}
            </Button>
            <Button type="submit" loading={isSending} disabled={!isReady}>
              {t('correct.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
