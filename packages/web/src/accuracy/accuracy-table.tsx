import type { ForecastAccuracy } from '@stockwright/contract';
import { useTranslation } from 'react-i18next';
import { nameIn, useFormats } from '../i18n/format.js';

/** Item-locations, the most wrong first; where people set the forecast, both numbers stand. */
export function AccuracyTable({ rows }: { rows: ForecastAccuracy['data'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <table className="plain-table accuracy-table">
      <thead>
        <tr>
          <th>{t('column.item')}</th>
          <th>{t('accuracy.location')}</th>
          <th className="number">{t('column.computed')}</th>
          <th className="number">{t('accuracy.set')}</th>
          <th className="number">{t('accuracy.sold')}</th>
          <th className="number">{t('accuracy.missedBy')}</th>
          <th className="number">{t('accuracy.bias')}</th>
          <th className="number">{t('accuracy.inBand')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const isSet = Math.abs(row.forecastPieces - row.computedPieces) >= 0.5;
          return (
            <tr key={`${row.item.id}/${row.location.id}`}>
              <th scope="row">
                {nameIn(row.item, formats.language)}
                <div className="below">{row.item.code}</div>
              </th>
              <td>{nameIn(row.location, formats.language)}</td>
              <td className="number">{formats.count(row.computedPieces)}</td>
              <td className={isSet ? 'number is-set' : 'number'}>
                {isSet ? formats.count(row.forecastPieces) : '–'}
              </td>
              <td className="number">{formats.count(row.actualPieces)}</td>
              <td className="number">
                <strong>{formats.count(row.error)}</strong>
              </td>
              <td className="number">{row.bias === null ? '–' : formats.change(row.bias)}</td>
              <td className="number">
                {row.coverage80 === null ? '–' : formats.percent(row.coverage80)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
