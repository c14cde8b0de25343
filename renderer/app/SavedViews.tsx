import { UnstyledButton } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { View as SavedView } from '#shared/model/view.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';

interface Props {
  readonly views: readonly SavedView[];
  readonly currentId: number | null;
  readonly onView: (view: SavedView) => void;
}

/** The views that the operator has saved, with how many calls each shows. */
export function SavedViews({ views, currentId, onView }: Props): ReactNode {
  const { t } = useTranslation('app');
  if (views.length === 0) return null;
  return (
    <>
      <div className="nav-heading">{t('nav.saved')}</div>
      {views.map((view) => {
        const count = view.calls === null ? t('nav.many') : formatCount(view.calls);
        return (
          <UnstyledButton key={view.id} className="nav-item" title={view.name} aria-label={`${view.name}, ${count}`} aria-current={view.id === currentId ? 'page' : undefined} onClick={() => onView(view)}>
            <Icon of={IconBookmark} size={15} />
            <span className="nav-label" dir="auto">
              {view.name}
            </span>
            <span className="nav-count">{count}</span>
          </UnstyledButton>
        );
      })}
    </>
  );
}
