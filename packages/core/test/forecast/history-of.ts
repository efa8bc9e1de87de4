/** A history of plain days (exposure 1, not beginning with a first sale) and room for a track. */
export function historyOf(
  days: readonly number[],
  exposure: readonly number[] = days.map(() => 1),
) {
  return {
    length: days.length,
    pieces: Float64Array.from(days),
    exposure: Float64Array.from(exposure),
    beginsWithSale: false,
    demandShare: 0.3,
  };
}

export const trackOf = (days: number) => ({
  rate: new Float64Array(days),
  slope: new Float64Array(days),
});
