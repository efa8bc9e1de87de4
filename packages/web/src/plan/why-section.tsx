import type { PlanLineDetail } from '@stockwright/contract';
import type { LineExplanation, NeedExplanation } from '@stockwright/core/plan';
import { useTranslation } from 'react-i18next';
import { nameIn, useFormats } from '../i18n/format.js';
import { lineExplanation, waterfall } from './explanation.js';
import { WaterfallChart } from './waterfall-chart.js';

/** Why this quantity: the way from the level to the order, each number in a sentence and in a table. */
export function WhySection({ line }: { line: PlanLineDetail }) {
  const { t } = useTranslation();
  const explanation = lineExplanation(line);
  if (!explanation) return <p>{t('why.none')}</p>;
  return (
    <>
      <NeedSentences line={line} need={explanation.need} />
      <ConstraintSentence line={line} explanation={explanation} />
      <WaterfallChart
        steps={waterfall(line, explanation)}
        constraint={t(`constraint.${explanation.constraint.kind}`)}
      />
      <h3>{t('why.costTitle')}</h3>
      <CostTable explanation={explanation} quantity={line.quantity} currency={line.currency} />
      <h3>{t('why.numbersTitle')}</h3>
      <CostNumbers need={explanation.need} currency={line.currency} />
      <h3>{t('why.positionTitle')}</h3>
      <PositionSplit need={explanation.need} />
      {explanation.giver ? (
        <>
          <h3>{t('why.giverTitle')}</h3>
          <GiverSentence line={line} giver={explanation.giver} />
        </>
      ) : null}
    </>
  );
}

function NeedSentences({ line, need }: { line: PlanLineDetail; need: NeedExplanation }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { demand, costs, stock } = need;
  return (
    <>
      <p>
        {t('why.protect', {
          days: formats.count(demand.protectionDays),
          wait: formats.count(demand.waitDays),
          handling: formats.count(demand.handlingDays),
          lead: formats.decimal(demand.leadTimeMeanDays),
          leadSd: formats.decimal(demand.leadTimeSdDays),
          review: formats.count(demand.reviewDays),
          // Plans made before this number was kept have none.
          downstream:
            demand.downstreamDays > 0
              ? `, ${t('why.downstream', { days: formats.count(demand.downstreamDays) })}`
              : '',
          mean: formats.count(demand.mean),
          sd: formats.count(demand.sd),
          level: formats.count(demand.quantile),
          ratio: formats.percent(costs.criticalRatio, 1),
        })}{' '}
        {need.basis === 'echelon'
          ? t('why.echelon', { place: nameIn(line.to, formats.language) })
          : ''}
        {demand.beyondHorizon ? t('why.beyondHorizon') : ''}
      </p>
      <p>
        {t('why.position', {
          position: formats.count(stock.position),
          need: formats.count(need.need.need),
        })}{' '}
        {stock.evenedOut > 0 ? `${t('why.evenedOut', { count: stock.evenedOut })} ` : ''}
        {need.need.lostBeforeArrival > 0
          ? t('why.lost', { count: need.need.lostBeforeArrival })
          : ''}
        {need.need.stranded > 0 ? `${t('why.stranded', { count: need.need.stranded })} ` : ''}
        {need.need.wouldLieTooLong > 0
          ? t('why.wouldLieTooLong', { count: need.need.wouldLieTooLong })
          : ''}
      </p>
    </>
  );
}

interface ConstraintSentenceProps {
  readonly line: PlanLineDetail;
  readonly explanation: LineExplanation;
}

function ConstraintSentence({ line, explanation }: ConstraintSentenceProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { constraint } = explanation;
  return (
    <p>
      {t(`why.constraint.${constraint.kind}`, {
        before: formats.count(constraint.piecesBefore),
        after: formats.count(constraint.piecesAfter),
        minimum: formats.count(constraint.minimumOrderQuantity),
        pack: formats.count(constraint.packSize),
        from: nameIn(line.from, formats.language),
      })}{' '}
      {t('why.risk', {
        risk: formats.percent(line.stockOutRisk),
        value: formats.money(line.valueAtRisk, line.currency),
      })}
    </p>
  );
}

