import { z } from 'zod';

/**
 * One file, a gzipped tar:
 *
 *     manifest.json            what is in it, with row counts and SHA-256 of every other entry
 *     tables/<table>.ndjson    one JSON object per row, all tables as of one instant
 *     files/history/…          the files beside the database
 *
 * The rows are text that both kinds of database read, so that the backup of one restores into the other.
 */
export const BACKUP_FORMAT = 1;
export const MANIFEST = 'manifest.json';

/** Folders of a data folder that a backup holds. */
export const FOLDERS_KEPT = ['history', 'runs', 'rejects', 'jobs'] as const;

const Entry = z.object({ path: z.string(), size: z.number().int(), sha256: z.string() });

export const Manifest = z.object({
  format: z.number().int(),
  madeAt: z.string(),
  /** Steps of the schema that the rows belong to. */
  steps: z.array(z.string()),
  /** In an order in which they can be filled: a table comes after those it refers to. */
  tables: z.array(
    Entry.extend({ name: z.string(), columns: z.array(z.string()), rows: z.number().int() }),
  ),
  files: z.array(Entry),
});
export type Manifest = z.infer<typeof Manifest>;
export type ManifestEntry = z.infer<typeof Entry>;
