import { sql } from 'kysely';
import type { Database } from '../../postgres/index.js';

/** First and last day (YYYY-MM-DD) of the sales in force; null where there are none. */
export async function salesDays({
  kysely,
}: Pick<Database, 'kysely'>): Promise<{ first: string; last: string } | null> {
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select min(v.first_day) as first, max(v.last_day) as last
    from source_current c join source_version v on v.id = c.version_id
    join source s on s.id = c.source_id where s.kind = 'sales'`.execute(kysely);
  const [{ first, last }] = rows;
  return first === null || last === null ? null : { first, last };
}
