import { Button } from '@mantine/core';
import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  /** Whose recording it asks for. */
  readonly label: string;
  readonly isActive: boolean;
  readonly isTrying: boolean;
  readonly onTry: () => void;
}

/** What the button is pressed with opens the row else. */
function keepKey(event: KeyboardEvent): void {
  if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
}

/** Asks for the recording of a row by hand. Where it goes while the keyboard is on it, the keyboard stays in the list. */
export function TryButton({ label, isActive, isTrying, onTry }: Props): ReactNode {
  const { t } = useTranslation('recordings');
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const element = button.current;
    const list = element?.closest<HTMLElement>('[role="grid"]');
    return () => {
      // No event tells of it that what has the keyboard is taken away.
      if (element !== null && document.activeElement === element) list?.focus({ preventScroll: true });
    };
  }, []);
  return (
    <Button
      ref={button}
      size="compact-xs"
      className="missing-try"
      tabIndex={isActive ? 0 : -1}
      // A disabled one would lose the keyboard.
      aria-disabled={isTrying}
      {...(isTrying ? { 'data-disabled': true } : {})}
      aria-label={label}
      onKeyDown={keepKey}
      onClick={(event) => {
        event.stopPropagation();
        if (!isTrying) onTry();
      }}
    >
      {isTrying ? t('trying') : t('tryNow')}
    </Button>
  );
}
