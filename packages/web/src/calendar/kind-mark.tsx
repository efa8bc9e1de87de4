import { kindClass, useEventWords } from './event-words.js';

/** A kind by colour and word. */
export function KindMark({ kind }: { kind: string }) {
  const words = useEventWords();
  return (
    <span className="mark">
      <svg width="10" height="10" aria-hidden="true">
        <rect className={kindClass(kind)} width="10" height="10" rx="2" />
      </svg>
      {words.kind(kind)}
    </span>
  );
}
