import { createContext, useContext } from 'react';

const TOKEN_KEY = 'stockwright.token';
const ACTOR_KEY = 'stockwright.actor';

/**
 * The token that writes need. It comes in the address (`#token=…`, as the server prints it), is kept for
 * this tab and taken out of the address, so that it is neither bookmarked nor shared with a link.
 */
export function takeToken(): string | null {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    sessionStorage.setItem(TOKEN_KEY, given);
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return given ?? sessionStorage.getItem(TOKEN_KEY);
}

export const keepToken = (token: string): void => sessionStorage.setItem(TOKEN_KEY, token);

/** Name under which decisions are recorded. */
export const storedActor = (): string => localStorage.getItem(ACTOR_KEY) ?? '';
export const keepActor = (actor: string): void => localStorage.setItem(ACTOR_KEY, actor);

export interface Session {
  readonly token: string | null;
  readonly setToken: (token: string) => void;
  /** Empty: the server's default name. */
  readonly actor: string;
  readonly setActor: (actor: string) => void;
  /** Opens the note on how to get a token; true when there is one already. */
  readonly mayWrite: () => boolean;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession: no SessionContext above');
  return session;
}
