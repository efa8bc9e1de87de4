import type { Database } from '@stockwright/app';
import { count, money } from '../../format.js';
import type { Voice } from '../../terminal.js';

/** What a plan came to, in a few lines; where it is empty, what the data lacks for more. */
export async function printSummary(
  voice: Voice,
  database: Database,
  run: { readonly id: number; readonly asOf: string; readonly summary: PlanSummary },
): Promise<void> {
  const { summary } = run;
  const { language } = voice;
  const amount = (value: string | number) => money(value, summary.currency, language);
  const pieces = (value: number) => count(value, language);
  voice.line(voice.word('summary.title', { id: run.id, day: run.asOf }));
  voice.line(
    voice.word('summary.planned', {
      itemLocations: pieces(summary.itemLocationCount),
      items: pieces(summary.itemCount),
    }),
  );
  voice.line(
    voice.word('summary.buy', {
      lines: pieces(summary.buyLineCount),
      orders: pieces(summary.purchaseOrderCount),
      cost: amount(summary.buyCost),
    }),
  );
  voice.line(
    voice.word('summary.move', {
      lines: pieces(summary.transferLineCount),
      orders: pieces(summary.transferOrderCount),
      cost: amount(summary.transferCost),
    }),
  );
  voice.line(voice.word('summary.atRisk', { value: amount(summary.valueAtRisk) }));
  if (summary.buyLineCount + summary.transferLineCount === 0) await tellLack(voice, database);
}

/** Says what a plan cannot do without and the data does not hold. */
export async function tellLack(voice: Voice, database: Database): Promise<void> {
  const { planLacks } = await import('@stockwright/app');
  const lacking = await planLacks(database);
  if (lacking.length === 0) return;
  const kinds = lacking.map((kind) => voice.state(kind)).join(voice.word('word.listComma'));
  voice.tell('plan.lacks', { kinds });
}

interface PlanSummary {
  readonly itemCount: number;
  readonly itemLocationCount: number;
  readonly buyLineCount: number;
  readonly transferLineCount: number;
  readonly purchaseOrderCount: number;
  readonly transferOrderCount: number;
  readonly buyCost: string;
  readonly transferCost: string;
  readonly valueAtRisk: number;
  readonly currency: string;
}
