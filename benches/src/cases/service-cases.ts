import { fillRate, safetyStock, safetyStockForFillRate } from '@stockwright/core/policy';
import type { Adapter } from './case-shape.js';

const safetyStockLeadTime: Adapter = (inputs) => {
  const answer = safetyStock({
    demandMean: inputs.number('demand_mean'),
    demandSd: inputs.number('demand_sd'),
    leadTimeMean: inputs.number('lead_time_mean'),
    leadTimeSd: inputs.number('lead_time_sd', 0),
    reviewPeriod: inputs.number('review_period', 0),
    cycleServiceLevel: inputs.number('cycle_service_level'),
  });
  return {
    values: {
      sigma_ltd: answer.sigma,
      safety_stock: answer.safetyStock,
      reorder_point_or_order_up_to: answer.level,
    },
  };
};

const fillRateCase: Adapter = (inputs) => {
  const terms = { orderQuantity: inputs.number('Q'), sigma: inputs.number('sigma_ltd') };
  const stock = inputs.has('target_fill_rate')
    ? safetyStockForFillRate({ ...terms, targetFillRate: inputs.number('target_fill_rate') })
    : inputs.number('safety_stock');
  const answer = fillRate({ ...terms, safetyStock: stock });
  return {
    values: {
      safety_stock: stock,
      expected_shortage_per_cycle: answer.expectedShortagePerCycle,
      fill_rate: answer.fillRate,
      cycle_service_level: answer.cycleServiceLevel,
    },
  };
};

export const serviceCases: Readonly<Record<string, Adapter>> = {
  safety_stock_lead_time: safetyStockLeadTime,
  fill_rate: fillRateCase,
};
