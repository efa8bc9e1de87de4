/** Maps a value to a coordinate. */
export type Scale = (value: number) => number;

/** The scales of a plot: 0 to 1 across, 0 to `most` upwards. */
export interface Frame {
  readonly x: Scale;
  readonly y: Scale;
}

export const frame = (
  left: number,
  top: number,
  width: number,
  height: number,
  most = 1,
): Frame => ({
  x: (value) => left + width * value,
  y: (value) => top + height * (1 - value / most),
});

/** A coordinate as short as it can be without being seen to be. */
export const num = (value: number): string => String(Math.round(10 * value) / 10);

/** A line of text from x on, around it, or up to it. */
export function text(
  x: number,
  y: number,
  content: string,
  name = '',
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  const attributes = [
    ...(name ? [`class="${name}"`] : []),
    ...(anchor === 'start' ? [] : [`text-anchor="${anchor}"`]),
  ];
  const safe = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${num(x)}" y="${num(y)}"${attributes.map((each) => ` ${each}`).join('')}>${safe}</text>`;
}
