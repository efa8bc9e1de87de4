import { Button, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { DecisionInput, PlanLine, PlanRun, Status } from '@stockwright/contract';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { clearChangedElsewhere, useChangedElsewhere } from '../api/live-events.js';
import { MOST_LINES, usePlanLines } from '../api/queries.js';
import { useFormats } from '../i18n/format.js';
import { TroubleNote } from '../parts/trouble-note.js';
import type { BulkState } from './bulk-dialog.js';
import { decisionOn, stateOf, totalCost } from './chosen.js';
import { useDecide } from './decide.js';
import { ExportMenu } from './export-menu.js';
import { PlanFilters } from './plan-filters.js';
import { PlanGrid } from './plan-grid.js';
import { PlanHeadline } from './plan-summary.js';
import { isFiltered, usePlanView } from './plan-view.js';

// Loaded when first opened: the list is what a planner waits for.
const LinePanel = lazy(() => import('./line-panel.js'));
const BulkDialog = lazy(() => import('./bulk-dialog.js'));
const OrderDialog = lazy(() => import('./order-dialog.js'));
const WorkbookDialog = lazy(() => import('./workbook-dialog.js'));
const KeySheet = lazy(() => import('./key-sheet.js'));

type Dialog = 'order' | 'workbook' | 'keys' | null;

/** The planner's desk: headline, filters, grid, the open line, and what can be done to many lines. */
export function PlanDesk({ run, status }: { run: PlanRun; status: Status }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const queries = useQueryClient();
  const { view, change, openLineId, openLine } = usePlanView();
  const loaded = usePlanLines(run.id, view);
  const { lines } = loaded;
  const total = loaded.total ?? 0;
  const { decide, undoLast } = useDecide(run.id);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [bulk, setBulk] = useState<{ state: BulkState; lines: readonly PlanLine[] } | null>(null);
  const [dialog, setDialog] = useState<Dialog>(null);
  const changedElsewhere = useChangedElsewhere(run.id);
  const gridRef = useRef<HTMLDivElement>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const { currency } = run.summary;

  const chosen = useMemo(() => lines.filter((line) => selected.has(line.id)), [lines, selected]);
  // Another filter shows other lines: what is no longer seen must not be acted on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter is what the selection follows
  useEffect(() => setSelected(new Set()), [view.kind, view.from, view.to, view.state, view.search]);

  useHotkeys([
    [
      '/',
      () => {
        searchRef.current?.focus();
        searchRef.current?.select();
      },
    ],
    // "?" is typed with Shift on most keyboards and without on others.
    ['shift+?', () => setDialog('keys')],
    ['?', () => setDialog('keys')],
  ]);

  const setState = useCallback(
    (target: readonly PlanLine[], state: BulkState | 'open') => {
      const open = target.filter((line) => line.supplyOrderId === null);
      const only = open[0];
      if (!only) return;
      if (open.length === 1 && state !== 'snoozed')
        void decide(open, [decisionOn(only, { state, until: null })]);
      else if (state === 'open')
        void decide(
          open,
          open.map((line) => decisionOn(line, { state, until: null })),
        );
      else setBulk({ state, lines: open });
    },
    [decide],
  );

  const act = (letter: 'a' | 'r' | 's' | 'o', active: PlanLine) => {
    const target = chosen.length > 0 ? chosen : [active];
    const states = { a: 'approved', r: 'rejected', s: 'snoozed', o: 'open' } as const;
    setState(target, states[letter]);
  };

  const renew = () => {
    clearChangedElsewhere(run.id);
    void queries.invalidateQueries({ queryKey: keys.planLinesOfRun(run.id) });
  };

  const closePanel = () => {
    openLine(null);
    gridRef.current?.focus();
  };

  return (
    <div className="plan-page">
      <PlanHeadline run={run} status={status} />
      <div className="plan-tools">
        {chosen.length > 0 ? (
          <div className="bulk-bar">
            <strong>
              {t('bulk.selected', { count: chosen.length })} ·{' '}
              {formats.money(totalCost(chosen), currency)}
            </strong>
            {(['approved', 'rejected', 'snoozed'] as const).map((state) => (
              <Button
                key={state}
                size="xs"
                variant={state === 'approved' ? 'filled' : 'default'}
                onClick={() => setBulk({ state, lines: chosen })}
              >
                {t(`bulk.${state}`)}
              </Button>
            ))}
            {chosen.some((line) => stateOf(line) !== 'open') ? (
              <Button size="xs" variant="default" onClick={() => setState(chosen, 'open')}>
                {t('bulk.open')}
              </Button>
            ) : null}
            <Button size="xs" variant="subtle" onClick={() => setSelected(new Set())}>
              {t('bulk.none')}
            </Button>
          </div>
        ) : (
          <PlanFilters
            view={view}
            locations={status.locations}
            change={change}
            searchRef={searchRef}
          />
        )}
        <span className="plan-count" role="status">
          {loaded.total === null
            ? ''
            : loaded.isLoadingMore
              ? t('grid.loadedOf', {
                  loaded: formats.count(lines.length),
                  total: formats.count(total),
                })
              : t('grid.lines', { count: total })}
          {!loaded.isLoadingMore && total > MOST_LINES
            ? ` ${t('grid.tooMany', { most: formats.count(MOST_LINES) })}`
            : ''}
        </span>
        <div className="plan-acts">
          {changedElsewhere > 0 ? (
            <Button size="xs" variant="light" onClick={renew}>
              {t('grid.changedElsewhere', { count: changedElsewhere })}
            </Button>
          ) : null}
          <Button size="xs" onClick={() => setDialog('order')}>
            {t('order.button')}
          </Button>
          <ExportMenu runId={run.id} view={view} total={total} />
          <Button size="xs" variant="default" onClick={() => setDialog('workbook')}>
            {t('workbook.button')}
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={t('keys.title')}
            title={t('keys.title')}
            onClick={() => setDialog('keys')}
          >
            ?
          </Button>
        </div>
      </div>
      <div className={openLineId === null ? 'plan-body' : 'plan-body has-panel'}>
        {loaded.error && lines.length === 0 ? (
          <div className="plan-empty">
            <TroubleNote error={loaded.error} retry={loaded.retry} />
          </div>
        ) : loaded.total === 0 ? (
          <div className="plan-empty">
            <Text>{isFiltered(view) ? t('grid.noMatch') : t('grid.noLines')}</Text>
          </div>
        ) : (
          <PlanGrid
            lines={lines}
            total={total}
            currency={currency}
            view={view}
            selected={selected}
            openLineId={openLineId}
            gridRef={gridRef}
            setSelected={setSelected}
            sortBy={(sort, descending) => change({ sort, descending })}
            openLine={openLine}
            setQuantity={(line, quantity) =>
              void decide([line], [decisionOn(line, { quantity })] satisfies DecisionInput[])
            }
            act={act}
            undo={undoLast}
          />
        )}
        {openLineId === null ? null : (
          <Suspense fallback={<aside className="line-panel" />}>
            <LinePanel
              runId={run.id}
              lineId={openLineId}
              decide={decide}
              setState={setState}
              close={closePanel}
            />
          </Suspense>
        )}
      </div>
      <Suspense fallback={null}>
        {bulk ? (
          <BulkDialog
            state={bulk.state}
            lines={bulk.lines}
            currency={currency}
            close={() => setBulk(null)}
            confirm={async (decisions) => {
              if (await decide(bulk.lines, decisions)) {
                setBulk(null);
                setSelected(new Set());
              }
            }}
          />
        ) : null}
        {dialog === 'order' ? (
          <OrderDialog runId={run.id} currency={currency} close={() => setDialog(null)} />
        ) : null}
        {dialog === 'workbook' ? (
          <WorkbookDialog runId={run.id} close={() => setDialog(null)} renew={renew} />
        ) : null}
        {dialog === 'keys' ? <KeySheet close={() => setDialog(null)} /> : null}
      </Suspense>
    </div>
  );
}
