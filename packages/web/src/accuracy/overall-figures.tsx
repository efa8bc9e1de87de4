import type { ForecastAccuracy } from '@stockwright/contract';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/format.js';

/** A bias below this is not worth a word. */
const BALANCED = 0.03;

interface OverallFiguresProps {
  readonly accuracy: ForecastAccuracy;
  /** True where only some of the item-locations are meant. */
  readonly isPart: boolean;
}

/** The numbers of all item-locations together, each with what it means. */
export function OverallFigures({ accuracy, isPart }: OverallFiguresProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { overall, seriesCount, firstDay, lastDay } = accuracy;
  const isCorrected = Math.abs(overall.forecastPieces - overall.computedPieces) >= 0.5;
  const share = (value: number | null) => (value === null ? '–' : formats.percent(value));
  const { bias } = overall;
  let biasSentence = '';
  if (bias !== null && Math.abs(bias) < BALANCED) biasSentence = t('accuracy.balanced');
  else if (bias !== null)
    biasSentence = t(bias > 0 ? 'accuracy.tooHigh' : 'accuracy.tooLow', {
      share: formats.percent(Math.abs(bias)),
    });
  return (
    <section className="overall" aria-label={t('accuracy.overall')}>
      <p>
        {t(isPart ? 'accuracy.sentencePart' : 'accuracy.sentence', {
          days: formats.days(firstDay, lastDay),
          count: seriesCount,
          forecast: formats.count(overall.forecastPieces),
          sold: formats.count(overall.actualPieces),
        })}{' '}
        {biasSentence}
      </p>
      <dl className="figures">
        {isCorrected ? (
          <>
            <Figure
              name={t('accuracy.computedPieces')}
              value={formats.count(overall.computedPieces)}
              hint={t('accuracy.computedHint')}
            />
            <Figure
              name={t('accuracy.inForcePieces')}
              value={formats.count(overall.forecastPieces)}
              hint={t('accuracy.inForceHint')}
              isMine
            />
          </>
        ) : (
          <Figure
            name={t('accuracy.forecastPieces')}
            value={formats.count(overall.forecastPieces)}
            hint={t('accuracy.computedHint')}
          />
        )}
        <Figure
          name={t('accuracy.soldPieces')}
          value={formats.count(overall.actualPieces)}
          hint={t('accuracy.soldHint')}
        />
        <Figure
          name={t('accuracy.bias')}
          value={overall.bias === null ? '–' : formats.change(overall.bias)}
          hint={t('accuracy.biasHint')}
        />
        <Figure
          name={t('accuracy.relativeError')}
          value={share(overall.relativeError)}
          hint={t('accuracy.relativeErrorHint')}
        />
        <Figure
          name={t('accuracy.rmsse')}
          value={overall.rmsse === null ? '–' : formats.decimal(overall.rmsse, 2)}
          hint={t('accuracy.rmsseHint')}
        />
        <Figure
          name={t('accuracy.coverage')}
          value={share(overall.coverage80)}
          hint={t('accuracy.coverageHint')}
        />
      </dl>
      {isCorrected ? (
        <p>
          {t('accuracy.byHand', {
            computed: formats.count(overall.computedError),
            set: formats.count(overall.error),
          })}
        </p>
      ) : null}
    </section>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly hint: string;
  readonly isMine?: boolean;
}

function Figure({ name, value, hint, isMine = false }: FigureProps) {
  return (
    <div className={isMine ? 'is-set' : undefined}>
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd className="below">{hint}</dd>
    </div>
  );
}
