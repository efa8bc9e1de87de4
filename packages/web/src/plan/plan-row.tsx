// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold a window of its rows
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell
import type { LocationRef, PlanLine } from '@stockwright/contract';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nameIn, useFormats } from '../i18n/format.js';
import { chosenCost } from './chosen.js';
import { RiskMark, StateMark } from './marks.js';
import { COLUMN_TRACKS, type ColumnName, PLAN_COLUMNS } from './plan-columns.js';
import { QuantityEditor } from './quantity-editor.js';

export interface PlanRowProps {
  readonly line: PlanLine;
  /** Index in the list, from 0. */
  readonly index: number;
  readonly top: number;
  readonly isSelected: boolean;
  readonly isOpen: boolean;
  /** Column of the active cell when it lies in this row, else −1. */
  readonly activeColumn: number;
  /** Text the editor starts with; null: no editor here. */
  readonly editStart: string | null;
  readonly acts: RowActs;
}

/** What a row asks of its grid. One object for all rows, so that rows need not be drawn anew. */
export interface RowActs {
  readonly click: (index: number, column: ColumnName, event: React.MouseEvent) => void;
  readonly edit: (index: number) => void;
  readonly commit: (index: number, quantity: number) => void;
  readonly cancel: () => void;
  readonly backToComputed: (index: number) => void;
}

export const rowId = (line: PlanLine): string => `line-${line.id}`;
export const cellId = (line: PlanLine, column: ColumnName): string => `line-${line.id}-${column}`;

export const PlanRow = memo(function PlanRow(props: PlanRowProps) {
  const { line, index, top, isSelected, isOpen, activeColumn, editStart, acts } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const itemName = nameIn(line.item, formats.language);
  const own = line.decision?.quantity ?? null;

  const content: Record<ColumnName, ReactNode> = {
    select: (
      <span className={isSelected ? 'tick is-ticked' : 'tick'} aria-hidden="true">
        {isSelected ? '✓' : ''}
      </span>
    ),
    item: (
      <>
        <span className="one-line" title={itemName}>
          {itemName}
        </span>
        <span className="below one-line">{line.item.code}</span>
      </>
    ),
    from: <PlaceName place={line.from} />,
    to: <PlaceName place={line.to} />,
    kind: <span className={`kind-${line.kind}`}>{t(`kind.${line.kind}`)}</span>,
    computed: (
      <span className={own === null ? undefined : 'replaced'}>{formats.count(line.quantity)}</span>
    ),
    yours:
      editStart !== null ? (
        <QuantityEditor
          computed={line.quantity}
          start={editStart}
          label={t('grid.editLabel', { item: line.item.code })}
          commit={(quantity) => acts.commit(index, quantity)}
          cancel={acts.cancel}
        />
      ) : own === null ? (
        <span className="yours-none">–</span>
      ) : (
        <span className="yours">
          <span className="yours-number">{formats.count(own)}</span>
          {line.supplyOrderId === null ? (
            <button
              type="button"
              className="yours-back"
              tabIndex={-1}
              title={t('grid.backToComputed')}
              aria-label={t('grid.backToComputed')}
              onClick={(event) => {
                event.stopPropagation();
                acts.backToComputed(index);
              }}
            >
              <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
                <path
                  d="M5 2 2 5l3 3M2.5 5H8.5a3.5 3.5 0 0 1 0 7H5"
                  fill="none"
                  stroke="currentColor"
                  strokeWidth="1.6"
                  strokeLinecap="round"
                  strokeLinejoin="round"
                />
              </svg>
            </button>
          ) : null}
        </span>
      ),
    need: formats.count(line.need),
    cost: formats.money(chosenCost(line), line.currency),
    dates: (
      <>
        <span>{formats.day(line.orderOn)}</span>
        <span className="below">→ {formats.day(line.arriveOn)}</span>
      </>
    ),
    risk: <RiskMark probability={line.stockOutRisk} />,
    valueAtRisk: formats.money(line.valueAtRisk, line.currency),
    state: <StateMark line={line} />,
  };

  return (
    <div
      role="row"
      id={rowId(line)}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={`plan-row${activeColumn >= 0 ? ' is-active' : ''}${isOpen ? ' is-open' : ''}`}
      style={{ transform: `translateY(${top}px)`, gridTemplateColumns: COLUMN_TRACKS }}
    >
      {PLAN_COLUMNS.map((column, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the grid
        <div
          key={column.name}
          role="gridcell"
          id={cellId(line, column.name)}
          aria-colindex={at + 1}
          aria-label={
            column.name === 'select'
              ? t(isSelected ? 'grid.selected' : 'grid.notSelected')
              : undefined
          }
          className={`${column.isNumber ? 'number' : ''}${at === activeColumn ? ' is-active-cell' : ''}`}
          onClick={(event) => acts.click(index, column.name, event)}
          onDoubleClick={column.name === 'yours' ? () => acts.edit(index) : undefined}
        >
          {content[column.name]}
        </div>
      ))}
    </div>
  );
});

function PlaceName({ place }: { place: LocationRef }) {
  const { language } = useFormats();
  const name = nameIn(place, language);
  return (
    <span className="two-lines" title={name}>
      {name}
    </span>
  );
}
