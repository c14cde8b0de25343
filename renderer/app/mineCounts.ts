import { IconCalendarTime, IconCircleDot, IconStar, type Icon } from '@tabler/icons-react';
import { unreadGroups, type Mine } from '#renderer/feed/index.ts';
import type { ReviewCounts } from '#shared/model/review.ts';
import { meaningOfStatus, type StatusOverrides } from '#shared/model/statuses.ts';

export const mineIcons: Readonly<Record<Mine, Icon>> = { unread: IconCircleDot, starred: IconStar, followUp: IconCalendarTime };

/** How many calls are the operator's to deal with; none until they were counted. */
export function mineNumbers(counts: ReviewCounts | null, overrides: StatusOverrides): Readonly<Record<Mine, number>> {
  return { unread: unreadOf(counts, overrides), starred: counts?.starred ?? 0, followUp: counts?.followUps.all ?? 0 };
}

/** Of calls that were not reached nothing waits to be read. */
function unreadOf(counts: ReviewCounts | null, overrides: StatusOverrides): number {
  return Object.entries(counts?.unread ?? {}).reduce((sum, [code, count]) => (unreadGroups.has(meaningOfStatus(code, overrides).group) ? sum + count : sum), 0);
}
