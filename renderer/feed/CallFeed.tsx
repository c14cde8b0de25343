import { ActionIcon, Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useStore } from 'zustand';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ariaShortcut, keys as allKeys } from '#renderer/ui/keys.ts';
import { createMemory } from '#renderer/ui/memory.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import { FreshPill } from '#renderer/ui/FreshPill.tsx';
import { ErrorState } from '#renderer/ui/State.tsx';
import { SkeletonRows } from '#renderer/ui/SkeletonRows.tsx';
import { useNow } from '#renderer/ui/useNow.ts';
import { useReading } from '#renderer/ui/useReading.ts';
import { useRowKeys } from '#renderer/ui/useRowKeys.ts';
import { ChosenBar } from './ChosenBar.tsx';
import { DayText } from './DayText.tsx';
import { FeedEmpty } from './FeedEmpty.tsx';
import { FeedFooter } from './FeedFooter.tsx';
import { FeedList } from './FeedList.tsx';
import { FeedTitle } from './FeedTitle.tsx';
import { LookMenu } from './LookMenu.tsx';
import { createFeedLook } from './feedLook.ts';
import { FeedFilterChips } from './FeedFilterChips.tsx';
import { dayOf, feedItems, type FeedItem } from './feedItems.ts';
import { hasFilters, noFilters, type FeedFilters } from './feedFilters.ts';
import { freshCount, isByDue } from './feedState.ts';
import type { FeedStore } from './feedStore.ts';
import { useChoosing } from './useChoosing.ts';
import { useScrollMemory } from './useScrollMemory.ts';
import { WorthHearing } from './WorthHearing.tsx';
import { nextWorthHearing } from './worthHearing.ts';
import { useSteadyRows } from './useSteadyRows.ts';
import './feed.css';

interface Props {
  readonly feed: FeedStore;
  /** The opened call. */
  readonly openId: string | null;
  /** How many calls of the view arrived today; null until known. */
  readonly today: number | null;
  /** Of a saved view that the list shows; null where it shows none. */
  readonly name: string | null;
  /** What can be done with what the list shows. */
  readonly tools: ReactNode;
  /** What stands above the list. */
  readonly above: ReactNode;
  readonly onOpen: (callId: string, how: { readonly replace: boolean }) => void;
  readonly onShowAll: () => void;
  readonly onClearSearch: () => void;
  readonly onFilters: (filters: FeedFilters) => void;
}

const skeleton = [30, 48, 30, 30, 48, 30, 48, 30, 30, 30, 48, 30, 48, 30, 30, 48, 30, 30];

