import type { PlanLineDetail } from '@stockwright/contract';
import type { LineExplanation } from '@stockwright/core/plan';
import { isMessageKey, type MessageKey } from '../messages/say.js';
import { count, money, percent } from './format.js';
import { printTable } from './table.js';
import type { Voice } from './terminal.js';

/** What the engine wrote beside a line; it is stored as a plain record. */
type StoredExplanation = LineExplanation & { readonly expectedSaving?: number };

/** Why a line is what it is, in sentences and small tables, and what was decided on it. */
export function explainLine(voice: Voice, line: PlanLineDetail): void {
  const explanation = storedExplanation(line);
  voice.line();
  if (!explanation) voice.line(voice.word('line.unexplained'));
  else new Explainer(voice, line, explanation).print();
  if (line.decisions.length === 0) return;
  voice.line();
  voice.line(voice.word('line.decisions'));
  for (const { decidedAt, actor, state, quantity, reason } of line.decisions)
    voice.line(
      `  ${decidedAt}  ${actor}  ${voice.state(state)}  ${quantity ?? ''}  ${reason ?? ''}`.trimEnd(),
    );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Null where the plan was made by an engine that explained itself otherwise. */
function storedExplanation(line: PlanLineDetail): StoredExplanation | null {
  const { need, constraint, expectedCost } = line.explanation;
  const isOurs =
    isRecord(need) &&
    isRecord(need.stock) &&
    isRecord(need.demand) &&
    isRecord(need.costs) &&
    isRecord(need.need) &&
    isRecord(constraint) &&
    isRecord(expectedCost);
  return isOurs ? (line.explanation as unknown as StoredExplanation) : null;
}

/** One row of the way from the level to the quantity: a total, or a change with its sign. */
interface Step {
  readonly key: MessageKey;
  readonly pieces: number;
  readonly isTotal: boolean;
}

/** Small amounts, such as the holding cost of a day, are told to the hundredth of a cent. */
const FINE = 4;

class Explainer {
  constructor(
    private readonly voice: Voice,
    private readonly line: PlanLineDetail,
    private readonly explanation: StoredExplanation,
  ) {}

  print(): void {
    const { voice, line, explanation } = this;
    const { demand, stock, basis } = explanation.need;
    const { constraint, giver } = explanation;
    const place = line.to.code;
    voice.line(voice.word('line.why', { quantity: this.count(line.quantity) }));
    if (basis === 'echelon') this.say('line.echelon', { place });
    this.say('line.protect', {
      days: demand.protectionDays,
      wait: demand.waitDays,
      handling: demand.handlingDays,
      lead: this.count(demand.leadTimeMeanDays),
      leadSd: this.count(demand.leadTimeSdDays),
      review: demand.reviewDays,
      mean: this.count(demand.mean),
      sd: this.count(demand.sd),
      level: this.count(demand.quantile),
      ratio: percentOf(explanation.need.costs.criticalRatio),
    });
    if (demand.downstreamDays > 0)
      this.say('line.downstream', { place, days: this.count(demand.downstreamDays) });
    if (demand.beyondHorizon) this.say('line.beyondHorizon');
    this.say('line.position', {
      position: this.count(stock.position),
      onHand: this.count(stock.onHand),
      reserved: this.count(stock.reserved),
      held: this.count(stock.held),
      onOrder: this.count(stock.onOrder),
      backlog: this.count(stock.backlog),
    });
    if (line.kind === 'buy')
      this.say('line.packs', {
        pack: constraint.packSize,
        minimum: constraint.minimumOrderQuantity,
      });
    if (giver)
      this.say('line.giver', {
        from: line.from.code,
        free: this.count(giver.freePieces),
        kept: this.count(giver.keptPieces),
        loss: this.money(giver.expectedLoss),
        days: this.count(giver.lossDays),
      });
    this.say('line.risk', {
      risk: percent(line.stockOutRisk),
      value: this.money(line.valueAtRisk),
      saving: this.money(
        explanation.expectedSaving ??
          explanation.expectedCost.none - explanation.expectedCost.chosen,
      ),
    });
    if (line.position)
      this.say('line.forecast', { place, method: this.method(line.position.forecastMethod) });
    voice.line();
    this.printSteps();
    voice.line();
    this.printCosts();
    voice.line();
    this.printAlternatives();
  }

  private printSteps(): void {
    const { voice } = this;
    printTable(voice, this.steps(), [
      { header: voice.word('column.steps'), value: ({ key }) => voice.word(key) },
      {
        header: voice.word('column.pieces'),
        value: ({ pieces, isTotal }) =>
          `${isTotal ? '' : pieces > 0 ? '+' : '−'}${this.count(Math.abs(pieces))}`,
        align: 'right',
      },
    ]);
  }

  /** What no name covers is told as the rest, so that the steps add up to what is on the line. */
  private steps(): readonly Step[] {
    const { line } = this;
    const { need, constraint } = this.explanation;
    const { stranded, lostBeforeArrival, wouldLieTooLong = 0 } = need.need;
    const { position, evenedOut = 0 } = need.stock;
    const level = need.demand.quantile;
    const steps: Step[] = [{ key: 'step.level', pieces: level, isTotal: true }];
    const change = (key: MessageKey, pieces: number) => {
      if (pieces !== 0) steps.push({ key, pieces, isTotal: false });
    };
    change('step.position', -position);
    change(evenedOut > 0 ? 'step.evenedOut' : 'step.movedOut', -evenedOut);
    change('step.stranded', stranded);
    change('step.lostBeforeArrival', -lostBeforeArrival);
    change('step.wouldLieTooLong', -wouldLieTooLong);
    const reached = level - position - evenedOut + stranded - lostBeforeArrival - wouldLieTooLong;
    change('step.enough', need.need.need - reached);
    steps.push({ key: 'step.need', pieces: need.need.need, isTotal: true });
    change('step.otherSupply', constraint.piecesBefore - need.need.need);
    change(`constraint.${constraint.kind}`, constraint.piecesAfter - constraint.piecesBefore);
    change('step.rest', line.quantity - constraint.piecesAfter);
    steps.push({ key: 'step.quantity', pieces: line.quantity, isTotal: true });
    const own = line.decision?.quantity;
    if (own != null) {
      change('step.yours', own - line.quantity);
      steps.push({ key: 'step.chosen', pieces: own, isTotal: true });
    }
    return steps;
  }

  private printCosts(): void {
    const { voice } = this;
    const { costs } = this.explanation.need;
    const perPiece = (amount: number) =>
      voice.word('line.perPiece', { amount: this.money(amount, FINE) });
    const rows: (readonly [MessageKey, string])[] = [
      ['costs.price', perPiece(costs.unitPrice)],
      ['costs.landed', perPiece(costs.landedUnitCost)],
      ['costs.goodwill', perPiece(costs.goodwillPerPiece)],
      ['costs.underage', perPiece(costs.underageCost)],
      [
        'costs.holding',
        voice.word('line.perPieceDay', { amount: this.money(costs.holdingCostPerDay, FINE) }),
      ],
      ['costs.review', voice.word('line.days', { days: this.count(costs.reviewDays) })],
      ['costs.overage', perPiece(costs.overageCost)],
      ['costs.ratio', percentOf(costs.criticalRatio)],
    ];
    printTable(voice, rows, [
      { header: voice.word('column.costNumbers'), value: ([key]) => voice.word(key) },
      { header: voice.word('column.amount'), value: ([, amount]) => amount },
    ]);
  }

  private printAlternatives(): void {
    const { voice } = this;
    const { expectedCost } = this.explanation;
    const rows = ['none', 'onePackLess', 'chosen', 'onePackMore'] as const;
    printTable(voice, rows, [
      { header: voice.word('column.orderSize'), value: (name) => voice.word(`costs.${name}`) },
      {
        header: voice.word('column.expectedCost'),
        value: (name) => this.money(expectedCost[name]),
        align: 'right',
      },
    ]);
  }

  private say(key: MessageKey, facts: Readonly<Record<string, string | number>> = {}): void {
    this.voice.line(`  ${this.voice.word(key, facts)}`);
  }

  private method(name: string): string {
    const key = `method.${name}`;
    return isMessageKey(key) ? this.voice.word(key) : name;
  }

  private count(pieces: number): string {
    return count(pieces, this.voice.language);
  }

  private money(amount: number, decimals?: number): string {
    return money(amount, this.line.currency, this.voice.language, decimals);
  }
}

/** A ratio close to one, told finely enough to differ from it. */
const percentOf = (share: number): string => `${(share * 100).toFixed(1)} %`;
