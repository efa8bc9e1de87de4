import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface BoundaryProps {
  readonly children: ReactNode;
  readonly whenBroken: (fault: Error) => ReactNode;
}

/** React asks for a class here; what it shows is handed in, so that it can be worded. */
class Boundary extends Component<BoundaryProps, { readonly fault: Error | null }> {
  override state = { fault: null as Error | null };

  static getDerivedStateFromError(fault: Error) {
    return { fault };
  }

  override render() {
    const { fault } = this.state;
    return fault ? this.props.whenBroken(fault) : this.props.children;
  }
}

/**
 * Catches what breaks while drawing, so that a person sees what to do instead of a blank page. The usual
 * cause is a part of the page that could not be loaded because the server was updated meanwhile.
 */
export function FaultBoundary({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Boundary
      whenBroken={(fault) => (
        <div className="fault" role="alert">
          <h1>{t('trouble.title')}</h1>
          <p>{t('trouble.broken')}</p>
          <p className="fault-detail">{fault.message}</p>
          <button type="button" onClick={() => location.reload()}>
            {t('trouble.reload')}
          </button>
        </div>
      )}
    >
      {children}
    </Boundary>
  );
}
