import { once } from 'node:events';
import { createServer } from 'node:net';
import type { House } from '../composition.js';
import { Failure } from './failure.js';
import type { Session } from './session.js';
import type { Voice } from './terminal.js';
import { UsageError } from './usage.js';

const HOST = '127.0.0.1';

interface ServingOptions {
  readonly port: number;
  readonly open: boolean;
  readonly logLevel: string;
}

/**
 * Says at once that a port is taken, rather than after a minute of importing.
 *
 * @throws Failure `serve.portBusy`, `serve.portForbidden`.
 */
export async function refuseBusyPort(port: number): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  try {
    probe.listen(port, HOST);
    await once(probe, 'listening');
  } catch (error) {
    throw portTrouble(error, port);
  } finally {
    probe.close();
  }
}

/** Serves API and screens until Ctrl-C; jobs that wait in the queue are worked meanwhile. */
export async function serveUntilStopped(
  session: Session,
  house: House,
  { port, open, logLevel }: ServingOptions,
): Promise<void> {
  const { voice } = session;
  const [{ buildServer }, { pino }, { dataFolderToken }] = await Promise.all([
    import('../http/server.js'),
    import('pino'),
    import('../token.js'),
  ]);
  const logger = pino({ level: logLevel }, pino.destination({ fd: 2, sync: true }));
  const token = await dataFolderToken(house.store.paths.folder);
  const server = await buildServer({ house, token, logger });
  try {
    await house.work();
    try {
      await server.listen({ port, host: HOST });
    } catch (error) {
      throw portTrouble(error, port);
    }
    const address = server.server.address();
    const listening = typeof address === 'object' && address !== null ? address.port : port;
    const url = `http://${HOST}:${listening}`;
    await announce(voice, { url, token, open });
    if (!session.signal.aborted) await once(session.signal, 'abort');
  } finally {
    await server.close();
  }
}

async function announce(
  voice: Voice,
  { url, token, open }: { url: string; token: string; open: boolean },
): Promise<void> {
  // The part after # never leaves the browser, so the token is in no log.
  const page = `${url}/#token=${token}`;
  if (voice.json) voice.line(JSON.stringify({ url, page, api: `${url}/api/v1`, token }));
  else {
    voice.line(voice.word('serve.page', { page }));
    voice.line(voice.word('serve.api', { api: `${url}/api/v1`, token }));
    voice.line(voice.word('serve.stop'));
  }
  if (open && isDesktop(voice)) {
    const { default: openBrowser } = await import('open');
    await openBrowser(page).catch(() => {});
  }
}

/** True where a person sits at a desktop that can show a browser. */
function isDesktop({ terminal: { data, environment } }: Voice): boolean {
  if (data.isTTY !== true || environment.CI || environment.SSH_CONNECTION) return false;
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

function portTrouble(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return new Failure('serve.portBusy', { port });
  if (code === 'EACCES') return new Failure('serve.portForbidden', { port });
  if (code === 'ERR_SOCKET_BAD_PORT') return new UsageError('usage.port', { value: port });
  return error;
}
