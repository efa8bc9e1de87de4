import { type Client, type Job, StreamEvent } from '@stockwright/contract';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { keys } from './keys.js';

const EVENT_NAMES = [
  'message',
  'job.changed',
  'plan.created',
  'plan.decided',
  'supplyOrder.changed',
];

/** Lines that changed on the server since the list of their run was read, by run. */
const changedElsewhere = new Map<number, Set<number>>();
const listeners = new Set<() => void>();
let changeCount = 0;

/**
 * When this page last decided on a line, by line: an event soon after is an echo and no news. Events of
 * decisions in quick succession may come as one, so they are not counted but timed.
 */
const decidedHere = new Map<number, number>();
const ECHO_MS = 5000;
export const expectEchoes = (lineIds: readonly number[]): void => {
  for (const id of lineIds) decidedHere.set(id, performance.now());
};
const isEcho = (lineId: number): boolean =>
  performance.now() - (decidedHere.get(lineId) ?? Number.NEGATIVE_INFINITY) < ECHO_MS;

function tellListeners(): void {
  changeCount += 1;
  for (const listener of listeners) listener();
}

export function clearChangedElsewhere(runId: number): void {
  changedElsewhere.delete(runId);
  tellListeners();
}

/** How many lines of the run somebody else decided on since the list was read. */
export function useChangedElsewhere(runId: number): number {
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => changeCount,
  );
  return changedElsewhere.get(runId)?.size ?? 0;
}

function takeJob(queries: QueryClient, job: Job): void {
  queries.setQueryData<Awaited<ReturnType<Client['jobs']>>>(keys.jobs, (list) => {
    if (!list) return list;
    const known = list.data.some((other) => other.id === job.id);
    return {
      data: known
        ? list.data.map((other) => (other.id === job.id ? job : other))
        : [job, ...list.data],
    };
  });
  if (job.state === 'done' || job.state === 'failed' || job.state === 'cancelled') {
    void queries.invalidateQueries({ queryKey: keys.job(job.id) });
    void queries.invalidateQueries({ queryKey: keys.status });
    void queries.invalidateQueries({ queryKey: keys.sources });
  }
}

function take(queries: QueryClient, event: StreamEvent): void {
  switch (event.type) {
    case 'job.changed':
      takeJob(queries, event.job);
      return;
    case 'plan.created':
      void queries.invalidateQueries({ queryKey: keys.status });
      void queries.invalidateQueries({ queryKey: keys.planRuns, exact: true });
      return;
    case 'plan.decided': {
      const news = event.lineIds.filter((id) => !isEcho(id));
      if (news.length === 0) return;
      const known = changedElsewhere.get(event.runId) ?? new Set();
      for (const id of news) {
        known.add(id);
        void queries.invalidateQueries({ queryKey: keys.planLine(id) });
      }
      changedElsewhere.set(event.runId, known);
      tellListeners();
      return;
    }
    case 'supplyOrder.changed':
      void queries.invalidateQueries({ queryKey: keys.supplyOrders });
      void queries.invalidateQueries({ queryKey: keys.supplyOrder(event.orderId) });
  }
}

/** Keeps the cache in step with the server's event stream; the browser reconnects by itself. */
export function useLiveEvents(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const stream = new EventSource('/api/v1/events');
    let wasOpen = false;
    stream.onopen = () => {
      // What happened while the stream was down is not sent again: ask anew.
      if (wasOpen) {
        void queries.invalidateQueries({ queryKey: keys.jobs });
        void queries.invalidateQueries({ queryKey: keys.status });
      }
      wasOpen = true;
    };
    const onMessage = (message: Event) => {
      if (!(message instanceof MessageEvent) || typeof message.data !== 'string') return;
      const event = StreamEvent.safeParse(JSON.parse(message.data));
      if (event.success) take(queries, event.data);
    };
    for (const name of EVENT_NAMES) stream.addEventListener(name, onMessage);
    return () => stream.close();
  }, [queries]);
}
