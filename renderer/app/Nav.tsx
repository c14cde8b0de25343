import { UnstyledButton } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { statusIcon } from '#renderer/ui/StatusMark.tsx';
import type { View } from './route.ts';

interface Props {
  readonly views: readonly View[];
  /** The view that is shown; null where the screen is another. */
  readonly current: View | null;
  /** Today's arrivals by view; null until known. */
  readonly today: Readonly<Record<View, number>> | null;
  readonly onView: (view: View) => void;
}

/** The views of the desk with today's counts; only the urgent one is a badge. */
export function Nav({ views, current, today, onView }: Props): ReactNode {
  const { t } = useTranslation(['app', 'statuses']);
  return (
    <nav className="nav" aria-label={t('nav.label')}>
      {views.map((view) => {
        const label = view === 'all' ? t('nav.all') : t(`statuses:group.${view}`);
        const count = today?.[view] ?? 0;
        return (
          <UnstyledButton
            key={view}
            className="nav-item"
            title={label}
            aria-label={today === null ? label : t('nav.count', { label, count })}
            aria-current={view === current ? 'page' : undefined}
            onClick={() => onView(view)}
          >
            <Icon of={view === 'all' ? IconInbox : statusIcon(view, null)} size={15} className={`icon icon-${view}`} />
            <span className="nav-label">{label}</span>
            {count === 0 ? null : (
              <span className={view === 'handover' ? 'nav-badge' : 'nav-count'}>{formatCount(count)}</span>
            )}
          </UnstyledButton>
        );
      })}
    </nav>
  );
}
