import { Button } from '@mantine/core';
import { IconHeadphones } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import './worthHearing.css';

interface Props {
  /** Whether there is such a call. */
  readonly isLeft: boolean;
  /** Whether the room is needed for what narrows the list. */
  readonly isShort: boolean;
  readonly onNext: () => void;
}

/** Leads to the next call worth hearing. */
export function WorthHearing({ isLeft, isShort, onNext }: Props): ReactNode {
  const { t } = useTranslation('feed');
  return (
    <Button variant="subtle" className={isShort ? 'feed-worth feed-worth-short' : 'feed-worth'} aria-label={t('worthHearing.label')} aria-keyshortcuts={ariaShortcut(keys.worthHearing)} aria-disabled={!isLeft} title={t(isLeft ? 'worthHearing.label' : 'worthHearing.none')} onClick={onNext}>
      <Icon of={IconHeadphones} className="icon feed-worth-icon" />
      <span className="feed-worth-label">
        {t('worthHearing.label')} <Kbd>W</Kbd>
      </span>
    </Button>
  );
}
