import { z } from 'zod';
import { Day, Id, Instant } from './common.js';

/** A named source of data and the version of it that is in force. */
export const Source = z.object({
  id: Id,
  name: z.string(),
  kind: z.string(),
  versionId: Id.nullable(),
  rowCount: z.number().int(),
  rejectedCount: z.number().int(),
  firstDay: Day.nullable(),
  lastDay: Day.nullable(),
  /** True for data that states an assumption rather than a fact. */
  isAssumption: z.boolean(),
  importedAt: Instant.nullable(),
});
export type Source = z.infer<typeof Source>;

export const SourceList = z.object({ data: z.array(Source) });

/** Query of an upload: the file itself is the body of the request. */
export const ImportQuery = z.object({
  /** Name of the uploaded file; its ending tells the format. */
  file: z.string().min(1),
  source: z.string().optional(),
  kind: z.string().optional(),
  dryRun: z.stringbool().default(false),
  /** Take sales in that another source holds already. */
  allowOverlap: z.stringbool().default(false),
});
export type ImportQuery = z.infer<typeof ImportQuery>;
