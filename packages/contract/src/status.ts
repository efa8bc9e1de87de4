import { z } from 'zod';
import { Day, Id, LocationRef } from './common.js';

/** What a screen needs to know before anything else. */
export const Status = z.object({
  version: z.string(),
  database: z.enum(['embedded', 'server']),
  itemCount: z.number().int(),
  locations: z.array(LocationRef),
  historyFirstDay: Day.nullable(),
  historyLastDay: Day.nullable(),
  latestRunId: Id.nullable(),
  /** True when data came in after the latest plan run was made. */
  latestRunIsStale: z.boolean(),
  /** True when some of the data in force states assumptions. */
  hasAssumptions: z.boolean(),
  runningJobIds: z.array(z.uuid()),
});
export type Status = z.infer<typeof Status>;
