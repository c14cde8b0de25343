import { UnstyledButton } from '@mantine/core';
import { IconCalendarTime, IconCircleDot, IconStar, type Icon as TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewCounts } from '#shared/model/review.ts';
import { meaningOfStatus, type StatusOverrides } from '#shared/model/statuses.ts';
import { mineKinds, unreadGroups, type Mine } from '#renderer/feed/index.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';

interface Props {
  /** Null until known. */
  readonly counts: ReviewCounts | null;
  readonly overrides: StatusOverrides;
  /** The one that is shown; null where it is none of them. */
  readonly current: Mine | null;
  readonly onMine: (mine: Mine) => void;
}

const icons: Readonly<Record<Mine, TablerIcon>> = { unread: IconCircleDot, starred: IconStar, followUp: IconCalendarTime };

/** The calls that are the operator's to deal with. */
export function ForMe({ counts, overrides, current, onMine }: Props): ReactNode {
  const { t } = useTranslation('app');
  const numbers: Readonly<Record<Mine, number>> = { unread: unreadOf(counts, overrides), starred: counts?.starred ?? 0, followUp: counts?.followUps.all ?? 0 };
  const due = counts?.followUps.due ?? 0;
  return (
    <>
      <div className="nav-heading">{t('nav.forMe')}</div>
      {mineKinds.map((mine) => {
        const label = t(`nav.mine.${mine}`);
        const count = numbers[mine];
        const text = mine === 'followUp' && due > 0 ? t('nav.due', { due, count }) : formatCount(count);
        return (
          <UnstyledButton key={mine} className="nav-item" title={label} aria-label={count === 0 ? label : `${label}, ${text}`} aria-current={mine === current ? 'page' : undefined} onClick={() => onMine(mine)}>
            <Icon of={icons[mine]} size={15} />
            <span className="nav-label">{label}</span>
            {count === 0 ? null : <span className={mine === 'followUp' && due > 0 ? 'nav-count nav-due' : 'nav-count'}>{text}</span>}
          </UnstyledButton>
        );
      })}
    </>
  );
}

/** Of calls that were not reached nothing waits to be read. */
function unreadOf(counts: ReviewCounts | null, overrides: StatusOverrides): number {
  return Object.entries(counts?.unread ?? {}).reduce((sum, [code, count]) => (unreadGroups.has(meaningOfStatus(code, overrides).group) ? sum + count : sum), 0);
}
