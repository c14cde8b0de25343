import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { RowList } from '#renderer/ui/RowList.tsx';
import { CallRow } from './CallRow.tsx';
import { DayText } from './DayText.tsx';
import type { FeedItem } from './feedItems.ts';

interface Props {
  readonly items: readonly FeedItem[];
  readonly q: string;
  /** The call that the keys act on, and the one that is open. */
  readonly activeId: string | null;
  readonly openId: string | null;
  readonly busy: boolean;
  readonly chosenKeys: ReadonlySet<string>;
  readonly onPick: (callId: string, what: 'one' | 'stretch') => void;
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly footer: ReactNode;
  readonly onOpen: (callId: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onScrolled: (first: FeedItem | undefined, offset: number) => void;
  readonly onNearEnd: () => void;
}

/** The calls as a list. */
export function FeedList({ items, q, activeId, openId, ...list }: Props): ReactNode {
  const { t } = useTranslation('feed');
  return (
    <RowList {...list} items={items} label={t('label')} idPrefix="call-" activeKey={activeId} openKey={openId}>
      {(item) => (item.kind === 'day' ? <DayText day={item.day} /> : <CallRow call={item.call} q={q} />)}
    </RowList>
  );
}
