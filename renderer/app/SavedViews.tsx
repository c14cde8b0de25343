import { UnstyledButton } from '@mantine/core';
import { Fragment, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { View } from '#shared/model/view.ts';
import type { MineStore } from './mineStore.ts';
import { SavedView } from './SavedView.tsx';

interface Props {
  readonly mine: MineStore;
  readonly currentId: number | null;
  readonly onView: (view: View) => void;
}

/** Where a dragged view would be dropped: below what it comes down past, above what it goes up past. */
function dropSide(dragged: number, place: number): 'above' | 'below' | null {
  if (dragged === -1 || dragged === place) return null;
  return dragged < place ? 'below' : 'above';
}

/** The views that the operator has saved, in an order of their own. */
export function SavedViews({ mine, currentId, onView }: Props): ReactNode {
  const { t } = useTranslation('app');
  const { views, removed } = useStore(mine.store);
  const [draggedId, setDraggedId] = useState<number | null>(null);
  if (views.length === 0 && removed === null) return null;
  const dragged = views.findIndex(({ id }) => id === draggedId);
  const trace = removed === null ? null : (
    <div className="nav-removed" role="status">
      <span className="nav-label">{t('view.removed', { name: removed.view.name })}</span>
      <UnstyledButton onClick={() => void mine.restoreView()}>{t('view.undo')}</UnstyledButton>
    </div>
  );
  return (
    <>
      <div className="nav-heading">{t('nav.saved')}</div>
      {views.map((view, place) => (
        <Fragment key={view.id}>
          {removed?.place === place ? trace : null}
          <SavedView
            view={view}
            isCurrent={view.id === currentId}
            dropsAt={dropSide(dragged, place)}
            isFirst={place === 0}
            isLast={place === views.length - 1}
            onOpen={() => onView(view)}
            onMove={(by) => void mine.moveView(view.id, place + by)}
            onRename={(name) => mine.renameView(view, name)}
            onRemove={() => void mine.removeView(view)}
            onDrag={setDraggedId}
            onDrop={() => {
              if (draggedId !== null) void mine.moveView(draggedId, place);
              setDraggedId(null);
            }}
          />
        </Fragment>
      ))}
      {removed !== null && removed.place >= views.length ? trace : null}
    </>
  );
}
