import type { DemandPanel } from '../../demand/index.js';
import { type EpochDay, isoWeekday } from '../../units/index.js';

/** Share of a mean day per ISO weekday, Monday first; averages 1 over the week; 0 = closed. */
export type WeekdayShape = ArrayLike<number>;

/** Weeks of pooled history below which a weekday without any demand is not yet called closed. */
const WEEKS_TO_CALL_CLOSED = 8;

/**
 * The weekday shape of each location, pooled over its item-locations: pieces wanted on that weekday per
 * observed item-day, over the mean of all weekdays. A weekday on which the location never sells while it
 * sells on others is closed and gets 0.
 *
 * Pooling first and shrinking each series to the pool (`seasonShape`) is what makes a shape usable for an
 * item that sells ten times a year.
 */
export function weekdayShapes(panel: DemandPanel): ReadonlyMap<number, Float64Array> {
  const pools = new Map<number, Pool>();
  for (let s = 0; s < panel.seriesCount; s++) {
    const location = panel.location[s];
    let pool = pools.get(location);
    if (!pool) {
      pool = createPool(panel);
      pools.set(location, pool);
    }
    const begin = panel.offsets[s];
    const days = panel.offsets[s + 1] - begin;
    let weekday = isoWeekday(panel.firstDay[s]) - 1;
    let back = panel.lastDay - panel.firstDay[s];
    for (let t = 0; t < days; t++, back--) {
      const pieces = panel.demand[begin + t];
      if (pieces > 0) pool.sold[back] = 1;
      if (panel.observed[begin + t] === 1 || pieces > 0) {
        pool.pieces[weekday] += pieces;
        pool.itemDays[weekday] += 1;
      }
      if (pool.oldest < back) pool.oldest = back;
      weekday = weekday === 6 ? 0 : weekday + 1;
    }
  }
  const shapes = new Map<number, Float64Array>();
  for (const [location, pool] of pools) shapes.set(location, poolShape(pool, panel.lastDay));
  return shapes;
}

interface Pool {
  readonly pieces: Float64Array;
  readonly itemDays: Float64Array;
  /** By days before the panel's last day: 1 = the location sold something. */
  readonly sold: Uint8Array;
  oldest: number;
}

function createPool(panel: DemandPanel): Pool {
  let longest = 0;
  for (let s = 0; s < panel.seriesCount; s++)
    longest = Math.max(longest, panel.offsets[s + 1] - panel.offsets[s]);
  return {
    pieces: new Float64Array(7),
    itemDays: new Float64Array(7),
    sold: new Uint8Array(longest),
    oldest: -1,
  };
}

function poolShape(pool: Pool, lastDay: EpochDay): Float64Array {
  const days = new Float64Array(7);
  const soldDays = new Float64Array(7);
  for (let back = 0; back <= pool.oldest; back++) {
    const weekday = isoWeekday(lastDay - back) - 1;
    days[weekday] += 1;
    soldDays[weekday] += pool.sold[back];
  }
  const allDays = pool.oldest + 1;
  const soldShare = soldDays.reduce((a, b) => a + b, 0) / Math.max(1, allDays);
  const shape = new Float64Array(7);
  const pooled =
    pool.pieces.reduce((a, b) => a + b, 0) /
    Math.max(
      1,
      pool.itemDays.reduce((a, b) => a + b, 0),
    );
  for (let w = 0; w < 7; w++) {
    const closed = days[w] >= WEEKS_TO_CALL_CLOSED && soldShare > 0.3 && soldDays[w] === 0;
    // Half a hundred item-days at the pooled mean keep a young location's shape near flat.
    shape[w] = closed ? 0 : (pool.pieces[w] + 50 * pooled) / (pool.itemDays[w] + 50);
  }
  return normaliseShape(shape);
}

/** Scales a shape to average 1 over the week; all ones if it is empty. */
function normaliseShape(shape: Float64Array): Float64Array {
  let sum = 0;
  for (let w = 0; w < 7; w++) sum += shape[w];
  if (!(sum > 0) || !Number.isFinite(sum)) return shape.fill(1);
  for (let w = 0; w < 7; w++) shape[w] *= 7 / sum;
  return shape;
}
