import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '#renderer/ui/keys.ts';
import { RowList } from '#renderer/ui/RowList.tsx';
import { SkeletonRows } from '#renderer/ui/SkeletonRows.tsx';
import { EmptyState, ErrorState } from '#renderer/ui/State.tsx';
import { useNow } from '#renderer/ui/useNow.ts';
import { useReading } from '#renderer/ui/useReading.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import { useRowKeys } from '#renderer/ui/useRowKeys.ts';
import { MissingFooter } from './MissingFooter.tsx';
import { missingItems, type MissingItem } from './missingItems.ts';
import { MissingRowView } from './MissingRowView.tsx';
import { keyOf, type MissingState } from './missingState.ts';
import type { MissingStore } from './missingStore.ts';

interface Props {
  readonly missing: MissingStore;
  readonly state: MissingState;
  /** Whether recordings were removed to make room: then not all that were pushed are here. */
  readonly hasFreed: boolean;
  readonly onOpenCall: (callId: string) => void;
}

/** As the screen is below 1180 px, and its rows in `recordings.css`. */
const narrow = '(width < 1180px)';

/** The rows of what is not here, or what stands in their place. */
export function MissingList({ missing, state, hasFreed, onOpenCall }: Props): ReactNode {
  const { t } = useTranslation('recordings');
  const { phase, rows, more, nextCursor, trying } = state;
  const isNarrow = useMediaQuery(narrow, false, { getInitialValueInEffect: false });
  const items = useMemo(() => missingItems(rows, isNarrow), [rows, isNarrow]);
  const listRef = useRef<HTMLDivElement>(null);
  const nowMs = useNow(1000);

  const { isReading, area, onScrolledBy } = useReading();
  const reading = rows.length > 0 && isReading;
  useEffect(() => missing.setReading(reading), [missing, reading]);

  const open = useCallback(
    (key: string) => {
      const row = rows.find((row) => keyOf(row) === key);
      if (row !== undefined) onOpenCall(row.callId);
    },
    [rows, onOpenCall],
  );
  const rowKeys = useRowKeys({ items, openKey: null, listRef, onOpen: open, showFresh: missing.showFresh });
  const active = rows.find((row) => keyOf(row) === rowKeys.activeKey);
  useRowKey(keys.tryNow, active === undefined ? null : () => void missing.tryNow(active));
  const onScrolled = useCallback((_first: MissingItem | undefined, offset: number) => onScrolledBy(offset), [onScrolledBy]);

  if (phase === 'failed') {
    return <ErrorState title={t('error.title')} text={t('error.text')} action={<Button onClick={missing.reload}>{t('error.retry')}</Button>} />;
  }
  if (rows.length === 0) {
    if (phase === 'loading') return <SkeletonRows heights={Array.from({ length: 14 }, () => (isNarrow ? 52 : 34))} />;
    return <EmptyState text={t(hasFreed ? 'emptyFreed' : 'empty')} />;
  }
  return (
    <div className="missing-rows" {...area}>
      <RowList
        items={items}
        label={t('label')}
        idPrefix="missing-"
        activeKey={rowKeys.activeKey}
        openKey={null}
        busy={phase === 'loading'}
        hasCells
        listRef={listRef}
        footer={<MissingFooter more={more} atEnd={nextCursor === null} onRetry={() => missing.loadMore({ again: true })} />}
        onOpen={open}
        onKeyDown={rowKeys.onListKeyDown}
        onScrolled={onScrolled}
        onNearEnd={missing.loadMore}
      >
        {(item) =>
          item.kind === 'strip' ? (
            t(`group.${item.group}`)
          ) : (
            <MissingRowView
              row={item.row}
              nowMs={nowMs}
              isActive={item.key === rowKeys.activeKey}
              isTrying={trying.has(item.key)}
              onTry={() => void missing.tryNow(item.row)}
            />
          )
        }
      </RowList>
    </div>
  );
}
