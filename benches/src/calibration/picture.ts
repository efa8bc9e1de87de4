import { type Calibration, PIT_BINS } from './calibration.js';
import { type Frame, frame, num, text } from './svg.js';

/** One group of sets: a column of the picture. The first calibration is ours, the second the one beside it. */
export interface PanelColumn {
  /** "Items by day". */
  readonly title: string;
  /** "day", "month". */
  readonly step: string;
  readonly horizon: number;
  readonly steps: readonly Calibration[];
  readonly totals: readonly Calibration[];
}

const LEFT = 44;
const PLOT = 142;
const PITCH = 176;
const HISTOGRAM = 76;
/** The densest twentieth shown; where one is denser the bar is cut and its density written. */
const MOST_DENSITY = 3;
const HEAD = 62;
/** Below the head of a section: its first plots, its histograms, and where the next section begins. */
const PLOT_TOP = 64;
const HISTOGRAM_TOP = PLOT_TOP + PLOT + 48;
const SECTION = HISTOGRAM_TOP + HISTOGRAM + 62;

/** Ours and the one beside it: class names of the style below, in the order of the calibrations. */
const CLASSES = ['ours', 'other'] as const;

/** Both schemes bring their own ground, so that the picture reads on any page. */
const STYLE = `
svg{--ground:#fff;--ink:#24292f;--soft:#57606a;--grid:#d8dee4;--ours:#0072b2;--other:#c05600}
@media (prefers-color-scheme:dark){svg{--ground:#0d1117;--ink:#e6edf3;--soft:#9aa4ae;--grid:#30363d;--ours:#56b4e9;--other:#f0a04b}}
text{font:11px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:var(--soft)}
.head{font-size:13px;font-weight:600;fill:var(--ink)}
.name{font-size:12px;font-weight:600;fill:var(--ink)}
.ground{fill:var(--ground)}
.grid{stroke:var(--grid);fill:none}
.right{stroke:var(--soft);stroke-dasharray:4 3;fill:none}
.ours{--own:var(--ours)}.other{--own:var(--other)}
.band{fill:var(--own);fill-opacity:.25;stroke:var(--own);stroke-width:1.4;stroke-linejoin:round}
.bars{fill:var(--own);fill-opacity:.45}
.outline{fill:none;stroke:var(--own);stroke-width:1.4}
.label{fill:var(--own)}
`;

