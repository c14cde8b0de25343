import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewCounts } from '#shared/model/review.ts';
import type { StatusOverrides } from '#shared/model/statuses.ts';
import { mineKinds, type Mine } from '#renderer/feed/index.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { mineIcons, mineNumbers } from './mineCounts.ts';

interface Props {
  /** Null until known. */
  readonly counts: ReviewCounts | null;
  readonly overrides: StatusOverrides;
  /** The one that is shown; null where it is none of them. */
  readonly current: Mine | null;
  readonly onMine: (mine: Mine) => void;
}

/** The calls that are the operator's to deal with. */
export function ForMe({ counts, overrides, current, onMine }: Props): ReactNode {
  const { t } = useTranslation('app');
  const numbers = mineNumbers(counts, overrides);
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
            <Icon of={mineIcons[mine]} size={15} />
            <span className="nav-label">{label}</span>
            {count === 0 ? null : <span className={mine === 'followUp' && due > 0 ? 'nav-count nav-due' : 'nav-count'}>{text}</span>}
          </UnstyledButton>
        );
      })}
    </>
  );
}
