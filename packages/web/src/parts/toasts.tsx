import { CloseButton } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import './toasts.css';

export interface Toast {
  readonly id: number;
  readonly tone: 'done' | 'trouble';
  readonly text: string;
  /** What the person can do about it, or undo. */
  readonly act?: { readonly label: string; readonly run: () => void };
}

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function setToasts(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

const close = (id: number): void => setToasts(toasts.filter((toast) => toast.id !== id));

/** Shows a message: what the server said it did, or refused. Troubles stay until closed. */
export function showToast(toast: Omit<Toast, 'id'>): void {
  lastId += 1;
  const id = lastId;
  setToasts([...toasts.slice(-3), { ...toast, id }]);
  if (toast.tone === 'done') setTimeout(() => close(id), 10_000);
}

export function Toasts() {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <section className="toasts" aria-live="polite" aria-label={t('toast.region')}>
      {shown.map((toast) => (
        <div key={toast.id} className={`toast toast-${toast.tone}`}>
          <span className="toast-mark" aria-hidden="true">
            {toast.tone === 'done' ? '✓' : '!'}
          </span>
          <span className="toast-text">{toast.text}</span>
          {toast.act ? (
            <button
              type="button"
              className="toast-act"
              onClick={() => {
                toast.act?.run();
                close(toast.id);
              }}
            >
              {toast.act.label}
            </button>
          ) : null}
          <CloseButton size="sm" aria-label={t('act.close')} onClick={() => close(toast.id)} />
        </div>
      ))}
    </section>
  );
}
