import { type EpochDay, formatDay, parseDay } from '@stockwright/core/units';
import { sql } from 'kysely';
import { Problem } from '../../problem.js';
import type { Store } from '../../store/index.js';
import { readRunSeries } from './run-file.js';

interface PlannedMove {
  readonly ship_on: string;
  readonly arrive_on: string;
  readonly quantity: number;
  readonly is_outward: boolean;
}

/**
 * One item at one place as a run saw it: daily history, the forecast's quantiles, and the stock that is to be
 * expected with and without the plan's lines.
 *
 * The forecast is told as computed and, where people overrode it, as they set it; the projection follows what
 * is in force. It follows mean demand day by day and stops at zero; it is a picture of what to expect, not
 * of the risk, which the quantiles and the line's stock-out risk tell.
 *
 * @throws Problem `plan.runNotFound`, `plan.noSeries`
 */
export async function planSeries(store: Store, runId: number, itemId: number, locationId: number) {
  const { kysely } = store.database;
  const run = await kysely
    .selectFrom('plan_run')
    .select(['as_of', 'forecast_file', 'settings'])
    .where('id', '=', runId)
    .executeTakeFirst();
  if (!run?.forecast_file) throw new Problem('plan.runNotFound', { id: runId });
  const position = await kysely
    .selectFrom('plan_position as p')
    .innerJoin('item as i', 'i.id', 'p.item_id')
    .innerJoin('location as l', 'l.id', 'p.location_id')
    .select([
      'p.on_hand',
      'p.explanation',
      'i.code as itemCode',
      'i.name as itemName',
      'i.name_zh as itemNameZh',
      'l.code as locationCode',
      'l.name as locationName',
      'l.name_zh as locationNameZh',
      'l.kind as locationKind',
    ])
    .where('p.run_id', '=', runId)
    .where('p.item_id', '=', itemId)
    .where('p.location_id', '=', locationId)
    .executeTakeFirst();
  if (!position)
    throw new Problem('plan.noSeries', { item: itemId, location: locationId, run: runId });
  const { probabilities, horizonDays } = run.settings as {
    probabilities: number[];
    horizonDays: number;
  };
  const lastDay = parseDay(run.as_of);
  const firstDay = lastDay + 1;
  const series = await readRunSeries(store, run.forecast_file, itemId, locationId);
  const mean = series?.mean ?? new Array<number>(horizonDays).fill(0);
  const expected = series?.overridden?.mean ?? mean;
  const byProbability = (quantiles: readonly number[] | undefined) =>
    probabilities.map((_, p) =>
      quantiles
        ? quantiles.slice(p * horizonDays, (p + 1) * horizonDays)
        : new Array<number>(horizonDays).fill(0),
    );
  const { rows: moves } = await sql<PlannedMove>`
    select ship_on, arrive_on, quantity, to_location_id <> ${locationId} as is_outward from plan_line
    where run_id = ${runId} and item_id = ${itemId}
      and (to_location_id = ${locationId} or (kind = 'transfer' and from_location_id = ${locationId}))
    order by arrive_on, id`.execute(kysely);
  const open = (position.explanation as { receipts: { day: string; quantity: number }[] }).receipts;
  const known = open.map(({ day, quantity }) => ({ day: parseDay(day), quantity }));
  const planned = moves.map((move) =>
    move.is_outward
      ? { day: parseDay(move.ship_on), quantity: -move.quantity }
      : { day: parseDay(move.arrive_on), quantity: move.quantity },
  );
  return {
    item: {
      id: itemId,
      code: position.itemCode,
      name: position.itemName,
      nameZh: position.itemNameZh,
    },
    location: {
      id: locationId,
      code: position.locationCode,
      name: position.locationName,
      nameZh: position.locationNameZh,
      kind: position.locationKind,
    },
    history: {
      firstDay: formatDay(series?.firstDay ?? lastDay),
      demand: [...(series?.demand ?? [])],
      returned: [...(series?.returned ?? [])],
      observed: [...(series?.observed ?? [])],
    },
    forecast: {
      firstDay: formatDay(firstDay),
      probabilities,
      mean: [...mean],
      quantiles: byProbability(series?.quantiles),
      overridden: series?.overridden
        ? {
            mean: [...series.overridden.mean],
            quantiles: byProbability(series.overridden.quantiles),
          }
        : null,
    },
    stock: {
      firstDay: formatDay(firstDay),
      withoutPlan: project(position.on_hand, expected, firstDay, known),
      withPlan: project(position.on_hand, expected, firstDay, [...known, ...planned]),
      receipts: [
        ...open.map(({ day, quantity }) => ({ day, quantity, planned: false })),
        ...planned.map(({ day, quantity }) => ({ day: formatDay(day), quantity, planned: true })),
      ],
    },
  };
}

/** Stock at the end of each day: what was there, plus what comes, less mean demand, never below zero. */
function project(
  onHand: number,
  mean: readonly number[],
  firstDay: EpochDay,
  moves: readonly { readonly day: EpochDay; readonly quantity: number }[],
): number[] {
  let stock = onHand;
  return mean.map((demand, t) => {
    for (const move of moves) if (move.day === firstDay + t) stock += move.quantity;
    stock = Math.max(0, stock - demand);
    return stock;
  });
}
