/** Names of cached replies: what belongs to one thing starts alike, so that it can be renewed at once. */
export const keys = {
  status: ['status'] as const,
  sources: ['sources'] as const,
  jobs: ['jobs'] as const,
  job: (id: string) => ['jobs', id] as const,
  planRuns: ['plan-runs'] as const,
  planRun: (id: number) => ['plan-runs', id] as const,
  planLinesOfRun: (runId: number) => ['plan-lines', runId] as const,
  planLines: (runId: number, filter: object) => ['plan-lines', runId, filter] as const,
  planLine: (id: number) => ['plan-line', id] as const,
  planSeries: (runId: number, item: number, location: number) =>
    ['plan-series', runId, item, location] as const,
  forecastOf: (runId: number) => ['forecast', runId] as const,
  forecast: (runId: number, item: number, location: number) =>
    ['forecast', runId, item, location] as const,
  calendar: ['calendar'] as const,
  overrides: ['overrides'] as const,
  accuracy: (runId: number, query: object) => ['accuracy', runId, query] as const,
  supplyOrders: ['supply-orders'] as const,
  supplyOrdersBy: (query: object) => ['supply-orders', query] as const,
  supplyOrder: (id: number) => ['supply-order', id] as const,
};
