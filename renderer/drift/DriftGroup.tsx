import { Button } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Drift, DriftKind } from '#shared/model/drift.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { DriftEntry } from './DriftEntry.tsx';
import type { DriftLinks } from './DriftInbox.tsx';
import { keyOf } from './driftState.ts';
import type { DriftStore } from './driftStore.ts';

interface Props {
  readonly kind: DriftKind;
  readonly items: readonly Drift[];
  readonly drift: DriftStore;
  readonly links: DriftLinks;
  readonly onSee: (item: Drift, entry: Element | null) => void;
  readonly onLeave: (entry: Element | null) => void;
}

/** A flood of names is shown so many at a time. */
const pageSize = 40;

/** The names of one kind that were not seen yet. */
export function DriftGroup({ kind, items, drift, links, onSee, onLeave }: Props): ReactNode {
  const { t } = useTranslation('drift');
  const [shown, setShown] = useState(pageSize);
  const heading = useId();
  const rest = items.length - shown;
  return (
    <section className="drift-group" aria-labelledby={heading}>
      <div className="drift-group-head">
        <h2 id={heading}>{t(`group.${kind}.title`)}</h2>
        <span className="drift-group-count">{formatCount(items.length)}</span>
        <span className="drift-group-about">{t(`group.${kind}.about`)}</span>
      </div>
      <ul className="drift-list">
        {items.slice(0, shown).map((item) => (
          <DriftEntry key={keyOf(item)} item={item} drift={drift} links={links} onSee={onSee} onLeave={onLeave} />
        ))}
      </ul>
      {rest <= 0 ? null : (
        <Button className="drift-show-more" onClick={() => setShown(shown + pageSize)}>
          {t('showMore', { count: Math.min(rest, pageSize) })}
        </Button>
      )}
    </section>
  );
}
