import { Button } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Drift } from '#shared/model/drift.ts';
import { FreshPill } from '#renderer/ui/FreshPill.tsx';
import { ScreenTitle } from '#renderer/ui/ScreenTitle.tsx';
import { SkeletonRows } from '#renderer/ui/SkeletonRows.tsx';
import { EmptyState, ErrorState } from '#renderer/ui/State.tsx';
import { useReading } from '#renderer/ui/useReading.ts';
import { DriftGroup } from './DriftGroup.tsx';
import { openGroups } from './driftState.ts';
import type { DriftStore } from './driftStore.ts';
import { NamedNotes } from './NamedNotes.tsx';
import { SeenList } from './SeenList.tsx';
import '#renderer/ui/controls.css';
import './drift.css';

/** Where the inbox leads. */
export interface DriftLinks {
  readonly toCall: (callId: string) => void;
  readonly toPush: (pushId: number) => void;
  /** To the settings of statuses. */
  readonly toStatuses: () => void;
}

interface Props {
  readonly drift: DriftStore;
  readonly links: DriftLinks;
}

const skeleton = Array.from({ length: 8 }, () => 62);

/** Where pushes leave the vendor's page: what came, how often, what Earshot does with it, and what the operator can. */
export function DriftInbox({ drift, links }: Props): ReactNode {
  const { t } = useTranslation('drift');
  const { phase, items, fresh, more, named, hasFailed } = useStore(drift.store);
  const heading = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => drift.watch(), [drift]);

  const { isReading, area, onScrolledBy } = useReading();
  useEffect(() => drift.setReading(isReading), [drift, isReading]);

  /** What is acted on leaves the list: the keyboard goes on with the next. */
  const leave = (entry: Element | null): void => {
    const entries = [...(body.current?.querySelectorAll<HTMLElement>('.drift-entry') ?? [])];
    const at = entries.findIndex((other) => other === entry);
    const next = at === -1 ? undefined : (entries[at + 1] ?? entries[at - 1])?.querySelector<HTMLElement>('[data-drift-first]');
    (next ?? heading.current)?.focus();
  };
  const see = (seen: readonly Drift[], entry: Element | null): void => {
    leave(entry);
    void drift.setSeen(seen, true);
  };
  const showFresh = (): void => {
    drift.showFresh();
    body.current?.scrollTo({ top: 0 });
  };

  const groups = openGroups(items);
  const open = items.filter(({ isSeen }) => !isSeen);
  const seen = items.filter(({ isSeen }) => isSeen);
  return (
    <section className="drift" aria-label={t('title')}>
      <div className="drift-head">
        <ScreenTitle title={t('title')} heading={heading}>
          <span className="drift-count">{open.length === 0 ? null : t('open', { count: open.length })}</span>
          <FreshPill texts={fresh.length === 0 ? [] : [t('fresh', { count: fresh.length })]} label={t('bringIn')} onShow={showFresh} />
          {open.length < 2 ? null : (
            <Button className="drift-all" onClick={() => see(open, null)}>
              {t('seenAll')}
            </Button>
          )}
        </ScreenTitle>
        <p className="drift-about">{t('about')}</p>
        {hasFailed ? (
          <p className="drift-failed" role="alert">
            {t('failed')}
          </p>
        ) : null}
      </div>
      <div ref={body} className="drift-body" {...area} onScroll={(event) => onScrolledBy(event.currentTarget.scrollTop)}>
        {phase === 'loading' && items.length === 0 ? <SkeletonRows heights={skeleton} /> : null}
        {phase === 'failed' ? <ErrorState title={t('error.title')} text={t('error.text')} action={<Button onClick={drift.reload}>{t('error.retry')}</Button>} /> : null}
        <NamedNotes named={named} onUndo={(status) => void drift.takeNameBack(status)} onChangeLater={links.toStatuses} />
        {phase === 'ready' && open.length === 0 ? <EmptyState text={t(items.length === 0 && named.length === 0 ? 'empty.all' : 'empty.open')} /> : null}
        {groups.map((group) => (
          <DriftGroup key={group.kind} kind={group.kind} items={group.items} drift={drift} links={links} onSee={(item, entry) => see([item], entry)} onLeave={leave} />
        ))}
        {more === 0 ? null : <p className="drift-more">{t('more', { count: more })}</p>}
        {seen.length === 0 ? null : <SeenList items={seen} onTakeBack={(item) => void drift.setSeen([item], false)} />}
      </div>
    </section>
  );
}
