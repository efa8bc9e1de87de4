// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold a window of its rows
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell
import type { PlanLine, PlanLineSort } from '@stockwright/contract';
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/format.js';
import {
  COLUMN_TRACKS,
  type ColumnName,
  columnIndex,
  PLAN_COLUMNS,
  type PlanColumn,
} from './plan-columns.js';
import './plan-grid.css';
import { cellId, PlanRow, type RowActs } from './plan-row.js';
import type { PlanView } from './plan-view.js';

const ROW_HEIGHT = 44;

export interface PlanGridProps {
  readonly lines: readonly PlanLine[];
  readonly total: number;
  readonly currency: string;
  readonly view: PlanView;
  readonly selected: ReadonlySet<number>;
  readonly openLineId: number | null;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly setSelected: (selected: ReadonlySet<number>) => void;
  readonly sortBy: (sort: PlanLineSort, descending: boolean) => void;
  readonly openLine: (id: number | null) => void;
  readonly setQuantity: (line: PlanLine, quantity: number | null) => void;
  /** A letter that acts on the selected lines, or on the active one where none is selected. */
  readonly act: (letter: 'a' | 'r' | 's' | 'o', active: PlanLine) => void;
  readonly undo: () => void;
}

/**
 * The plan as an ARIA grid over thousands of lines: only the rows in sight exist. The grid itself holds
 * the focus and names the active cell, which is always among the rows drawn.
 */
