import type { PlanLine, PlanLinePage } from '@stockwright/contract';
import { useInfiniteQuery, useIsFetching, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { PlanView } from '../plan/plan-view.js';
import { useClient } from './client.js';
import { keys } from './keys.js';

export const PAGE_LINES = 1000;
/** More lines than this nobody looks through: the list asks for a filter instead. */
export const MOST_LINES = 10_000;

export function useStatus() {
  const client = useClient();
  return useQuery({ queryKey: keys.status, queryFn: () => client.status() });
}

export function useSources() {
  const client = useClient();
  return useQuery({ queryKey: keys.sources, queryFn: () => client.sources() });
}

export function useJobs() {
  const client = useClient();
  return useQuery({ queryKey: keys.jobs, queryFn: () => client.jobs() });
}

/** A job with its log; null asks for nothing. Polled while it works, for the log has no event. */
export function useJob(id: string | null) {
  const client = useClient();
  return useQuery({
    queryKey: keys.job(id ?? ''),
    queryFn: () => client.job(id ?? ''),
    enabled: id !== null,
    refetchInterval: ({ state }) =>
      state.data && ['queued', 'running'].includes(state.data.state) ? 1000 : false,
  });
}

export function usePlanRuns() {
  const client = useClient();
  return useQuery({ queryKey: keys.planRuns, queryFn: () => client.planRuns() });
}

export function usePlanRun(id: number) {
  const client = useClient();
  // A plan run never changes once it stands.
  return useQuery({
    queryKey: keys.planRun(id),
    queryFn: () => client.planRun(id),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

const OPENED = new Set<unknown>(['plan-line', 'plan-series', 'approved-lines']);

export interface LoadedLines {
  readonly lines: readonly PlanLine[];
  /** How many lines match, loaded or not; null until the first page is here. */
  readonly total: number | null;
  readonly isLoadingMore: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

/** All lines that match, page after page in the background, up to MOST_LINES. */
export function usePlanLines(runId: number, view: PlanView): LoadedLines {
  const client = useClient();
  const filter = useMemo(
    () => ({
      kind: view.kind ?? undefined,
      from: view.from ?? undefined,
      to: view.to ?? undefined,
      state: view.state ?? undefined,
      search: view.search || undefined,
      sort: view.sort,
      descending: view.descending,
    }),
    [view],
  );
  const pages = useInfiniteQuery({
    queryKey: keys.planLines(runId, filter),
    queryFn: ({ pageParam }) =>
      client.planLines(runId, { ...filter, limit: PAGE_LINES, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: PlanLinePage) => page.nextCursor ?? undefined,
    // A line stays where it is until the planner renews the list: rows must not jump after an edit.
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (former) => former,
  });
  const lines = useMemo(() => pages.data?.pages.flatMap((page) => page.data) ?? [], [pages.data]);

  const { hasNextPage, isFetching, isError, fetchNextPage } = pages;
  const wantsMore = hasNextPage && lines.length < MOST_LINES;
  // Pages come in the background; what a person has just opened goes first.
  const isBusy = useIsFetching({ predicate: ({ queryKey }) => OPENED.has(queryKey[0]) }) > 0;
  useEffect(() => {
    if (wantsMore && !isFetching && !isError && !isBusy) void fetchNextPage();
  }, [wantsMore, isFetching, isError, isBusy, fetchNextPage]);

  return {
    lines,
    total: pages.data?.pages[0]?.total ?? null,
    isLoadingMore: wantsMore || pages.isPlaceholderData,
    error: pages.error,
    retry: () => void pages.refetch(),
  };
}

export function usePlanLine(id: number) {
  const client = useClient();
  return useQuery({ queryKey: keys.planLine(id), queryFn: () => client.planLine(id) });
}

export function usePlanSeries(runId: number, item: number, location: number) {
  const client = useClient();
  return useQuery({
    queryKey: keys.planSeries(runId, item, location),
    queryFn: () => client.planSeries(runId, { item, location }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useSupplyOrders(query: { kind?: string; state?: string }) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.supplyOrdersBy(query),
    queryFn: ({ pageParam }) => client.supplyOrders({ ...query, limit: 200, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function useSupplyOrder(id: number) {
  const client = useClient();
  return useQuery({ queryKey: keys.supplyOrder(id), queryFn: () => client.supplyOrder(id) });
}
