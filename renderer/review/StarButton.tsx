import { ActionIcon } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Hint } from '#renderer/ui/Hint.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { useReviews } from './context.ts';
import './review.css';

interface Props {
  readonly callId: string;
  readonly isStarred: boolean;
}

/** Whether the call is starred. */
export function StarButton({ callId, isStarred }: Props): ReactNode {
  const { t } = useTranslation('review');
  const reviews = useReviews();
  const set = (starred: boolean): void => void reviews.set([callId], { starred });
  const label = isStarred ? t('unstar') : t('star');
  return (
    <Hint label={label}>
      <ActionIcon className="review-star" data-on={isStarred} aria-label={t('starred')} aria-pressed={isStarred} aria-keyshortcuts={ariaShortcut(keys.star)} onClick={() => set(!isStarred)}>
        <Icon of={isStarred ? IconStarFilled : IconStar} size={17} />
      </ActionIcon>
    </Hint>
  );
}
