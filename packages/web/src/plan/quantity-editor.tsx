import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readQuantity } from './chosen.js';

export interface QuantityEditorProps {
  readonly computed: number;
  readonly start: string;
  /** Label for people who do not see the row. */
  readonly label: string;
  readonly commit: (quantity: number) => void;
  readonly cancel: () => void;
}

/** A field for a person's quantity: a number, or a change of the computed one such as `+10%`. */
export function QuantityEditor({ computed, start, label, commit, cancel }: QuantityEditorProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(start);
  const [isWrong, setIsWrong] = useState(false);
  // Committing takes the field away, which blurs it: that blur must not end the edit a second time.
  const isOver = useRef(false);
  const finish = (end: () => void) => {
    if (isOver.current) return;
    isOver.current = true;
    end();
  };
  return (
    <input
      className="yours-edit"
      aria-label={label}
      aria-invalid={isWrong}
      title={isWrong ? t('grid.quantityWrong') : t('grid.quantityHint')}
      inputMode="numeric"
      // biome-ignore lint/a11y/noAutofocus: the field appears because the person asked to edit here
      autoFocus
      value={text}
      onFocus={(event) => {
        if (start.length > 1) event.currentTarget.select();
      }}
      onChange={(event) => {
        setText(event.currentTarget.value);
        setIsWrong(false);
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        event.stopPropagation();
        if (event.key === 'Escape') finish(cancel);
        if (event.key !== 'Enter') return;
        event.preventDefault();
        const quantity = readQuantity(text, computed);
        if (quantity === null) setIsWrong(true);
        else finish(() => commit(quantity));
      }}
      onBlur={() => finish(cancel)}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
