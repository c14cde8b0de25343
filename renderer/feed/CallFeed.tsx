import { Button } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { FreshPill } from '#renderer/ui/FreshPill.tsx';
import { ErrorState } from '#renderer/ui/State.tsx';
import { SkeletonRows } from '#renderer/ui/SkeletonRows.tsx';
import { useReading } from '#renderer/ui/useReading.ts';
import { useRowKeys } from '#renderer/ui/useRowKeys.ts';
import { DayText } from './DayText.tsx';
import { FeedEmpty } from './FeedEmpty.tsx';
import { FeedFooter } from './FeedFooter.tsx';
import { FeedList } from './FeedList.tsx';
import { FeedTitle } from './FeedTitle.tsx';
import { feedItems, type FeedItem } from './feedItems.ts';
import type { FeedStore } from './feedStore.ts';
import './feed.css';

interface Props {
  readonly feed: FeedStore;
  /** The opened call. */
  readonly openId: string | null;
  /** How many calls of the view arrived today; null until known. */
  readonly today: number | null;
  readonly onOpen: (callId: string, how: { readonly replace: boolean }) => void;
  readonly onShowAll: () => void;
  readonly onClearSearch: () => void;
}

const skeleton = [30, 48, 30, 30, 48, 30, 48, 30, 30, 30, 48, 30, 48, 30, 30, 48, 30, 30];

/** The list of calls: what it shows, what is new, and the calls. */
export function CallFeed({ feed, openId, today, onOpen, onShowAll, onClearSearch }: Props): ReactNode {
  const { t } = useTranslation('feed');
  const { query, phase, rows, fresh, more, nextCursor } = useStore(feed.store);
  const items = useMemo(() => feedItems(rows), [rows]);
  const listRef = useRef<HTMLDivElement>(null);

  const { isReading, area, onScrolledBy } = useReading();
  const [first, setFirst] = useState<FeedItem | undefined>();
  const reading = isReading || openId !== null;
  useEffect(() => feed.setReading(reading), [feed, reading]);

  const showFresh = useCallback(() => {
    feed.showFresh();
    listRef.current?.scrollTo({ top: 0 });
  }, [feed]);
  const keys = useRowKeys({ items, openKey: openId, listRef, onOpen, showFresh });
  const onScrolled = useCallback((item: FeedItem | undefined, offset: number) => {
    setFirst(item);
    onScrolledBy(offset);
  }, [onScrolledBy]);
  const shown = first ?? items[0];
  const answered = fresh.filter((call) => call.statusGroup === 'answered').length;
  const freshTexts = fresh.length === 0 ? [] : [t('fresh', { count: fresh.length }), ...(answered === 0 ? [] : [t('freshAnswered', { count: answered })])];

  return (
    <section className="feed" aria-label={t('label')}>
      <FeedTitle query={query} today={today} found={phase === 'ready' ? rows.length : null} more={nextCursor !== null} onShowAll={onShowAll} />
      <div className="feed-strip" hidden={phase !== 'loading' && rows.length === 0 && fresh.length === 0}>
        <span className="feed-strip-day">
          {shown === undefined ? null : <DayText atMs={shown.kind === 'day' ? shown.atMs : shown.call.receivedAtMs} />}
        </span>
        <FreshPill texts={freshTexts} label={t('bringIn')} onShow={showFresh} />
        {rows.length === 0 ? null : (
          <>
            <span className="row-task">{t('head.task')}</span>
            <span className="row-talk">
              <small>{t('head.talk')}</small>
            </span>
            <span className="row-cost">
              <small>{t('head.cost')}</small>
            </span>
          </>
        )}
      </div>
      <div className="feed-body" {...area}>
        {phase === 'failed' ? (
          <ErrorState
            title={t('failed.title')}
            text={t('failed.text')}
            action={<Button onClick={feed.reload}>{t('failed.retry')}</Button>}
          />
        ) : null}
        {phase === 'loading' && rows.length === 0 ? <SkeletonRows heights={skeleton} /> : null}
        {phase === 'ready' && rows.length === 0 ? <FeedEmpty query={query} onShowAll={onShowAll} onClearSearch={onClearSearch} /> : null}
        {rows.length === 0 ? null : (
          <FeedList
            // Another query is another list, which begins at its top.
            key={`${query.view} ${query.q} ${query.notice ?? ''}`}
            items={items}
            q={query.q}
            activeId={keys.activeKey}
            openId={openId}
            busy={phase === 'loading'}
            listRef={listRef}
            footer={<FeedFooter more={more} atEnd={nextCursor === null} q={query.q} onRetry={feed.loadMore} />}
            onOpen={(callId) => onOpen(callId, { replace: openId !== null })}
            onKeyDown={keys.onListKeyDown}
            onScrolled={onScrolled}
            onNearEnd={feed.loadMore}
          />
        )}
      </div>
    </section>
  );
}
