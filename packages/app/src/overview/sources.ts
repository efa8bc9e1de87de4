import { sql } from 'kysely';
import type { Database } from '../postgres/index.js';

/** A named source of data and the version of it that is in force; without one the numbers are 0 or null. */
export interface SourceInForce {
  id: number;
  name: string;
  kind: string;
  versionId: number | null;
  rowCount: number;
  rejectedCount: number;
  firstDay: string | null;
  lastDay: string | null;
  isAssumption: boolean;
  importedAt: string | null;
}

/** Every source by name. */
export async function listSources(db: Database): Promise<{ data: SourceInForce[] }> {
  const { rows } = await sql<Omit<SourceInForce, 'importedAt'> & { importedAt: Date | null }>`
    select s.id, s.name, s.kind, v.id as "versionId",
           coalesce(v.row_count, 0) as "rowCount", coalesce(v.rejected_count, 0) as "rejectedCount",
           v.first_day as "firstDay", v.last_day as "lastDay",
           coalesce(v.is_assumption, false) as "isAssumption", v.imported_at as "importedAt"
    from source s
    left join source_current c on c.source_id = s.id
    left join source_version v on v.id = c.version_id
    order by s.name collate "C"`.execute(db.kysely);
  return {
    data: rows.map((row) => ({ ...row, importedAt: row.importedAt?.toISOString() ?? null })),
  };
}
