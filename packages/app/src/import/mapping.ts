import { z } from 'zod';
import { Problem } from '../problem.js';
import { importKinds } from './kinds.js';

/**
 * A mapping says what a file cannot say itself: which column is which field, how dates and numbers are
 * written, which place a line without one belongs to, and whether its content is an assumption.
 */
const share = z.number().min(0).max(1);

const locationRule = z.strictObject({
  /** Place of every line that no other part of the rule claims. */
  default: z.string().min(1),
  /** Lines of these countries belong to that place. First match wins. */
  byCountry: z
    .array(z.strictObject({ countries: z.array(z.string()).min(1), location: z.string().min(1) }))
    .default([]),
  /**
   * Gives places a share of the customers (of these countries, or of all): each customer belongs to one
   * place for ever, found by hashing seed and customer code.
   */
  byCustomer: z
    .strictObject({
      seed: z.string().min(1),
      countries: z.array(z.string()).optional(),
      shares: z
        .record(z.string(), share)
        .refine((shares) => Object.values(shares).reduce((a, b) => a + b, 0) <= 1 + 1e-9, {
          message: 'the shares add up to more than 1',
        }),
    })
    .optional(),
});

export type LocationRule = z.infer<typeof locationRule>;

const fileMapping = z.strictObject({
  kind: z.enum(importKinds).optional(),
  /** Name of the source; otherwise the file's name. */
  source: z.string().min(1).optional(),
  /** Field → header of its column. */
  columns: z.record(z.string(), z.string()).optional(),
  /** Field → value for every row. */
  constants: z.record(z.string(), z.string()).optional(),
  /** `dmy`, `mdy`, `ymd`, or a pattern such as `%d.%m.%Y`. */
  dateFormat: z.string().min(1).optional(),
  decimalSign: z.enum(['.', ',']).optional(),
  delimiter: z.string().length(1).optional(),
  encoding: z.string().min(1).optional(),
  /** Sheet of a workbook; otherwise the first one with a header that is understood. */
  sheet: z.string().min(1).optional(),
  /** Documents whose number starts so cancel a sale. */
  cancellation: z.strictObject({ documentPrefix: z.string().min(1) }).optional(),
  /** Codes that are no goods (postage, fees); `*` stands for anything. */
  serviceItems: z.array(z.string().min(1)).optional(),
  locationRule: locationRule.optional(),
  /** Item codes that differ in case alone are one item, written in capitals. */
  upperCaseItems: z.boolean().optional(),
  /** Takes sales in that another source holds already: both are meant. */
  allowOverlap: z.boolean().optional(),
  /** What this file says is assumed, not known, and is called so wherever it shows. */
  assumption: z.boolean().optional(),
});

const mapping = fileMapping.extend({
  /** File name (`*` stands for anything) → what holds for that file besides the above. */
  files: z.record(z.string(), fileMapping).optional(),
});

export type FileMapping = z.infer<typeof fileMapping>;
export type Mapping = z.infer<typeof mapping>;

/** @throws Problem `import.badMapping`, naming the place and what is wrong there */
export function parseMapping(value: unknown, file: string): Mapping {
  const result = mapping.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Problem('import.badMapping', {
    file,
    where: issue.path.join('.') || '(top)',
    what: issue.message,
  });
}

/** What holds for one file: the general part, overlaid by every matching entry of `files`. */
export function mappingFor(
  { files = {}, ...general }: Mapping,
  fileName: string,
  flags: Partial<FileMapping> = {},
): FileMapping {
  const matching = Object.entries(files)
    .filter(([pattern]) => matches(pattern, fileName))
    .map(([, entry]) => entry);
  const sum: FileMapping = { ...general };
  for (const part of [...matching, flags]) {
    const columns = { ...sum.columns, ...part.columns };
    const constants = { ...sum.constants, ...part.constants };
    const given = Object.entries(part).filter(([, value]) => value !== undefined);
    Object.assign(sum, Object.fromEntries(given), { columns, constants });
  }
  return sum;
}

/** True when a text matches a pattern in which `*` stands for anything. */
export function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(text);
}
