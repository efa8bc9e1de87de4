import type { CostSettings } from '@stockwright/core/plan';
import { z } from 'zod';

/** What a plan run can be told beside the data. Stored with the run, part of its hash. */
export const PlanningSettings = z.object({
  /** Holding cost per year as a share of landed unit cost. */
  holdingRatePerYear: z.number().positive().max(5).default(0.25),
  /** Loss of goodwill per lost sale, as a share of the price, beyond the margin. */
  goodwillShare: z.number().min(0).max(5).default(0),
  /** Sample paths per item-location. */
  pathCount: z.number().int().min(20).max(5000).default(200),
  /** Probabilities of the quantiles that are stored for the fan. */
  probabilities: z
    .array(z.number().gt(0).lt(1))
    .min(1)
    .default([0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]),
});
export type PlanningSettings = z.infer<typeof PlanningSettings>;

export const costSettings = ({
  holdingRatePerYear,
  goodwillShare,
}: PlanningSettings): CostSettings => ({ holdingRatePerYear, goodwillShare });
