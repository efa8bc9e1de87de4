import type { Client } from '@stockwright/contract';
import { createContext, useContext } from 'react';

export const ClientContext = createContext<Client | null>(null);

/** The typed client of the page's own origin, with the token and language in force. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('useClient: no ClientContext above');
  return client;
}
