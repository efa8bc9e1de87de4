import { MantineProvider } from '@mantine/core';
import { createClient } from '@stockwright/contract';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BrowserRouter, Route, Routes } from 'react-router';
import { ClientContext } from '../api/client.js';
import { keepActor, keepToken, SessionContext, storedActor } from '../api/session.js';
import { languageOf } from '../i18n/i18n.js';
import { FaultBoundary } from '../parts/fault-boundary.js';
import { Toasts } from '../parts/toasts.js';
import { PlanPage } from '../plan/plan-page.js';
import { NotFound } from './not-found.js';
import { Shell } from './shell.js';
import { theme, variables } from './theme.js';

const TokenDialog = lazy(() => import('./token-dialog.js'));
const AccuracyPage = lazy(() => import('../accuracy/accuracy-page.js'));
const CalendarPage = lazy(() => import('../calendar/calendar-page.js'));
const OrdersPage = lazy(() => import('../orders/orders-page.js'));

const queries = new QueryClient({
  defaultOptions: {
    // One retry: the server is on this machine, and waiting through three hides its trouble.
    queries: { staleTime: 30_000, retry: 1, refetchOnWindowFocus: false },
  },
});

export function App({ startToken }: { startToken: string | null }) {
  const { i18n } = useTranslation();
  const [token, setTokenState] = useState(startToken);
  const [actor, setActorState] = useState(storedActor);
  const [askingToken, setAskingToken] = useState(false);

  const setToken = useCallback((given: string) => {
    keepToken(given);
    setTokenState(given);
    setAskingToken(false);
  }, []);
  const setActor = useCallback((name: string) => {
    keepActor(name);
    setActorState(name);
  }, []);
  const session = useMemo(
    () => ({
      token,
      setToken,
      actor,
      setActor,
      mayWrite: () => {
        if (!token) setAskingToken(true);
        return token !== null;
      },
    }),
    [token, setToken, actor, setActor],
  );
  const language = languageOf(i18n.language);
  const client = useMemo(
    () => createClient({ baseUrl: '', token: token ?? undefined, language }),
    [token, language],
  );

  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <SessionContext value={session}>
          <ClientContext value={client}>
            <BrowserRouter>
              <FaultBoundary>
                <Shell>
                  <Suspense fallback={null}>
                    <Routes>
                      <Route index element={<PlanPage />} />
                      <Route path="plan/:runId" element={<PlanPage />} />
                      <Route path="orders" element={<OrdersPage />} />
                      <Route path="orders/:orderId" element={<OrdersPage />} />
                      <Route path="calendar" element={<CalendarPage />} />
                      <Route path="calendar/:eventId" element={<CalendarPage />} />
                      <Route path="accuracy" element={<AccuracyPage />} />
                      <Route path="*" element={<NotFound />} />
                    </Routes>
                  </Suspense>
                </Shell>
              </FaultBoundary>
              <Toasts />
              <Suspense fallback={null}>
                {askingToken ? <TokenDialog close={() => setAskingToken(false)} /> : null}
              </Suspense>
            </BrowserRouter>
          </ClientContext>
        </SessionContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}
