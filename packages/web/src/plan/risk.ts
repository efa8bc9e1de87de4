export type RiskLevel = 'high' | 'medium' | 'low';

/** Words for a probability of running out: at least one in two is high, at least one in five medium. */
export function riskLevel(probability: number): RiskLevel {
  if (probability >= 0.5) return 'high';
  return probability >= 0.2 ? 'medium' : 'low';
}
