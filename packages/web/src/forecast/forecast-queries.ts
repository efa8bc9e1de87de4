import type { ForecastOverrideQuery } from '@stockwright/contract';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../api/client.js';
import { keys } from '../api/keys.js';

/** Why the forecast of an item at a place is what it is. A run's forecast never changes; its overrides may be withdrawn. */
export function useForecastExplanation(runId: number, item: number, location: number) {
  const client = useClient();
  return useQuery({
    queryKey: keys.forecast(runId, item, location),
    queryFn: () => client.forecastExplanation(runId, { item, location }),
  });
}

/** Overrides in force, by what they concern. */
export function useOverrides(query: Partial<ForecastOverrideQuery>) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.overrides, query],
    queryFn: () => client.forecastOverrides(query),
  });
}
