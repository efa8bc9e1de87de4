import { Button, NativeSelect, Skeleton, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { ApiProblem, type PlanRun } from '@stockwright/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { usePlanRuns, useStatus } from '../api/queries.js';
import { nameIn, useFormats } from '../i18n/format.js';
import { TroubleNote } from '../parts/trouble-note.js';
import '../plan/plan-page.css';
import './accuracy.css';
import { useAccuracy } from './accuracy-queries.js';
import { AccuracyTable } from './accuracy-table.js';
import { OverallFigures } from './overall-figures.js';
import { OverridesJudged } from './overrides-judged.js';

/** How near the forecast of a past plan came to the sales since, and whether people's changes helped. */
export default function AccuracyPage() {
  const { t } = useTranslation();
  const runs = usePlanRuns();
  const status = useStatus();
  const lastDay = status.data?.historyLastDay ?? null;
  const isPending = runs.isPending || status.isPending;
  return (
    <div className="accuracy">
      <div className="page-head">
        <h1>{t('accuracy.title')}</h1>
        <Text size="sm" c="dimmed">
          {t('accuracy.intro')}
        </Text>
      </div>
      {isPending ? <Skeleton height={300} mt="md" /> : null}
      {runs.isError ? (
        <TroubleNote error={runs.error} retry={() => void runs.refetch()} />
      ) : runs.data && !isPending ? (
        <PastPlan runs={runs.data.data} lastDay={lastDay} />
      ) : null}
      <section>
        <h2>{t('valueAdded.title')}</h2>
        <OverridesJudged />
      </section>
    </div>
  );
}

interface PastPlanProps {
  readonly runs: readonly PlanRun[];
  /** Sales are known until this day. */
  readonly lastDay: string | null;
}

function PastPlan({ runs, lastDay }: PastPlanProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [params, setParams] = useSearchParams();
  // A plan of the last day of sales has nothing to be held against: it can be judged later.
  const past = runs.filter((run) => lastDay !== null && run.asOf < lastDay);
  const wanted = Number(params.get('run'));
  const run = past.find(({ id }) => id === wanted) ?? past[0] ?? null;
  if (!run)
    return (
      <section className="empty-note">
        <p>{t(runs.length === 0 ? 'accuracy.noPlan' : 'accuracy.notYet')}</p>
        {lastDay && runs.length > 0 ? (
          <p className="below">
            {t('accuracy.notYetDays', {
              asOf: formats.day(runs[0].asOf),
              lastDay: formats.day(lastDay),
            })}
          </p>
        ) : null}
      </section>
    );
  return (
    <>
      <div className="accuracy-tools">
        <NativeSelect
          size="xs"
          label={t('accuracy.plan')}
          value={String(run.id)}
          onChange={(event) => setParams({ run: event.currentTarget.value }, { replace: true })}
          data={past.map(({ id, asOf }) => ({
            value: String(id),
            label: t('accuracy.planOption', { run: id, day: formats.day(asOf) }),
          }))}
        />
      </div>
      <PlanAccuracy key={run.id} run={run} />
    </>
  );
}

function PlanAccuracy({ run }: { run: PlanRun }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const places = useStatus().data?.locations ?? [];
  const [item, setItem] = useState('');
  const [location, setLocation] = useState('');
  const [search] = useDebouncedValue(item.trim(), 300);
  const query = { item: search || undefined, location: location || undefined };
  const accuracy = useAccuracy(run.id, query);
  const first = accuracy.data?.pages[0];
  const rows = accuracy.data?.pages.flatMap(({ data }) => data) ?? [];
  const { error } = accuracy;
  return (
    <>
      {first ? <OverallFigures accuracy={first} isPart={Boolean(search || location)} /> : null}
      <section>
        <h2>{t('accuracy.mostWrong')}</h2>
        <div className="accuracy-tools">
          <TextInput
            size="xs"
            type="search"
            aria-label={t('filter.search')}
            placeholder={t('accuracy.searchHint')}
            value={item}
            onChange={(event) => setItem(event.currentTarget.value)}
          />
          <NativeSelect
            size="xs"
            aria-label={t('accuracy.location')}
            value={location}
            onChange={(event) => setLocation(event.currentTarget.value)}
            data={[
              { value: '', label: t('accuracy.anyLocation') },
              ...places
                .filter(({ kind }) => kind !== 'supplier')
                .map((place) => ({ value: place.code, label: nameIn(place, formats.language) })),
            ]}
          />
          {first ? (
            <span className="plan-count" role="status">
              {t('headline.places', { count: first.total })}
            </span>
          ) : null}
        </div>
        {accuracy.isPending ? <Skeleton height={240} /> : null}
        {error && error instanceof ApiProblem && error.details.status === 409 ? (
          <p>{error.details.detail}</p>
        ) : error ? (
          <TroubleNote error={error} retry={() => void accuracy.refetch()} />
        ) : null}
        {first && rows.length === 0 ? <p>{t('grid.noMatch')}</p> : null}
        {rows.length > 0 ? <AccuracyTable rows={rows} /> : null}
        {accuracy.hasNextPage ? (
          <Button
            mt="sm"
            size="xs"
            variant="default"
            loading={accuracy.isFetchingNextPage}
            onClick={() => void accuracy.fetchNextPage()}
          >
            {t('accuracy.more')}
          </Button>
        ) : null}
      </section>
    </>
  );
}
