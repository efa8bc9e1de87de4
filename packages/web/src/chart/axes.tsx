import { type EpochDay, formatDay } from '@stockwright/core/units';
import type { ScaleLinear } from 'd3-scale';
import { useFormats } from '../i18n/format.js';
import { dayTicks } from './day-ticks.js';

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const frameOf = (width: number, height: number): Frame => ({
  width,
  height,
  left: 46,
  right: 10,
  top: 10,
  bottom: 22,
});

type Scale = ScaleLinear<number, number>;

/** Days along the bottom, marked at Mondays or firsts of months. */
export function DayAxis({ frame, x }: { frame: Frame; x: Scale }) {
  const formats = useFormats();
  const [first, last] = x.domain();
  const most = Math.max(2, Math.floor((frame.width - frame.left - frame.right) / 68));
  const ticks: readonly EpochDay[] = dayTicks(Math.ceil(first), Math.floor(last), most);
  const base = frame.height - frame.bottom;
  return (
    <g className="axis">
      <line x1={frame.left} x2={frame.width - frame.right} y1={base} y2={base} />
      {ticks.map((day) => (
        <g key={day} transform={`translate(${x(day)},${base})`}>
          <line y2={4} />
          <text y={16} textAnchor="middle">
            {formats.shortDay(formatDay(day))}
          </text>
        </g>
      ))}
    </g>
  );
}

interface PieceAxisProps {
  readonly frame: Frame;
  readonly y: Scale;
  /** What hangs below zero is marked by colour, not by negative pieces. */
  readonly hidesNegative?: boolean;
}

/** Pieces up the left, with faint lines across. */
export function PieceAxis({ frame, y, hidesNegative = false }: PieceAxisProps) {
  const formats = useFormats();
  const ticks = y.ticks(4).filter((tick) => tick >= 0 || !hidesNegative);
  const places = ticks.some((tick) => !Number.isInteger(tick)) ? 1 : 0;
  return (
    <g className="axis">
      {ticks.map((tick) => (
        <g key={tick} transform={`translate(0,${y(tick)})`}>
          <line
            className={tick === 0 ? undefined : 'faint'}
            x1={frame.left}
            x2={frame.width - frame.right}
          />
          <text x={frame.left - 6} dy="0.32em" textAnchor="end">
            {formats.decimal(tick, places)}
          </text>
        </g>
      ))}
    </g>
  );
}
