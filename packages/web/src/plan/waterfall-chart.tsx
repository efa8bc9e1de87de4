import { scaleLinear } from 'd3-scale';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/format.js';
import type { Step } from './explanation.js';

const BAR_WIDTH = 150;

/** The steps as a table whose last column is drawn: every bar has its word and its number. */
export function WaterfallChart({
  steps,
  constraint,
}: {
  steps: readonly Step[];
  constraint: string;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  let level = 0;
  const spans = steps.map(({ isTotal, pieces }) => {
    const from = isTotal ? 0 : level;
    level = isTotal ? pieces : level + pieces;
    return { from, to: level };
  });
  const ends = spans.flatMap(({ from, to }) => [from, to]);
  const x = scaleLinear([Math.min(0, ...ends), Math.max(1, ...ends)], [0, BAR_WIDTH]);
  return (
    <table className="plain-table waterfall">
      <caption className="visually-hidden">{t('why.waterfall')}</caption>
      <tbody>
        {steps.map((step, i) => {
          const { from, to } = spans[i];
          const sign = step.isTotal ? '' : step.pieces > 0 ? '+' : '−';
          return (
            <tr key={step.name} className={step.isTotal ? 'is-chosen' : undefined}>
              <th scope="row">
                {step.name === 'constraint' ? constraint : t(`step.${step.name}`)}
              </th>
              <td className="number">
                {sign}
                {formats.count(Math.abs(step.pieces))}
              </td>
              <td>
                <svg width={BAR_WIDTH} height="14" aria-hidden="true">
                  <rect
                    className={step.isTotal ? 'total' : step.pieces > 0 ? 'more' : 'less'}
                    x={x(Math.min(from, to))}
                    width={Math.max(1.5, Math.abs(x(to) - x(from)))}
                    height="14"
                    rx="2"
                  />
                </svg>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
