import type { PlanLineDetail } from '@stockwright/contract';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/format.js';
import { wordFor } from '../i18n/i18n.js';
import { forecastExplanation } from './explanation.js';

/** Which method forecasts this place, and how the others did on the same past. */
export function ForecastSection({ line }: { line: PlanLineDetail }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { position } = line;
  if (!position) return <p>{t('forecast.none')}</p>;
  const explanation = forecastExplanation(line);
  const errors = Object.entries(explanation?.errors ?? {}).sort(
    ([, a], [, b]) => (a ?? 0) - (b ?? 0),
  );
  return (
    <>
      <p>
        {t('forecast.method', { method: wordFor('method', position.forecastMethod) })}{' '}
        {explanation
          ? t('forecast.facts', {
              days: formats.count(explanation.historyDays),
              unobserved: formats.count(explanation.unobservedDays),
              level: formats.decimal(explanation.level, 2),
              interval: formats.decimal(explanation.averageInterval, 1),
              origins: formats.count(explanation.originCount),
            })
          : ''}
      </p>
      {errors.length > 0 ? (
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('forecast.methodHead')}</th>
              <th className="number">{t('forecast.errorHead')}</th>
            </tr>
          </thead>
          <tbody>
            {errors.map(([method, error]) => (
              <tr
                key={method}
                className={method === position.forecastMethod ? 'is-chosen' : undefined}
              >
                <th scope="row">
                  {wordFor('method', method)}
                  {method === position.forecastMethod ? ` · ${t('forecast.chosen')}` : ''}
                </th>
                <td className="number">{formats.decimal(error ?? 0, 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  );
}