/** Reliability and PIT of single steps above those of totals, a column for each group of sets. */
export function drawCalibration(columns: readonly PanelColumn[]): string {
  const width = LEFT + PITCH * columns.length;
  const height = HEAD + 2 * SECTION;
  const parts = [
    `<rect class="ground" width="${width}" height="${height}"/>`,
    legend(),
    ...(['steps', 'totals'] as const).flatMap((kind, row) => [
      section(columns, kind, HEAD + row * SECTION),
    ]),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">`,
    '<title id="title">How often what came lay at or below each quantile, and where it lay in the forecast: Stockwright\u2019s default beside ETS</title>',
    `<style>${STYLE.replaceAll('\n', '')}</style>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

function legend(): string {
  const entry = (x: number, name: string, label: string): string =>
    `<g class="${name}"><rect class="band" x="${x}" y="14" width="18" height="10"/></g>${text(x + 24, 23, label)}`;
  return [
    entry(LEFT, 'ours', 'default'),
    entry(LEFT + 80, 'other', 'ETS, its own intervals'),
    `<path class="right" d="M${LEFT + 236} 19h22"/>`,
    text(LEFT + 264, 23, 'a right forecast'),
  ].join('');
}

function section(columns: readonly PanelColumn[], kind: 'steps' | 'totals', top: number): string {
  const head =
    kind === 'steps'
      ? 'Each day, week or month by itself'
      : 'The total over the horizon, from sample paths';
  return [
    text(LEFT, top, head, 'head'),
    text(
      LEFT,
      top + 18,
      'Up: share of what came that lay below the quantile, and at or below it (a band where these differ). Across: the probability asked for.',
    ),
    ...columns.map(({ title, step, horizon, ...column }, c) => {
      const calibrations = column[kind];
      const x = LEFT + c * PITCH;
      const count = calibrations[0].count.toLocaleString('en');
      const judged = kind === 'steps' ? `${step}s` : `totals of ${horizon} ${step}s`;
      return [
        text(x, top + 40, title, 'name'),
        text(x, top + 55, `${count} ${judged}`),
        reliability(frame(x, top + PLOT_TOP, PLOT, PLOT), calibrations, c === 0),
        histogram(
          frame(x, top + HISTOGRAM_TOP, PLOT, HISTOGRAM, MOST_DENSITY),
          calibrations,
          c === 0,
        ),
      ].join('\n');
    }),
    text(
      LEFT,
      top + HISTOGRAM_TOP - 12,
      'Where what came lay in its forecast, in twentieths of probability: 1\u00d7 in each is right. Below: largest distance of the summed shares from right.',
    ),
  ].join('\n');
}

/** Nominal probability across, share that came out so upwards. */
function reliability(
  { x, y }: Frame,
  calibrations: readonly Calibration[],
  isFirst: boolean,
): string {
  const at = (probability: number, share: number): string =>
    `${num(x(probability))} ${num(y(share))}`;
  const band = ({ quantiles }: Calibration): string =>
    `M${[
      ...quantiles.map(({ probability, below }) => at(probability, below)),
      ...quantiles.toReversed().map(({ probability, atOrBelow }) => at(probability, atOrBelow)),
    ].join('L')}Z`;
  return [
    grid({ x, y }, [0, 0.25, 0.5, 0.75, 1], isFirst),
    ...calibrations
      .map((one, i) => `<path class="band ${CLASSES[i]}" d="${band(one)}"/>`)
      .toReversed(),
    `<path class="right" d="M${at(0, 0)}L${at(1, 1)}"/>`,
    probabilityAxis({ x, y }),
  ].join('');
}

/** Where what came lay in its forecast, in twentieths of the forecast's probability. */
function histogram(
  { x, y }: Frame,
  calibrations: readonly Calibration[],
  isFirst: boolean,
): string {
  const tops = (one: Calibration): string =>
    one.pitDensity
      .map((density, bin) => {
        const top = num(y(Math.min(MOST_DENSITY, density)));
        return `L${num(x(bin / PIT_BINS))} ${top}L${num(x((bin + 1) / PIT_BINS))} ${top}`;
      })
      .join('');
  const [ours, other] = calibrations;
  return [
    grid({ x, y }, [0, 1, 2, 3], isFirst, (value) => `${value}\u00d7`),
    `<path class="bars ours" d="M${num(x(0))} ${num(y(0))}${tops(ours)}L${num(x(1))} ${num(y(0))}Z"/>`,
    `<path class="outline other" d="${tops(other).replace('L', 'M')}"/>`,
    `<path class="right" d="M${num(x(0))} ${num(y(1))}H${num(x(1))}"/>`,
    probabilityAxis({ x, y }),
    ...calibrations.map((one, i) => cutBar({ x, y }, one, CLASSES[i])),
    `<g class="ours">${text(x(0), y(0) + 28, `default ${off(ours)}`, 'label')}</g>`,
    `<g class="other">${text(x(1), y(0) + 28, `ETS ${off(other)}`, 'label', 'end')}</g>`,
  ].join('');
}

/** The density of the tallest bar, where it is cut. */
function cutBar({ x, y }: Frame, { pitDensity }: Calibration, name: string): string {
  const most = Math.max(...pitDensity);
  if (most <= MOST_DENSITY) return '';
  const right = x((pitDensity.indexOf(most) + 1) / PIT_BINS);
  const label = text(right + 3, y(MOST_DENSITY) + 10, `${most.toFixed(1)}\u00d7`, 'label');
  return `<g class="${name}">${label}</g>`;
}

const probabilityAxis = ({ x, y }: Frame): string =>
  [
    text(x(0), y(0) + 13, '0'),
    text(x(0.5), y(0) + 13, percent(0.5), '', 'middle'),
    text(x(1), y(0) + 13, percent(1), '', 'end'),
  ].join('');

function grid(
  { x, y }: Frame,
  ticks: readonly number[],
  isFirst: boolean,
  label: (value: number) => string = percent,
): string {
  const lines = ticks.map((tick) => `M${num(x(0))} ${num(y(tick))}H${num(x(1))}`).join('');
  const names = isFirst
    ? ticks.map((tick) => text(x(0) - 5, y(tick) + 4, label(tick), '', 'end'))
    : [];
  return `<path class="grid" d="${lines}"/>${names.join('')}`;
}

const percent = (share: number): string => `${100 * share} %`;
const off = ({ pitDistance }: Calibration): string => pitDistance.toFixed(3);