export function PlanGrid(props: PlanGridProps) {
  const { lines, view, selected, openLineId, gridRef, setSelected, openLine, setQuantity } = props;
  const { t } = useTranslation();
  const [active, setActive] = useState({ row: 0, column: columnIndex('item') });
  const [edit, setEdit] = useState<{ row: number; start: string } | null>(null);
  const lastTicked = useRef(0);
  const activeRow = Math.min(active.row, lines.length - 1);

  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => gridRef.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    // The row that aria-activedescendant names must exist, even when scrolled away.
    rangeExtractor: useCallback(
      (range: Range) => {
        const indexes = defaultRangeExtractor(range);
        if (activeRow < 0 || activeRow >= range.count || indexes.includes(activeRow))
          return indexes;
        return [...indexes, activeRow].sort((a, b) => a - b);
      },
      [activeRow],
    ),
    scrollPaddingStart: ROW_HEIGHT,
  });

  const moveTo = (row: number, column = active.column) => {
    if (lines.length === 0) return;
    const next = Math.max(0, Math.min(lines.length - 1, row));
    const at = Math.max(0, Math.min(PLAN_COLUMNS.length - 1, column));
    setActive({ row: next, column: at });
    rows.scrollToIndex(next);
    scrollColumnIntoView(gridRef.current, at);
    if (openLineId !== null && lines[next] && openLineId !== lines[next].id)
      openLine(lines[next].id);
  };

  const toggle = (row: number, range: boolean) => {
    const next = new Set(selected);
    const line = lines[row];
    if (!line) return;
    if (range) {
      const [from, to] = [Math.min(lastTicked.current, row), Math.max(lastTicked.current, row)];
      for (let i = from; i <= to; i++) if (lines[i]) next.add(lines[i].id);
    } else if (!next.delete(line.id)) next.add(line.id);
    lastTicked.current = row;
    setSelected(next);
  };

  const tickRange = (from: number, to: number) => {
    const next = new Set(selected);
    for (const row of [from, to]) if (lines[row]) next.add(lines[row].id);
    setSelected(next);
  };

  const startEdit = (row: number, start?: string) => {
    const line = lines[row];
    // An ordered line is done: its order is changed where orders are.
    if (!line || line.supplyOrderId !== null) return;
    setActive({ row, column: columnIndex('yours') });
    scrollColumnIntoView(gridRef.current, columnIndex('yours'));
    setEdit({ row, start: start ?? String(line.decision?.quantity ?? line.quantity) });
  };

  const endEdit = () => {
    setEdit(null);
    gridRef.current?.focus({ preventScroll: true });
  };

  // Rows are memoised: their acts keep one identity and look the state up when they are called.
  const latest = useRef<RowActs | null>(null);
  latest.current = {
    click: (index, column, event) => {
      setActive({ row: index, column: columnIndex(column) });
      gridRef.current?.focus({ preventScroll: true });
      if (column === 'select') toggle(index, event.shiftKey);
      else if (column === 'yours') startEdit(index);
      else openLine(lines[index]?.id ?? null);
    },
    edit: startEdit,
    commit: (index, quantity) => {
      const line = lines[index];
      endEdit();
      if (!line) return;
      // Typing the computed number over is no opinion of one's own.
      const own = quantity === line.quantity ? null : quantity;
      if (own !== (line.decision?.quantity ?? null)) setQuantity(line, own);
      moveTo(index + 1);
    },
    cancel: endEdit,
    backToComputed: (index) => {
      const line = lines[index];
      if (line) setQuantity(line, null);
    },
  };
  const acts = useMemo<RowActs>(
    () => ({
      click: (...given) => latest.current?.click(...given),
      edit: (...given) => latest.current?.edit(...given),
      commit: (...given) => latest.current?.commit(...given),
      cancel: () => latest.current?.cancel(),
      backToComputed: (...given) => latest.current?.backToComputed(...given),
    }),
    [],
  );

  /** What a key does where it is pressed on the line that is active; undefined: nothing of ours. */
  const actOfKey = (event: KeyboardEvent, line: PlanLine): (() => void) | undefined => {
    const { key } = event;
    if (event.altKey) return undefined;
    if (event.ctrlKey || event.metaKey)
      return {
        a: chooseAll,
        z: props.undo,
        Home: () => moveTo(0, 0),
        End: () => moveTo(lines.length - 1, PLAN_COLUMNS.length - 1),
      }[key];
    if (/^[0-9+*=-]$/.test(key)) return () => startEdit(activeRow, key);
    const pageRows = Math.max(1, Math.floor((gridRef.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const stepTo = (row: number) => () => {
      if (event.shiftKey) tickRange(activeRow, row);
      moveTo(row);
    };
    const backToComputed = () => {
      if (line.decision?.quantity != null && line.supplyOrderId === null) setQuantity(line, null);
    };
    const edit = () => startEdit(activeRow);
    return {
      ArrowDown: stepTo(activeRow + 1),
      ArrowUp: stepTo(activeRow - 1),
      ArrowLeft: () => moveTo(activeRow, active.column - 1),
      ArrowRight: () => moveTo(activeRow, active.column + 1),
      Home: () => moveTo(activeRow, 0),
      End: () => moveTo(activeRow, PLAN_COLUMNS.length - 1),
      PageDown: () => moveTo(activeRow + pageRows),
      PageUp: () => moveTo(activeRow - pageRows),
      ' ': () => toggle(activeRow, event.shiftKey),
      Enter: edit,
      F2: edit,
      Delete: backToComputed,
      Backspace: backToComputed,
      e: () => openLine(line.id),
      a: () => props.act('a', line),
      r: () => props.act('r', line),
      s: () => props.act('s', line),
      o: () => props.act('o', line),
      Escape: () => {
        if (selected.size > 0) setSelected(new Set());
        else if (openLineId !== null) openLine(null);
      },
    }[key];
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // An input method is composing a character: the keys are its own. Buttons and fields hear theirs.
    if (event.nativeEvent.isComposing || event.target !== event.currentTarget) return;
    const line = lines[activeRow];
    const act = line && actOfKey(event, line);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  const allChosen = lines.length > 0 && selected.size >= lines.length;
  const chooseAll = () =>
    setSelected(allChosen ? new Set() : new Set(lines.map((line) => line.id)));

  const activeLine = lines[activeRow];
  return (
    <div
      role="grid"
      ref={gridRef}
      className="plan-grid"
      tabIndex={0}
      aria-label={t('grid.label')}
      aria-rowcount={props.total + 1}
      aria-colcount={PLAN_COLUMNS.length}
      aria-multiselectable="true"
      aria-activedescendant={
        activeLine ? cellId(activeLine, PLAN_COLUMNS[active.column].name) : undefined
      }
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" style={{ position: 'sticky', top: 0, zIndex: 3 }}>
        <GridHead
          view={view}
          currency={props.currency}
          allChosen={allChosen}
          chooseAll={chooseAll}
          sortBy={props.sortBy}
        />
      </div>
      <div role="rowgroup" className="plan-rows" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          return line ? (
            <PlanRow
              key={line.id}
              line={line}
              index={index}
              top={start}
              isSelected={selected.has(line.id)}
              isOpen={line.id === openLineId}
              activeColumn={index === activeRow ? active.column : -1}
              editStart={edit?.row === index ? edit.start : null}
              acts={acts}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}

/** Brings a column out from under the columns that stay at the left. */
function scrollColumnIntoView(grid: HTMLDivElement | null, column: number): void {
  const head = grid?.querySelectorAll<HTMLElement>('[role="columnheader"]');
  const cell = head?.[column];
  const held = head?.[columnIndex('item')];
  if (!grid || !cell || !held || column <= columnIndex('item')) return;
  const frame = grid.getBoundingClientRect();
  const box = cell.getBoundingClientRect();
  const left = held.getBoundingClientRect().right;
  if (box.right > frame.left + grid.clientWidth)
    grid.scrollLeft += box.right - frame.left - grid.clientWidth;
  else if (box.left < left) grid.scrollLeft -= left - box.left;
}

interface GridHeadProps {
  readonly view: PlanView;
  readonly currency: string;
  readonly allChosen: boolean;
  readonly chooseAll: () => void;
  readonly sortBy: (sort: PlanLineSort, descending: boolean) => void;
}

function GridHead({ view, currency, allChosen, chooseAll, sortBy }: GridHeadProps) {
  const { t } = useTranslation();
  const { language } = useFormats();
  const currencyName =
    new Intl.NumberFormat(language, { style: 'currency', currency })
      .formatToParts(0)
      .find((part) => part.type === 'currency')?.value ?? currency;
  const units: Partial<Record<ColumnName, string>> = {
    computed: t('unit.pieces'),
    yours: t('unit.pieces'),
    need: t('unit.pieces'),
    cost: currencyName,
    valueAtRisk: currencyName,
  };
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="plan-head"
      style={{ gridTemplateColumns: COLUMN_TRACKS }}
    >
      {PLAN_COLUMNS.map((column) =>
        column.name === 'select' ? (
          <div key="select" role="columnheader" aria-label={t('grid.selectAll')}>
            <button
              type="button"
              aria-pressed={allChosen}
              aria-label={t('grid.selectAll')}
              title={t('grid.selectAll')}
              onClick={chooseAll}
            >
              <span className={allChosen ? 'tick is-ticked' : 'tick'}>{allChosen ? '✓' : ''}</span>
            </button>
          </div>
        ) : (
          <HeadCell
            key={column.name}
            column={column}
            view={view}
            unit={units[column.name]}
            sortBy={sortBy}
          />
        ),
      )}
    </div>
  );
}

interface HeadCellProps {
  readonly column: PlanColumn;
  readonly view: PlanView;
  readonly unit?: string;
  readonly sortBy: (sort: PlanLineSort, descending: boolean) => void;
}

function HeadCell({ column, view, unit, sortBy }: HeadCellProps) {
  const { t } = useTranslation();
  const { name } = column;
  if (name === 'select') return null;
  const sorts = column.sort === view.sort || (name === 'dates' && view.sort === 'arriveOn');
  const label = (
    <span>
      {t(`column.${name}`)}
      {unit ? <span className="unit">{unit}</span> : null}
    </span>
  );
  const arrow = view.descending ? '▼' : '▲';
  const { sort } = column;
  return (
    <div
      role="columnheader"
      aria-sort={sorts ? (view.descending ? 'descending' : 'ascending') : undefined}
      className={column.isNumber ? 'number-head' : undefined}
      title={t(`columnHint.${name}`)}
    >
      {name === 'dates' ? (
        <span className="two-heads">
          {(['orderOn', 'arriveOn'] as const).map((day) => (
            <button
              key={day}
              type="button"
              onClick={() => sortBy(day, view.sort === day && !view.descending)}
            >
              {t(`column.${day}`)}
              <span className="direction">{view.sort === day ? arrow : ''}</span>
            </button>
          ))}
        </span>
      ) : sort ? (
        <button
          type="button"
          onClick={() =>
            sortBy(sort, view.sort === sort ? !view.descending : startsDescending(sort))
          }
        >
          {label}
          <span className="direction" aria-hidden="true">
            {sorts ? arrow : ''}
          </span>
        </button>
      ) : (
        label
      )}
    </div>
  );
}

/** Numbers are asked for largest first, names from A. */
const startsDescending = (sort: PlanLineSort): boolean =>
  !['item', 'from', 'to', 'orderOn', 'arriveOn'].includes(sort);
