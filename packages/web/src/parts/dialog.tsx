import { Drawer, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './dialog.css';

export interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  readonly size?: string | number;
  readonly children: ReactNode;
}

/**
 * A dialog in the middle of the screen. Its head is a plain block: the library's own is a `header`,
 * which beside the page's makes a second banner for people who move by landmarks.
 */
export function Dialog({ title, close, size, children }: DialogProps) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened onClose={close} size={size ?? 'md'}>
      <Modal.Overlay />
      <Modal.Content>
        <div className="dialog-head">
          <Modal.Title fw={600}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('act.close')} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** The same at the right edge, as tall as the screen. */
export function SideDialog({ title, close, size, children }: DialogProps) {
  const { t } = useTranslation();
  return (
    <Drawer.Root opened onClose={close} size={size ?? 'md'} position="right">
      <Drawer.Overlay />
      <Drawer.Content>
        <div className="dialog-head">
          <Drawer.Title fw={600}>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('act.close')} />
        </div>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
