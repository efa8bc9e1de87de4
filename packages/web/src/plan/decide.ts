import type { DecisionInput, PlanLine, PlanLineDetail, PlanLinePage } from '@stockwright/contract';
import {
  type InfiniteData,
  type QueryClient,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../api/client.js';
import { keys } from '../api/keys.js';
import { expectEchoes } from '../api/live-events.js';
import { useSession } from '../api/session.js';
import { useFormats } from '../i18n/format.js';
import { showToast } from '../parts/toasts.js';
import { showTrouble } from '../parts/trouble.js';
import { chosenQuantity, decisionBefore, stateOf, totalCost } from './chosen.js';

/** Puts the server's lines where the cache has older ones; nothing moves and no list is read anew. */
export function patchLines(queries: QueryClient, runId: number, fresh: readonly PlanLine[]): void {
  const byId = new Map(fresh.map((line) => [line.id, line]));
  queries.setQueriesData<InfiniteData<PlanLinePage>>(
    { queryKey: keys.planLinesOfRun(runId) },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          data: page.data.map((line) => byId.get(line.id) ?? line),
        })),
      },
  );
  for (const line of fresh) {
    queries.setQueryData<PlanLineDetail>(keys.planLine(line.id), (detail) =>
      detail ? { ...detail, ...line } : detail,
    );
    // The history of decisions is only in the detail: read it anew where it is on screen.
    void queries.invalidateQueries({ queryKey: keys.planLine(line.id) });
  }
}

/**
 * Sends decisions on lines of a run, shows what the server did, and offers to undo it.
 * `decide` resolves to false where it was refused or no token is held; `before` are the lines as they
 * stood, in the order of the decisions.
 */
export function useDecide(runId: number) {
  const client = useClient();
  const queries = useQueryClient();
  const session = useSession();
  const { t } = useTranslation();
  const formats = useFormats();

  const mutation = useMutation({
    mutationFn: (decisions: readonly DecisionInput[]) => {
      expectEchoes(decisions.map((decision) => decision.lineId));
      return client.decide(runId, decisions, session.actor || undefined);
    },
  });
  const { mutateAsync } = mutation;
  // The newest act that can be undone; a toast's button and Ctrl+Z share it.
  const lastUndo = useRef<(() => Promise<void>) | null>(null);

  const send = useCallback(
    async (decisions: readonly DecisionInput[]): Promise<readonly PlanLine[] | null> => {
      try {
        const { data } = await mutateAsync(decisions);
        patchLines(queries, runId, data);
        return data;
      } catch (error) {
        showTrouble(error, t);
        return null;
      }
    },
    [mutateAsync, queries, runId, t],
  );

  const decide = useCallback(
    async (before: readonly PlanLine[], decisions: readonly DecisionInput[]): Promise<boolean> => {
      if (decisions.length === 0 || !session.mayWrite()) return false;
      const after = await send(decisions);
      if (!after) return false;
      const undo = async () => {
        if (lastUndo.current === undo) lastUndo.current = null;
        const back = await send(before.map(decisionBefore));
        if (back) showToast({ tone: 'done', text: t('toast.undone', { count: back.length }) });
      };
      lastUndo.current = undo;
      const first = after[0];
      const text =
        after.length === 1 && first
          ? t('toast.oneLine', {
              item: first.item.code,
              state: t(`state.${stateOf(first)}`),
              pieces: formats.count(chosenQuantity(first)),
            })
          : t('toast.manyLines', {
              count: after.length,
              state: first ? t(`state.${stateOf(first)}`) : '',
              money: first ? formats.money(totalCost(after), first.currency) : '',
            });
      showToast({
        tone: 'done',
        text,
        act: { label: t('act.undo'), run: () => void undo() },
      });
      return true;
    },
    [send, session, t, formats],
  );

  const undoLast = useCallback(() => void lastUndo.current?.(), []);
  return { decide, undoLast };
}
