import type { DemandPanel } from '@stockwright/core/demand';
import { type EpochDay, parseDay } from '@stockwright/core/units';
import { dailyDemand } from '../../plan/run/plan-history.js';
import { salesDays } from '../../plan/run/sales-days.js';
import { Problem } from '../../problem.js';
import type { Store } from '../../store/index.js';

/** What was really wanted, by item and place, as far as sales are known. */
export interface ActualDemand {
  readonly panel: DemandPanel;
  /** Ids by the panel's indices; −1 = not known any more. */
  readonly itemIds: readonly number[];
  readonly placeIds: readonly number[];
  readonly lastDay: EpochDay;
  /** Demand on a day; NaN where it could not show itself, or nothing is known of it. */
  on(series: number, day: EpochDay): number;
  /** Number of an item-location's series; −1 = nothing was ever sold there. */
  seriesOf(item: number, place: number): number;
}

/** Last day up to which sales are known. @throws Problem `plan.noHistory` */
export async function lastSalesDay({ database }: Pick<Store, 'database'>): Promise<string> {
  const known = await salesDays(database);
  if (!known) throw new Problem('plan.noHistory');
  return known.last;
}

/**
 * Reads the demand of some items (ids), or of all, from the sales in force and cleans it as a plan does.
 *
 * @throws Problem `plan.noHistory`
 */
export async function actualDemand(store: Store, items?: readonly number[]): Promise<ActualDemand> {
  const { kysely } = store.database;
  const lastDay = parseDay(await lastSalesDay(store));
  const known = await kysely.selectFrom('item').select(['id', 'code', 'is_service']).execute();
  const places = await kysely.selectFrom('location').select(['id', 'code']).execute();
  const services = new Set(known.filter((item) => item.is_service).map(({ code }) => code));
  const wanted = items && new Set(items);
  const codes = wanted && known.filter(({ id }) => wanted.has(id)).map(({ code }) => code);
  const { history, panel } = await dailyDemand(
    store,
    lastDay,
    (code) => services.has(code),
    undefined,
    codes,
  );
  const itemId = new Map(known.map(({ id, code }) => [code, id]));
  const placeId = new Map(places.map(({ id, code }) => [code, id]));
  const itemIds = history.items.map((code) => itemId.get(code) ?? -1);
  const placeIds = history.locations.map((code) => placeId.get(code) ?? -1);
  const at = new Map<string, number>();
  for (let s = 0; s < panel.seriesCount; s++)
    at.set(`${itemIds[panel.item[s]]}/${placeIds[panel.location[s]]}`, s);
  return {
    panel,
    itemIds,
    placeIds,
    lastDay,
    on(series, day) {
      const t = panel.offsets[series] + day - panel.firstDay[series];
      const isKnown = day >= panel.firstDay[series] && day <= lastDay && panel.observed[t] === 1;
      return isKnown ? panel.demand[t] : Number.NaN;
    },
    seriesOf: (item, place) => at.get(`${item}/${place}`) ?? -1,
  };
}
