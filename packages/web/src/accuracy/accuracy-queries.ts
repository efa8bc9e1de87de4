import { ApiProblem, type ForecastAccuracy } from '@stockwright/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useClient } from '../api/client.js';
import { keys } from '../api/keys.js';

const PAGE_SERIES = 20;

/** A refusal is an answer (nothing to judge yet): asking again brings the same. */
const unlessRefused = (count: number, error: unknown): boolean =>
  !(error instanceof ApiProblem) && count < 1;

export function useAccuracy(runId: number | null, query: { item?: string; location?: string }) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.accuracy(runId ?? 0, query),
    queryFn: ({ pageParam }) =>
      client.forecastAccuracy(runId ?? 0, { ...query, limit: PAGE_SERIES, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: ForecastAccuracy) => page.nextCursor ?? undefined,
    enabled: runId !== null,
    retry: unlessRefused,
  });
}

export function useOverrideJudgements() {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.overrides, 'judgements'],
    queryFn: () => client.judgeForecastOverrides(),
    retry: unlessRefused,
  });
}
