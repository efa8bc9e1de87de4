import { Skeleton } from '@mantine/core';
import { ApiProblem, type OverrideJudgement } from '@stockwright/contract';
import { useTranslation } from 'react-i18next';
import { useOverrideWords } from '../forecast/override-words.js';
import { useFormats } from '../i18n/format.js';
import { TroubleNote } from '../parts/trouble-note.js';
import { useOverrideJudgements } from './accuracy-queries.js';

/** Did people's changes help? Each override beside what was sold, and what each person gained in sum. */
export function OverridesJudged() {
  const { t } = useTranslation();
  const formats = useFormats();
  const judged = useOverrideJudgements();
  if (judged.isPending) return <Skeleton height={120} />;
  if (!judged.data) {
    const { error } = judged;
    return error instanceof ApiProblem && error.details.status === 409 ? (
      <p>{error.details.detail}</p>
    ) : (
      <TroubleNote error={error} retry={() => void judged.refetch()} />
    );
  }
  const { data, byActor } = judged.data;
  if (data.length === 0) return <p>{t('valueAdded.none')}</p>;
  const gain = data.reduce((sum, each) => sum + each.gain, 0);
  const better = data.filter((each) => each.gain > 0).length;
  return (
    <>
      <p>
        {t('valueAdded.sentence', { count: data.length, better: formats.count(better) })}{' '}
        {t(gain >= 0 ? 'valueAdded.helped' : 'valueAdded.harmed', {
          pieces: formats.count(Math.abs(gain)),
        })}
      </p>
      <table className="plain-table valued-people">
        <thead>
          <tr>
            <th>{t('valueAdded.person')}</th>
            <th className="number">{t('valueAdded.overrides')}</th>
            <th className="number">{t('valueAdded.better')}</th>
            <th className="number">{t('valueAdded.worse')}</th>
            <th className="number">{t('valueAdded.computedError')}</th>
            <th className="number">{t('valueAdded.setError')}</th>
            <th className="number">{t('valueAdded.gain')}</th>
          </tr>
        </thead>
        <tbody>
          {byActor.map((person) => (
            <tr key={person.actor}>
              <th scope="row">{person.actor}</th>
              <td className="number">{formats.count(person.overrideCount)}</td>
              <td className="number">{formats.count(person.betterCount)}</td>
              <td className="number">{formats.count(person.worseCount)}</td>
              <td className="number">{formats.count(person.computedError)}</td>
              <td className="number">{formats.count(person.overriddenError)}</td>
              <td className="number">
                <Gain pieces={person.gain} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{t('valueAdded.each')}</h3>
      <JudgementTable judgements={data} />
    </>
  );
}

function JudgementTable({ judgements }: { judgements: readonly OverrideJudgement[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useOverrideWords();
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th>{t('valueAdded.override')}</th>
          <th>{t('reason.label')}</th>
          <th>{t('valueAdded.days')}</th>
          <th className="number">{t('column.computed')}</th>
          <th className="number">{t('accuracy.set')}</th>
          <th className="number">{t('accuracy.sold')}</th>
          <th className="number">{t('valueAdded.gain')}</th>
        </tr>
      </thead>
      <tbody>
        {judgements.map((judgement) => (
          <tr key={judgement.override.id}>
            <th scope="row">
              {words.what(judgement.override)}
              <div className="below">{words.scope(judgement.override)}</div>
            </th>
            <td>
              {judgement.override.reason}
              <div className="below">{judgement.override.actor}</div>
            </td>
            <td>
              {formats.days(judgement.firstDay, judgement.lastDay)}
              {judgement.isComplete ? null : <div className="below">{t('valueAdded.notOver')}</div>}
            </td>
            <td className="number">{formats.count(judgement.computedPieces)}</td>
            <td className="number is-set">{formats.count(judgement.overriddenPieces)}</td>
            <td className="number">{formats.count(judgement.actualPieces)}</td>
            <td className="number">
              <Gain pieces={judgement.gain} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Pieces of error saved or added, by sign, word and colour. */
function Gain({ pieces }: { pieces: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const word = pieces > 0 ? 'isBetter' : pieces < 0 ? 'isWorse' : 'isSame';
  return (
    <span className={`gain ${word}`}>
      {pieces > 0 ? '+' : pieces < 0 ? '−' : ''}
      {formats.count(Math.abs(pieces))} {t(`valueAdded.${word}`)}
    </span>
  );
}
