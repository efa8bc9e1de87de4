import { type EpochDay, formatDay, isoWeekday, parseDay } from '@stockwright/core/units';

/**
 * Days to mark on an axis from `first` to `last`, at most `most` of them: Mondays at one, two or four
 * weeks' distance on a short axis, firsts of months on a long one.
 */
export function dayTicks(first: EpochDay, last: EpochDay, most: number): readonly EpochDay[] {
  const monday = first + ((8 - isoWeekday(first)) % 7);
  for (const weeks of [1, 2, 4]) {
    const count = Math.floor((last - monday) / (7 * weeks)) + 1;
    if (count > most) continue;
    return Array.from({ length: Math.max(0, count) }, (_, i) => monday + i * 7 * weeks);
  }
  const [year, month] = formatDay(first).split('-').map(Number);
  for (const step of [1, 2, 3, 6, 12]) {
    const ticks: EpochDay[] = [];
    for (let m = month - 1; ; m += step) {
      const at = `${year + Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, '0')}-01`;
      const day = parseDay(at);
      if (day > last) break;
      if (day >= first) ticks.push(day);
    }
    if (ticks.length <= most) return ticks;
  }
  return [first, last];
}
