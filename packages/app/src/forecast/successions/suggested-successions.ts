import { suggestSuccessions } from '@stockwright/core/forecast';
import { formatDay } from '@stockwright/core/units';
import type { ItemRef } from '../../plan/plan-line-query.js';
import { planHistory } from '../../plan/run/plan-history.js';
import { planningDay } from '../../plan/run/run-plan.js';
import type { Store } from '../../store/index.js';

/** A guess that one item replaced another. It counts for nothing until a person imports it as a succession. */
export interface SuggestedSuccession {
  predecessor: ItemRef;
  successor: ItemRef;
  /** Last day that the predecessor sold and first day that the successor did, anywhere. */
  lastDay: string;
  firstDay: string;
  /** Days between; negative: they overlapped. */
  gapDays: number;
  /** Product of the likenesses of name, time and price, 0 to 1. */
  score: number;
  nameLikeness: number;
}

/** A first sale so soon after the history begins is no launch. */
const UNSEEN_DAYS = 60;

/**
 * Pairs of items that look as if one replaced the other, the likeliest first: names and prices alike, and
 * the one began about when the other ended. Pairs that are known as successions are left out. Computed
 * from the whole history each time it is asked for.
 *
 * @throws Problem `plan.noHistory`
 */
export async function suggestedSuccessions(
  store: Store,
  limit: number,
  signal: AbortSignal = new AbortController().signal,
): Promise<SuggestedSuccession[]> {
  const { kysely } = store.database;
  const asOf = await planningDay(store, undefined);
  const items = await kysely
    .selectFrom('item')
    .select(['id', 'code', 'name', 'name_zh', 'category', 'is_service'])
    .execute();
  const known = await kysely
    .selectFrom('item_succession')
    .select(['predecessor_id', 'successor_id'])
    .execute();
  const itemAt = new Map(items.map((item) => [item.code, item]));
  const isService = (code: string) => itemAt.get(code)?.is_service ?? false;
  const history = await planHistory(store, asOf, isService, signal);
  const { panel } = history;
  const begin = panel.firstDay.reduce((a, b) => Math.min(a, b), asOf);
  const spans = new Map<number, { first: number; last: number }>();
  for (let s = 0; s < panel.seriesCount; s++) {
    const demand = panel.demand.subarray(panel.offsets[s], panel.offsets[s + 1]);
    const first = panel.firstDay[s];
    const last = first + demand.findLastIndex((pieces) => pieces > 0);
    const span = spans.get(panel.item[s]) ?? { first, last };
    spans.set(panel.item[s], {
      first: Math.min(span.first, first),
      last: Math.max(span.last, last),
    });
  }
  const sold = [...spans].flatMap(([index, { first, last }]) => {
    const item = itemAt.get(history.items[index]);
    if (!item) return [];
    const price = history.recentPrices[index];
    const span = {
      name: item.name,
      firstDay: first,
      lastDay: last,
      ...(price > 0 && { price }),
      ...(item.category !== null && { category: item.category }),
    };
    return [{ item, span }];
  });
  const pairs = new Set(known.map((pair) => `${pair.predecessor_id}/${pair.successor_id}`));
  const refOf = ({ id, code, name, name_zh }: (typeof items)[number]): ItemRef => ({
    id,
    code,
    name,
    nameZh: name_zh,
  });
  return suggestSuccessions(sold.map(({ span }) => span))
    .flatMap(({ predecessor, successor, gapDays, score, nameLikeness }) => {
      const old = sold[predecessor];
      const young = sold[successor];
      if (young.span.firstDay < begin + UNSEEN_DAYS) return [];
      if (pairs.has(`${old.item.id}/${young.item.id}`)) return [];
      return {
        predecessor: refOf(old.item),
        successor: refOf(young.item),
        lastDay: formatDay(old.span.lastDay),
        firstDay: formatDay(young.span.firstDay),
        gapDays,
        score,
        nameLikeness,
      };
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
}