/** The list of calls: what it shows, what is new, and the calls. */
export function CallFeed({ feed, openId, today, name, tools, above, onOpen, onShowAll, onClearSearch, onFilters }: Props): ReactNode {
  const { t } = useTranslation('feed');
  const { query, phase, rows, fresh, freshBefore, more, nextCursor } = useStore(feed.store);
  const [likes] = useState(() => createFeedLook(window.localStorage));
  const look = useStore(likes.store);
  const nowMs = useNow(30_000);
  const dueNowMs = isByDue(query) ? nowMs : null;
  const items = useMemo(() => feedItems(rows, look.density, dueNowMs), [rows, look.density, dueNowMs]);
  const listRef = useRef<HTMLDivElement>(null);

  const { isReading, area, onScrolledBy } = useReading(() => listRef.current?.focus({ preventScroll: true }));
  const [first, setFirst] = useState<FeedItem | undefined>();
  const [pauseMemory] = useState(() => createMemory(window.sessionStorage, 'earshot.paused', z.boolean().catch(false)));
  const [isPaused, setPaused] = useState(pauseMemory.read);
  const showFresh = useCallback(() => {
    feed.showFresh();
    listRef.current?.scrollTo({ top: 0 });
  }, [feed]);
  const pause = (): void => {
    setPaused(!isPaused);
    pauseMemory.keep(!isPaused);
  };
  useRowKey(allKeys.pause, pause);
  const queryText = JSON.stringify([query.view, query.q, query.filters, query.notice ?? null]);
  const rememberScroll = useScrollMemory({ items, state: { phase, more, nextCursor }, query: queryText, listRef, loadMore: feed.loadMore });
  const keys = useRowKeys({ items, openKey: openId, listRef, onOpen, showFresh });
  const worthHearing = useMemo(() => nextWorthHearing(rows, keys.activeKey), [rows, keys.activeKey]);
  const hearNext = (): void => {
    if (worthHearing !== null) keys.open(worthHearing);
  };
  useRowKey(allKeys.worthHearing, hearNext);
  const { chosen, onPick, clear } = useChoosing({ items, activeKey: keys.activeKey, moveBy: keys.moveBy });
  const reading = isReading || isPaused || openId !== null || chosen.size > 0;
  useEffect(() => feed.setReading(reading), [feed, reading]);
  const aboveRef = useSteadyRows(listRef, reading);
  const onScrolled = useCallback((item: FeedItem | undefined, offset: number) => {
    setFirst(item);
    onScrolledBy(offset);
    rememberScroll(item, offset);
  }, [onScrolledBy, rememberScroll]);
  const shown = first ?? items[0];
  const { calls, answered } = freshCount({ fresh, freshBefore });
  const freshTexts = calls === 0 ? [] : [t('fresh', { count: calls }), ...(answered === 0 ? [] : [t('freshAnswered', { count: answered })])];

  return (
    <section className={`feed feed-${look.density}${look.hidden.map((column) => ` feed-no-${column}`).join('')}`} aria-label={t('label')}>
      <FeedTitle query={query} name={name} today={today} found={phase === 'ready' ? rows.length : null} more={nextCursor !== null} onShowAll={onShowAll}>
        <FeedFilterChips filters={query.filters} rows={rows} onFilters={onFilters} />
        <span className="feed-likes">
          <WorthHearing isLeft={worthHearing !== null} isShort={name !== null || query.q !== '' || hasFilters(query.filters)} onNext={hearNext} />
          {tools}
          <ActionIcon aria-pressed={isPaused} aria-label={t(isPaused ? 'pause.off' : 'pause.on')} title={t(isPaused ? 'pause.off' : 'pause.on')} aria-keyshortcuts={ariaShortcut(allKeys.pause)} onClick={pause}>
            <Icon of={isPaused ? IconPlayerPlay : IconPlayerPause} size={16} />
          </ActionIcon>
          <LookMenu look={look} onLook={likes.set} />
        </span>
      </FeedTitle>
      <div ref={aboveRef} className="feed-above">
        {above}
      </div>
      <div className="feed-strip" hidden={phase !== 'loading' && rows.length === 0 && calls === 0}>
        <span className="feed-strip-day">
          {shown === undefined ? null : <DayText day={shown.kind === 'day' ? shown.day : dayOf(shown.call, dueNowMs)} />}
          {isPaused ? <span className="feed-paused">{t('pause.paused')}</span> : null}
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
        {phase === 'ready' && rows.length === 0 ? <FeedEmpty query={query} onShowAll={onShowAll} onClearSearch={onClearSearch} onClearFilters={() => onFilters(noFilters)} /> : null}
        {rows.length === 0 ? null : (
          <FeedList
            // Another query is another list, which begins at its top.
            key={queryText}
            items={items}
            q={query.q}
            activeId={keys.activeKey}
            openId={openId}
            busy={phase === 'loading'}
            chosenKeys={chosen}
            onPick={onPick}
            listRef={listRef}
            footer={<FeedFooter more={more} atEnd={nextCursor === null} q={query.q} onRetry={feed.loadMore} />}
            onOpen={(callId) => onOpen(callId, { replace: openId !== null })}
            onKeyDown={keys.onListKeyDown}
            onScrolled={onScrolled}
            onNearEnd={feed.loadMore}
          />
        )}
        {chosen.size === 0 ? null : <ChosenBar calls={rows.filter(({ callId }) => chosen.has(callId))} onClear={clear} />}
      </div>
    </section>
  );
}
