import { sql } from 'kysely';
import type { Tx } from '../postgres/index.js';
import { json } from '../postgres/index.js';
import { Problem } from '../problem.js';
import { ONLY_PLACE } from './kind-extras.js';
import { type ImportKind, isHistory } from './kinds.js';
import { landMaster } from './land-master.js';
import { landOnOrder } from './land-on-order.js';
import { landStock } from './land-stock.js';
import { matches } from './mapping.js';
import type { PreparedSource } from './prepared-source.js';

export interface LandSettings {
  /** Name of the history file in the history folder, or null. */
  readonly file: string | null;
  readonly actor: string;
  /** YYYY-MM-DD */
  readonly today: string;
  readonly currency: string;
}

/**
 * Writes a prepared source in the transaction at hand and puts it in force.
 *
 * @returns id of the version that is now in force
 */
export async function landSource(
  tx: Tx,
  prepared: PreparedSource,
  settings: LandSettings,
): Promise<number> {
  const { report, kind } = prepared;
  const sourceId = await sourceNamed(tx, report.source, kind, report.files[0].file);
  const versionId = await addVersion(tx, sourceId, prepared, settings.file);
  await createLocations(tx, sourceId, prepared);
  await createItems(tx, sourceId, prepared);
  const landing = { ...settings, sourceId, source: report.source };
  if (kind === 'stock') await landStock(tx, prepared.rows, landing);
  else if (kind === 'onOrder') await landOnOrder(tx, prepared.rows, landing);
  else if (!isHistory(kind)) await landMaster(tx, kind, prepared, landing);
  await flagServices(tx, prepared.mapping.serviceItems ?? []);
  await sql`insert into source_current (source_id, version_id) values (${sourceId}, ${versionId})
    on conflict (source_id) do update set version_id = excluded.version_id`.execute(tx);
  return versionId;
}

async function sourceNamed(tx: Tx, name: string, kind: ImportKind, file: string): Promise<number> {
  await sql`insert into source (name, kind) values (${name}, ${kind})
    on conflict (name) do nothing`.execute(tx);
  const source = await tx
    .selectFrom('source')
    .where('name', '=', name)
    .select(['id', 'kind'])
    .executeTakeFirstOrThrow();
  if (source.kind !== kind)
    throw new Problem('import.sourceOfOtherKind', { source: name, was: source.kind, file, kind });
  return source.id;
}

async function addVersion(
  tx: Tx,
  sourceId: number,
  { report, contentHash, mapping, unknownReferences }: PreparedSource,
  file: string | null,
): Promise<number> {
  const { id } = await tx
    .insertInto('source_version')
    .values({
      source_id: sourceId,
      content_hash: contentHash,
      file,
      row_count: report.rows - report.rejected,
      rejected_count: report.rejected,
      first_day: report.firstDay,
      last_day: report.lastDay,
      is_assumption: report.isAssumption,
      mapping: json({
        ...mapping,
        read: report.files.map(({ file: name, columns, days, decimalSigns }) => ({
          file: name,
          columns,
          days,
          decimalSigns,
        })),
        unknownReferences,
      }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function createLocations(
  tx: Tx,
  sourceId: number,
  { newLocations, kind, report }: PreparedSource,
): Promise<void> {
  if (newLocations.length === 0) return;
  const isSupplier = kind === 'items' || kind === 'itemSupply';
  const rows = newLocations.map((code) => ({
    code,
    name: code === ONLY_PLACE ? 'Main warehouse' : code,
    name_zh: code === ONLY_PLACE ? '主仓库' : null,
    kind: isSupplier ? 'supplier' : code === ONLY_PLACE ? 'warehouse' : 'shop',
  }));
  await sql`insert into location (code, name, name_zh, kind, is_assumption, source_id)
    select code, name, name_zh, kind, ${report.isAssumption}, ${sourceId}
    from jsonb_to_recordset(${json(rows)}::jsonb) as r (code text, name text, name_zh text, kind text)
    on conflict (code) do nothing`.execute(tx);
}

async function createItems(
  tx: Tx,
  sourceId: number,
  { namedItems }: PreparedSource,
): Promise<void> {
  if (namedItems.length === 0) return;
  await sql`insert into item (code, name, unit_price, currency, source_id)
    select code, name, "unitPrice", currency, ${sourceId}
    from jsonb_to_recordset(${json(namedItems)}::jsonb)
      as r (code text, name text, "unitPrice" numeric, currency text)
    on conflict (code) do nothing`.execute(tx);
}

async function flagServices(tx: Tx, patterns: readonly string[]): Promise<void> {
  if (patterns.length === 0) return;
  const items = await tx.selectFrom('item').select(['id', 'code']).execute();
  const ids = items
    .filter(({ code }) => patterns.some((pattern) => matches(pattern, code)))
    .map(({ id }) => id);
  if (ids.length > 0)
    await tx.updateTable('item').set({ is_service: true }).where('id', 'in', ids).execute();
}
