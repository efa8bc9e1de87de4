import { Button, CloseButton, Group, Skeleton, TextInput } from '@mantine/core';
import type { CalendarEventDetail } from '@stockwright/contract';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useClient } from '../api/client.js';
import { keys } from '../api/keys.js';
import { useSession } from '../api/session.js';
import { useFormats } from '../i18n/format.js';
import { showToast } from '../parts/toasts.js';
import { showTrouble } from '../parts/trouble.js';
import { TroubleNote } from '../parts/trouble-note.js';
import '../plan/line-panel.css';
import { useCalendarEvent, useEventBefore } from './calendar-queries.js';
import { useEventWords } from './event-words.js';
import { Judgement } from './judgement.js';
import { KindMark } from './kind-mark.js';

const EventDialog = lazy(() => import('./event-dialog.js'));

interface EventPanelProps {
  readonly eventId: number;
  readonly search: string;
  readonly close: () => void;
}

/** One event: what it is, what it did, what it did last time, and who said what of it. */
export function EventPanel({ eventId, search, close }: EventPanelProps) {
  const { t } = useTranslation();
  const words = useEventWords();
  const event = useCalendarEvent(eventId);
  return (
    <aside className="line-panel" aria-label={t('calendar.open')}>
      <div className="panel-head">
        {event.data ? <h2>{words.name(event.data)}</h2> : <Skeleton height={24} />}
        <CloseButton aria-label={t('panel.close')} onClick={close} />
      </div>
      {event.isError && !event.data ? (
        <TroubleNote error={event.error} retry={() => void event.refetch()} />
      ) : null}
      {event.data ? <EventBody event={event.data} search={search} close={close} /> : null}
    </aside>
  );
}

interface EventBodyProps {
  readonly event: CalendarEventDetail;
  readonly search: string;
  readonly close: () => void;
}

function EventBody({ event, search, close }: EventBodyProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useEventWords();
  const [act, setAct] = useState<'change' | 'remove' | null>(null);
  return (
    <>
      <dl className="preview-facts event-facts">
        <dt>{t('calendar.days')}</dt>
        <dd>{formats.days(event.fromDay, event.toDay)}</dd>
        <dt>{t('calendar.kind')}</dt>
        <dd>
          <KindMark kind={event.kind} />
        </dd>
        <dt>{t('calendar.what')}</dt>
        <dd>{words.what(event)}</dd>
        <dt>{t('calendar.where')}</dt>
        <dd>{words.where(event)}</dd>
        <dt>{t('calendar.expected')}</dt>
        <dd>{words.uplift(event.expectedUplift)}</dd>
      </dl>
      <p className="below">{t('calendar.learntTogether', { name: event.recursAs })}</p>
      {event.isRemoved ? (
        <p className="stale">{t('calendar.isRemoved')}</p>
      ) : act === 'remove' ? (
        <RemoveForm event={event} cancel={() => setAct(null)} removed={close} />
      ) : (
        <Group gap="xs">
          <Button size="xs" onClick={() => setAct('change')}>
            {t('calendar.change')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setAct('remove')}>
            {t('calendar.remove')}
          </Button>
        </Group>
      )}
      <section>
        <h2>{t('judged.title')}</h2>
        <Judgement event={event} />
      </section>
      <section>
        <h2>{t('judged.lastTime')}</h2>
        <LastTime event={event} search={search} />
      </section>
      <section>
        <h2>{t('calendar.versions')}</h2>
        <ol className="decision-history">
          {event.versions.map((version, i) => (
            <li key={version.version}>
              <strong>
                {version.isRemoved
                  ? t('calendar.wasRemoved')
                  : t(
                      i === event.versions.length - 1 ? 'calendar.wasAdded' : 'calendar.wasChanged',
                    )}
              </strong>
              {version.isRemoved
                ? ''
                : ` · ${formats.days(version.fromDay, version.toDay)} · ${words.concerns(version)} · ${words.uplift(version.expectedUplift)}`}
              {version.reason ? ` · ${version.reason}` : ''}
              <div className="below">
                {version.actor} · {formats.instant(version.changedAt)}
              </div>
            </li>
          ))}
        </ol>
      </section>
      <Suspense fallback={null}>
        {act === 'change' ? (
          <EventDialog
            event={event}
            day={null}
            close={() => setAct(null)}
            saved={() => setAct(null)}
          />
        ) : null}
      </Suspense>
    </>
  );
}

function LastTime({ event, search }: { event: CalendarEventDetail; search: string }) {
  const { t } = useTranslation();
  const words = useEventWords();
  const before = useEventBefore(event);
  if (before.isPending) return <Skeleton height={48} />;
  if (before.isError)
    return <TroubleNote error={before.error} retry={() => void before.refetch()} />;
  if (!before.data) return <p>{t('judged.noneBefore')}</p>;
  return (
    <>
      <p>
        <Link to={`/calendar/${before.data.id}${search}`}>
          {words.name(before.data)} · {before.data.fromDay.slice(0, 4)}
        </Link>
      </p>
      <Judgement event={before.data} />
    </>
  );
}

interface RemoveFormProps {
  readonly event: CalendarEventDetail;
  readonly cancel: () => void;
  readonly removed: () => void;
}

function RemoveForm({ event, cancel, removed }: RemoveFormProps) {
  const { t } = useTranslation();
  const client = useClient();
  const queries = useQueryClient();
  const session = useSession();
  const [reason, setReason] = useState('');
  const [isSending, setIsSending] = useState(false);

  const send = async () => {
    if (!session.mayWrite()) return;
    setIsSending(true);
    try {
      await client.removeCalendarEvent(event.id, {
        reason: reason.trim() || null,
        actor: session.actor || undefined,
      });
      showToast({ tone: 'done', text: t('toast.eventRemoved', { name: event.name }) });
      void queries.invalidateQueries({ queryKey: keys.calendar });
      void queries.invalidateQueries({ queryKey: keys.status });
      removed();
    } catch (error) {
      showTrouble(error, t);
      setIsSending(false);
    }
  };

  return (
    <form
      className="decision-form"
      onSubmit={(submit) => {
        submit.preventDefault();
        void send();
      }}
    >
      <p>{t('calendar.removeText')}</p>
      <TextInput
        size="xs"
        label={t('calendar.reason')}
        value={reason}
        maxLength={500}
        autoFocus
        onChange={(change) => setReason(change.currentTarget.value)}
      />
      <Group gap="xs">
        <Button type="submit" size="xs" color="red.9" loading={isSending}>
          {t('calendar.remove')}
        </Button>
        <Button size="xs" variant="default" onClick={cancel}>
          {t('act.cancel')}
        </Button>
      </Group>
    </form>
  );
}
