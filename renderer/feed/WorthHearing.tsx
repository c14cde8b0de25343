import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';

interface Props {
  /** Whether there is such a call. */
  readonly isLeft: boolean;
  readonly onNext: () => void;
}

/** Leads to the next call worth hearing. */
export function WorthHearing({ isLeft, onNext }: Props): ReactNode {
  const { t } = useTranslation('feed');
  return (
    <Button variant="subtle" className="feed-worth" aria-label={t('worthHearing.label')} aria-keyshortcuts={ariaShortcut(keys.worthHearing)} aria-disabled={!isLeft} title={isLeft ? undefined : t('worthHearing.none')} onClick={onNext}>
      <span className="feed-worth-label">{t('worthHearing.label')}</span>
      <Kbd>W</Kbd>
    </Button>
  );
}
