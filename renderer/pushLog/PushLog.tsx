import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { FreshPill } from '#renderer/ui/FreshPill.tsx';
import { useReading } from '#renderer/ui/useReading.ts';
import { useRowKeys } from '#renderer/ui/useRowKeys.ts';
import { PushLogBody } from './PushLogBody.tsx';
import { PushLogHead } from './PushLogHead.tsx';
import type { PushLogStore } from './pushLogStore.ts';
import { everyPush, type PushQuery } from './pushQuery.ts';
import { DayStrip } from './DayStrip.tsx';
import { pushItems, type PushItem } from './pushItems.ts';
import './pushLog.css';

interface Props {
  readonly log: PushLogStore;
  readonly query: PushQuery;
  /** The opened push. */
  readonly openId: number | null;
  readonly onQuery: (query: PushQuery) => void;
  readonly onOpen: (id: number, how: { readonly replace: boolean }) => void;
}

/** Every push with what became of it: the day's numbers, filters, the list. */
export function PushLog({ log, query, openId, onQuery, onOpen }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const state = useStore(log.store);
  const { rows, fresh, hasGap, phase } = state;
  const summary = useStore(log.summary, (now) => now.summary);
  const items = useMemo(() => pushItems(rows), [rows]);
  const listRef = useRef<HTMLDivElement>(null);
  useEffect(() => log.show(query), [log, query]);
  useEffect(() => log.watch(), [log]);

  const { isReading, area, onScrolledBy } = useReading();
  const [first, setFirst] = useState<PushItem | undefined>();
  const reading = isReading || openId !== null;
  useEffect(() => log.setReading(reading), [log, reading]);

  const showFresh = useCallback(() => {
    log.showFresh();
    listRef.current?.scrollTo({ top: 0 });
  }, [log]);
  const open = useCallback((key: string, how: { readonly replace: boolean }) => onOpen(Number(key), how), [onOpen]);
  const openKey = openId === null ? null : String(openId);
  const keys = useRowKeys({ items, openKey, listRef, onOpen: open, showFresh });
  const onScrolled = useCallback((item: PushItem | undefined, offset: number) => {
    setFirst(item);
    onScrolledBy(offset);
  }, [onScrolledBy]);
  const shown = first ?? items[0];
  const refused = fresh.filter(({ outcome }) => outcome === 'refused').length;
  const freshTexts =
    fresh.length === 0 ? [] : [t(hasGap ? 'freshMany' : 'fresh', { count: fresh.length }), ...(refused === 0 ? [] : [t('freshRefused', { count: refused })])];

  return (
    <section className="pushes" aria-label={t('label')}>
      <PushLogHead summary={summary} state={state} query={query} onQuery={onQuery} />
      <div className="pushes-strip" hidden={phase !== 'loading' && rows.length === 0 && fresh.length === 0}>
        {shown === undefined ? null : <DayStrip atMs={shown.kind === 'day' ? shown.atMs : shown.push.receivedAtMs} />}
        <FreshPill texts={freshTexts} label={t('bringIn')} onShow={showFresh} />
      </div>
      <div className="pushes-body" {...area}>
        <PushLogBody
          log={log}
          state={state}
          query={query}
          items={items}
          activeKey={keys.activeKey}
          openKey={openKey}
          listRef={listRef}
          onKeyDown={keys.onListKeyDown}
          onScrolled={onScrolled}
          onOpen={(key) => open(key, { replace: openKey !== null })}
          onShowAll={() => onQuery(everyPush)}
          onClearSearch={() => onQuery({ ...query, q: '' })}
        />
      </div>
    </section>
  );
}
