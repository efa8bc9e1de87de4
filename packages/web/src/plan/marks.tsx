import type { DecisionState, PlanLine } from '@stockwright/contract';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/format.js';
import { stateOf } from './chosen.js';
import { riskLevel } from './risk.js';

const RISK_SHAPES = { high: 'M6 1 11.5 11H.5z', medium: 'M6 .5 11.5 6 6 11.5.5 6z' } as const;

/** Risk by colour, shape, word and number: triangle high, diamond medium, ring low. */
export function RiskMark({ probability }: { probability: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const level = riskLevel(probability);
  return (
    <span className={`mark risk-${level}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {level === 'low' ? (
          <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        ) : (
          <path d={RISK_SHAPES[level]} fill="currentColor" />
        )}
      </svg>
      {t(`risk.${level}`)}
      <span className="mark-number">{formats.percent(probability)}</span>
    </span>
  );
}

const STATE_SHAPES: Record<DecisionState | 'ordered', string> = {
  open: 'M6 1.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4z',
  approved: 'M1.5 6.5 4.7 9.5 10.5 2.5',
  rejected: 'M2 2l8 8M10 2l-8 8',
  snoozed: 'M6 1.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4zM6 3.5V6l1.8 1.2',
  ordered: 'M1 6h8M6 2.5 9.5 6 6 9.5M11.5 2v8',
};

/** What was decided on a line, by shape, colour and word. */
export function StateMark({ line }: { line: PlanLine }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const state = line.supplyOrderId === null ? stateOf(line) : 'ordered';
  const until = state === 'snoozed' ? line.decision?.until : null;
  return (
    <span className={`mark state-${state}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path
          d={STATE_SHAPES[state]}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.7"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {until ? t('state.snoozedUntil', { day: formats.shortDay(until) }) : t(`state.${state}`)}
    </span>
  );
}
