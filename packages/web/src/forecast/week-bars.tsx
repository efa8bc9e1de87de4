import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/format.js';

const BAR_HEIGHT = 44;

/** The shape of the week: each day beside a mean day, as a bar with its number. */
export function WeekBars({ shape }: { shape: readonly number[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const highest = Math.max(1, ...shape);
  return (
    <>
      <h3>{t('forecast.week')}</h3>
      <ol className="week-bars" aria-label={t('forecast.weekHint')}>
        {shape.map((share, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a weekday is its place in the week
          <li key={i}>
            <span className="week-share">{formats.percent(share)}</span>
            <span
              className="week-bar"
              style={{ height: Math.max(1, (share / highest) * BAR_HEIGHT) }}
            />
            <span>{formats.weekday(i + 1)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
