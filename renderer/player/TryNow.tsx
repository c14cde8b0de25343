import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly className: string;
  /** Where the words alone do not tell whose it is. */
  readonly label?: string;
  /** Asks for the recording at once. */
  readonly onRetry: () => Promise<void>;
}

/** The button that asks for a recording by hand. */
export function TryNow({ className, label, onRetry }: Props): ReactNode {
  const { t } = useTranslation('player');
  const [trying, setTrying] = useState(false);
  const retry = async (): Promise<void> => {
    setTrying(true);
    await onRetry();
    setTrying(false);
  };
  return (
    <button type="button" className={className} disabled={trying} aria-label={label} onClick={() => void retry()}>
      {trying ? t('trying') : t('tryNow')}
    </button>
  );
}
