import type { DemandPanel } from '../../demand/index.js';
import type { PanelTraits } from './panel-knowledge.js';

/** At most `most` series of a panel, evenly spread over it. */
export function samplePanel(
  panel: DemandPanel,
  traits: PanelTraits,
  most: number,
): { panel: DemandPanel; traits: PanelTraits } {
  if (panel.seriesCount <= most) return { panel, traits };
  const chosen = Array.from({ length: most }, (_, k) => Math.floor((k * panel.seriesCount) / most));
  return takeSeries(panel, traits, chosen, panel.lastDay);
}

/** The panel as it was known at the close of an earlier step; series that began later are left out. */
export function panelUntil(
  panel: DemandPanel,
  traits: PanelTraits,
  lastDay: number,
): { panel: DemandPanel; traits: PanelTraits; chosen: readonly number[] } {
  const chosen: number[] = [];
  for (let s = 0; s < panel.seriesCount; s++) if (panel.firstDay[s] <= lastDay) chosen.push(s);
  return { ...takeSeries(panel, traits, chosen, lastDay), chosen };
}

function takeSeries(
  panel: DemandPanel,
  traits: PanelTraits,
  chosen: readonly number[],
  lastDay: number,
): { panel: DemandPanel; traits: PanelTraits } {
  const offsets = new Int32Array(chosen.length + 1);
  chosen.forEach((s, k) => {
    const length = panel.offsets[s + 1] - panel.offsets[s];
    offsets[k + 1] = offsets[k] + Math.max(0, length - (panel.lastDay - lastDay));
  });
  const total = offsets[chosen.length];
  const taken: DemandPanel = {
    seriesCount: chosen.length,
    item: Int32Array.from(chosen, (s) => panel.item[s]),
    location: Int32Array.from(chosen, (s) => panel.location[s]),
    firstDay: Int32Array.from(chosen, (s) => panel.firstDay[s]),
    lastDay,
    offsets,
    demand: new Float64Array(total),
    returned: new Float64Array(total),
    observed: new Uint8Array(total),
  };
  chosen.forEach((s, k) => {
    const from = panel.offsets[s];
    const to = from + offsets[k + 1] - offsets[k];
    taken.demand.set(panel.demand.subarray(from, to), offsets[k]);
    taken.returned.set(panel.returned.subarray(from, to), offsets[k]);
    taken.observed.set(panel.observed.subarray(from, to), offsets[k]);
  });
  const { group, known, priceOf } = traits;
  return {
    panel: taken,
    traits: {
      ...traits,
      ...(group && { group: Int32Array.from(chosen, (s) => group[s]) }),
      ...(known && { known: (k: number) => known(chosen[k]) }),
      ...(priceOf && { priceOf: (k: number) => priceOf(chosen[k]) }),
    },
  };
}
