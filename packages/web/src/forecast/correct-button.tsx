import { Button } from '@mantine/core';
import type { ItemRef, LocationRef } from '@stockwright/contract';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const CorrectDialog = lazy(() => import('./correct-dialog.js'));

interface CorrectButtonProps {
  readonly runId: number;
  readonly item: ItemRef;
  readonly location: LocationRef;
}

/** Opens the form that sets an override of the item at the place. */
export function CorrectButton(props: CorrectButtonProps) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" mt={6} onClick={() => setIsOpen(true)}>
        {t('forecast.correct')}
      </Button>
      <Suspense fallback={null}>
        {isOpen ? <CorrectDialog {...props} close={() => setIsOpen(false)} /> : null}
      </Suspense>
    </>
  );
}
