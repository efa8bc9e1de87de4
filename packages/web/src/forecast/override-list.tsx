import { Button } from '@mantine/core';
import type { ForecastExplanation, ForecastOverride } from '@stockwright/contract';
import { formatDay, parseDay } from '@stockwright/core/units';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../api/client.js';
import { keys } from '../api/keys.js';
import { usePlanSeries } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { useFormats } from '../i18n/format.js';
import { showToast } from '../parts/toasts.js';
import { showTrouble } from '../parts/trouble.js';
import { useOverrides } from './forecast-queries.js';
import { type OverrideEffect, overrideEffect } from './override-maths.js';
import { useOverrideWords } from './override-words.js';

interface OverrideListProps {
  readonly runId: number;
  readonly explanation: ForecastExplanation;
}

/** Overrides that reached this forecast, and those set since, which count from the next plan on. */
export function OverrideList({ runId, explanation }: OverrideListProps) {
  const { t } = useTranslation();
  const { item, location, asOf, overrides } = explanation;
  const series = usePlanSeries(runId, item.id, location.id);
  const inForce = useOverrides({
    item: item.code,
    location: location.code,
    from: formatDay(parseDay(asOf) + 1),
  });
  const reached = new Set(overrides.map(({ override }) => override.id));
  const waiting = (inForce.data?.data ?? []).filter(({ id }) => !reached.has(id));
  if (overrides.length === 0 && waiting.length === 0) return null;
  return (
    <>
      <h3>{t('override.title')}</h3>
      <ul className="override-list">
        {waiting.map((override) => (
          <OverrideRow
            key={override.id}
            override={override}
            effect={series.data ? overrideEffect(series.data.forecast, override) : null}
            note={t('override.nextPlan')}
          />
        ))}
        {overrides.map(({ override, ...effect }) => (
          <OverrideRow
            key={override.id}
            override={override}
            effect={effect}
            note={
              override.withdrawal
                ? t('override.withdrawnBy', { actor: override.withdrawal.actor })
                : null
            }
          />
        ))}
      </ul>
    </>
  );
}

interface OverrideRowProps {
  readonly override: ForecastOverride;
  readonly effect: OverrideEffect | null;
  readonly note: string | null;
}

function OverrideRow({ override, effect, note }: OverrideRowProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useOverrideWords();
  return (
    <li>
      <div className="override-head">
        <strong>{words.what(override)}</strong>
        <span>{formats.days(override.fromDay, override.toDay)}</span>
        {override.withdrawal ? null : <WithdrawButton override={override} />}
      </div>
      <div>
        {override.reason}
        <span className="below">
          {' '}
          · {override.actor} · {formats.instant(override.setAt)} · {words.scope(override)}
        </span>
      </div>
      {effect ? (
        <dl
          className="forecast-pair"
          aria-label={t('override.effectLabel', { count: effect.days })}
        >
          <div>
            <dt>{t('override.computed', { count: effect.days })}</dt>
            <dd>{formats.count(effect.computedPieces)}</dd>
          </div>
          <div className="is-set">
            <dt>{t('override.set')}</dt>
            <dd>{formats.count(effect.pieces)}</dd>
          </div>
        </dl>
      ) : null}
      {note ? <div className="override-note">{note}</div> : null}
    </li>
  );
}

/** Withdraws at the second press: what is withdrawn is told for ever, and cannot be set back. */
function WithdrawButton({ override }: { override: ForecastOverride }) {
  const { t } = useTranslation();
  const client = useClient();
  const queries = useQueryClient();
  const session = useSession();
  const [isAsked, setIsAsked] = useState(false);
  const [isSending, setIsSending] = useState(false);

  const withdraw = async () => {
    if (!session.mayWrite()) return;
    setIsSending(true);
    try {
      await client.withdrawForecastOverride(override.id, { actor: session.actor || undefined });
      showToast({ tone: 'done', text: t('toast.overrideWithdrawn') });
      void queries.invalidateQueries({ queryKey: keys.overrides });
      void queries.invalidateQueries({ queryKey: ['forecast'] });
      void queries.invalidateQueries({ queryKey: keys.status });
    } catch (error) {
      showTrouble(error, t);
    } finally {
      setIsSending(false);
    }
  };

  return (
    <Button
      size="compact-xs"
      variant={isAsked ? 'filled' : 'default'}
      color={isAsked ? 'red.9' : undefined}
      loading={isSending}
      onClick={() => (isAsked ? void withdraw() : setIsAsked(true))}
      onBlur={() => setIsAsked(false)}
    >
      {t(isAsked ? 'override.withdrawSure' : 'override.withdraw')}
    </Button>
  );
}
