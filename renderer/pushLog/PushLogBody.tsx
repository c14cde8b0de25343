import { Button } from '@mantine/core';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { RowList } from '#renderer/ui/RowList.tsx';
import { SkeletonRows } from '#renderer/ui/SkeletonRows.tsx';
import { ErrorState } from '#renderer/ui/State.tsx';
import { DayStrip } from './DayStrip.tsx';
import { LogEmpty } from './LogEmpty.tsx';
import { LogFooter } from './LogFooter.tsx';
import type { PushItem } from './pushItems.ts';
import type { PushLogState } from './pushLogState.ts';
import type { PushLogStore } from './pushLogStore.ts';
import type { PushQuery } from './pushQuery.ts';
import { PushRow } from './PushRow.tsx';

interface Props {
  readonly log: PushLogStore;
  readonly state: PushLogState;
  readonly query: PushQuery;
  readonly items: readonly PushItem[];
  readonly activeKey: string | null;
  readonly openKey: string | null;
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onScrolled: (first: PushItem | undefined, offset: number) => void;
  readonly onOpen: (key: string) => void;
  readonly onShowAll: () => void;
  readonly onClearSearch: () => void;
}

const skeleton = Array.from({ length: 18 }, () => 32);

/** The list, or what stands in its place. */
export function PushLogBody({ log, state, query, items, activeKey, openKey, listRef, onKeyDown, onScrolled, onOpen, onShowAll, onClearSearch }: Props): ReactNode {
  const { t } = useTranslation('pushLog');
  const { phase, rows, more, nextCursor, searchedToMs } = state;
  const lookFurther = (): void => log.loadMore({ further: true });
  if (phase === 'failed') {
    return <ErrorState title={t('failed.title')} text={t('failed.text')} action={<Button onClick={log.reload}>{t('failed.retry')}</Button>} />;
  }
  if (rows.length === 0) {
    if (phase === 'loading') return <SkeletonRows heights={skeleton} />;
    return <LogEmpty query={query} searchedToMs={nextCursor === null ? null : searchedToMs} isLooking={more === 'loading'} onLookFurther={lookFurther} onShowAll={onShowAll} onClearSearch={onClearSearch} />;
  }
  return (
    <RowList
      // Another query is another list, which begins at its top.
      key={JSON.stringify(state.query)}
      items={items}
      label={t('label')}
      idPrefix="push-"
      activeKey={activeKey}
      openKey={openKey}
      busy={phase === 'loading'}
      listRef={listRef}
      footer={<LogFooter state={state} onLookFurther={lookFurther} />}
      onOpen={onOpen}
      onKeyDown={onKeyDown}
      onScrolled={onScrolled}
      onNearEnd={log.loadMore}
    >
      {(item) => (item.kind === 'day' ? <DayStrip atMs={item.atMs} /> : <PushRow push={item.push} q={query.q} />)}
    </RowList>
  );
}
