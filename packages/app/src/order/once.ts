import { sql } from 'kysely';
import { type Database, json, type Tx, within } from '../postgres/index.js';
import { Problem } from '../problem.js';

/** A request that its sender may send again. */
export interface OnceRequest {
  /** Whose keys: the route, or the caller and the route. Equal keys of two scopes do not meet. */
  readonly scope: string;
  /** Idempotency-Key. */
  readonly key: string;
  /** Hash of what was asked for. */
  readonly requestHash: string;
}

export interface OnceReply {
  readonly status: number;
  /** What JSON can hold. */
  readonly body: unknown;
}

/**
 * Does `work` at most once for a key, however often it is asked (invariant I3). The reply is written in
 * the transaction of the work itself, so that neither can be there without the other. Work that throws
 * leaves nothing and may be tried again with the same key.
 *
 * @returns the reply, and whether it is that of an earlier request.
 * @throws Problem `idempotency.otherBody` (422) when the key came with another request before;
 *   `idempotency.stillRunning` (409) while its twin has not ended.
 */
export const once = (
  db: Database | Tx,
  { scope, key, requestHash }: OnceRequest,
  work: (tx: Tx) => Promise<OnceReply>,
): Promise<OnceReply & { readonly replayed: boolean }> =>
  within(db, async (tx) => {
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`${scope}\n${key}`}, 0)) as mine`.execute(
      tx,
    );
    if (!rows[0].mine) throw new Problem('idempotency.stillRunning', { key });
    const earlier = await tx
      .selectFrom('idempotency')
      .select(['request_hash', 'status', 'response'])
      .where('scope', '=', scope)
      .where('key', '=', key)
      .executeTakeFirst();
    if (earlier && earlier.request_hash !== requestHash)
      throw new Problem('idempotency.otherBody', { key });
    if (earlier) return { status: earlier.status, body: earlier.response, replayed: true };
    const reply = await work(tx);
    await tx
      .insertInto('idempotency')
      .values({
        scope,
        key,
        request_hash: requestHash,
        status: reply.status,
        response: json(reply.body),
      })
      .execute();
    return { ...reply, replayed: false };
  });

/** Forgets replies given before an instant. @returns how many. */
export async function forgetReplies(db: Database, before: Date): Promise<number> {
  const gone = await db.kysely
    .deleteFrom('idempotency')
    .where('created_at', '<', before)
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
