import { IconBan, IconCheck, IconCircleHalf2, IconClock, IconCopy, IconFlag, IconHistory, type Icon } from '@tabler/icons-react';
import type { PushOutcome } from '#shared/model/push.ts';

/** The icon of what became of a push. */
export const outcomeIcons: Readonly<Record<PushOutcome, Icon>> = {
  waiting: IconClock,
  stored: IconCheck,
  revision: IconHistory,
  duplicate: IconCopy,
  event: IconFlag,
  refused: IconBan,
  partial: IconCircleHalf2,
};

/** In the order in which an operator looks for them. */
export const outcomeOrder: readonly PushOutcome[] = ['stored', 'duplicate', 'revision', 'event', 'partial', 'refused', 'waiting'];
