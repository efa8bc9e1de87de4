import type { Dice } from '../../../maths/index.js';

/**
 * Adds changes of slope that the future may bring to a line, in place: as many a unit of time as the past
 * had places for, each Laplace distributed with the past's mean absolute change as its scale.
 *
 * @param path    values of the line at `time`
 * @param time    ascending, above 1, where the history ends
 * @param rate    expected number of changes in a unit of time, ≥ 0
 * @param spread  scale of a change
 * @see Taylor & Letham (2018), section 3.1.4
 */
export function addNewChanges(
  path: Float64Array,
  time: Float64Array,
  rate: number,
  spread: number,
  dice: Dice,
): void {
  if (rate === 0 || spread === 0) return;
  const nextGap = () => -Math.log(1 - dice.next()) / rate;
  let at = 1 + nextGap();
  let level = 0;
  let slope = 0;
  for (let h = 0; h < path.length; h++) {
    for (; at < time[h]; at += nextGap()) {
      const u = dice.next() - 0.5;
      const change = -spread * Math.sign(u) * Math.log(1 - 2 * Math.abs(u) + 2 ** -33);
      slope += change;
      level -= change * at;
    }
    path[h] += level + slope * time[h];
  }
}
