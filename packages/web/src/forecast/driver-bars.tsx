import type { ForecastExplanation } from '@stockwright/contract';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameIn, useFormats } from '../i18n/format.js';
import { driversTogether, plainName } from './drivers.js';

const SHOWN = 6;

interface DriverBarsProps {
  readonly drivers: ForecastExplanation['drivers'];
  /** Where drivers find the names that people gave them. */
  readonly events: ForecastExplanation['events'];
}

/** What is known ahead and what it does to the pieces forecast, the greatest first. */
export function DriverBars({ drivers, events }: DriverBarsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [showsAll, setShowsAll] = useState(false);
  const rows = useMemo(() => driversTogether(drivers), [drivers]);
  const greatest = Math.max(...rows.map(({ effect }) => Math.abs(effect)), 1e-9);
  const wordOf = (name: string): string => {
    if (name === 'year') return t('forecast.driverYear');
    const event = events.find(({ recursAs }) => recursAs === name);
    return event ? nameIn(event, formats.language) : plainName(name);
  };
  return (
    <>
      <h3>{t('forecast.drivers')}</h3>
      {rows.length === 0 ? (
        <p>{t('forecast.noDrivers')}</p>
      ) : (
        <table className="driver-bars">
          <caption className="visually-hidden">{t('forecast.driversHint')}</caption>
          <tbody>
            {(showsAll ? rows : rows.slice(0, SHOWN)).map(({ name, effect }) => (
              <tr key={name}>
                <th scope="row">{wordOf(name)}</th>
                <td className="number">{formats.change(effect)}</td>
                <td aria-hidden="true">
                  <span
                    className={effect < 0 ? 'driver-bar is-less' : 'driver-bar'}
                    style={{ width: `${(Math.abs(effect) / greatest) * 50}%` }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.length > SHOWN ? (
        <button type="button" className="text-button" onClick={() => setShowsAll(!showsAll)}>
          {showsAll
            ? t('forecast.fewerDrivers')
            : t('forecast.moreDrivers', { count: rows.length - SHOWN })}
        </button>
      ) : null}
    </>
  );
}