interface CostTableProps {
  readonly explanation: LineExplanation;
  readonly quantity: number;
  readonly currency: string;
}

/** Expected cost of ordering nothing, a pack less, what was chosen, a pack more. */
function CostTable({ explanation, quantity, currency }: CostTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { expectedCost, constraint } = explanation;
  const least = Math.max(constraint.minimumOrderQuantity, constraint.packSize);
  const less = quantity - constraint.packSize;
  const rows = [
    { name: 'nothing', pieces: 0, cost: expectedCost.none },
    { name: 'onePackLess', pieces: less >= least ? less : 0, cost: expectedCost.onePackLess },
    { name: 'chosen', pieces: quantity, cost: expectedCost.chosen },
    { name: 'onePackMore', pieces: quantity + constraint.packSize, cost: expectedCost.onePackMore },
  ] as const;
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th>{t('why.order')}</th>
          <th className="number">{t('bulk.pieces')}</th>
          <th className="number">{t('why.expectedCost')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, pieces, cost }) => (
          <tr key={name} className={name === 'chosen' ? 'is-chosen' : undefined}>
            <th scope="row">{t(`why.${name}`)}</th>
            <td className="number">{formats.count(pieces)}</td>
            <td className="number">{formats.unitMoney(cost, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CostNumbers({ need, currency }: { need: NeedExplanation; currency: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { costs } = need;
  const perPiece = (amount: number) =>
    `${formats.unitMoney(amount, currency)} / ${t('unit.piece')}`;
  const rows = [
    ['price', perPiece(costs.unitPrice)],
    ['landed', perPiece(costs.landedUnitCost)],
    ['goodwill', perPiece(costs.goodwillPerPiece)],
    ['underage', perPiece(costs.underageCost)],
    [
      'holding',
      `${formats.decimal(costs.holdingCostPerDay, 4)} ${currency} / ${t('unit.piece')} / ${t('unit.day')}`,
    ],
    ['review', `${formats.count(costs.reviewDays)} ${t('unit.days')}`],
    ['overage', `${formats.decimal(costs.overageCost, 4)} ${currency} / ${t('unit.piece')}`],
    ['ratio', formats.percent(costs.criticalRatio, 1)],
  ] as const;
  return (
    <table className="plain-table">
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name} className={name === 'ratio' ? 'is-chosen' : undefined}>
            <th scope="row">{t(`costs.${name}`)}</th>
            <td className="number">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PositionSplit({ need }: { need: NeedExplanation }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { stock } = need;
  const rows = [
    ['onHand', stock.onHand, ''],
    ['reserved', stock.reserved, '−'],
    ['held', stock.held, '−'],
    ['onOrder', stock.onOrder, '+'],
    ['backlog', stock.backlog, '−'],
    ['position', stock.position, '='],
  ] as const;
  return (
    <table className="plain-table">
      <tbody>
        {rows.map(([name, pieces, sign]) => (
          <tr key={name} className={name === 'position' ? 'is-chosen' : undefined}>
            <th scope="row">{t(`stock.${name}`)}</th>
            <td className="number">
              {sign} {formats.count(pieces)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface GiverSentenceProps {
  readonly line: PlanLineDetail;
  readonly giver: NonNullable<LineExplanation['giver']>;
}

function GiverSentence({ line, giver }: GiverSentenceProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <p>
      {t('why.giver', {
        from: nameIn(line.from, formats.language),
        free: formats.count(giver.freePieces),
        kept: formats.count(giver.keptPieces),
        loss: formats.unitMoney(giver.expectedLoss, line.currency),
        days: formats.count(giver.lossDays),
      })}
    </p>
  );
}
