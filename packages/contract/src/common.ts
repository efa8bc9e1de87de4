import { z } from 'zod';

/** A calendar day, YYYY-MM-DD. */
export const Day = z.iso.date();
/** An exact amount of money as text, at most four decimal places. */
export const Amount = z.string().regex(/^-?\d+(\.\d{1,4})?$/);
/** ISO 4217 code. */
export const Currency = z.string().length(3);
/** An instant in UTC. */
export const Instant = z.iso.datetime({ offset: true });
export const Id = z.coerce.number().int().positive();
export const Pieces = z.number().int();

/** RFC 9457 problem details, with our stable code and the values of its message. */
export const ProblemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  requestId: z.string().optional(),
  /** Each wrong field of a request, e.g. `body.decisions[0].quantity`, and what is wrong with it. */
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
export type ProblemDetails = z.infer<typeof ProblemDetails>;

/** A page of a list. `nextCursor` is null on the last page. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ data: z.array(row), nextCursor: z.string().nullable(), total: z.number().int() });

export const PageQuery = z.object({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

/** A place as it is named on screen. */
export const LocationRef = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  nameZh: z.string().nullable(),
  kind: z.enum(['warehouse', 'shop', 'supplier', 'third_party']),
});
export type LocationRef = z.infer<typeof LocationRef>;

export const ItemRef = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  nameZh: z.string().nullable(),
});
export type ItemRef = z.infer<typeof ItemRef>;
