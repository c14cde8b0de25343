import { useCallback, type ReactNode } from 'react';
import { CallFeed, hasFilters, type FeedQuery, type FeedStore } from '#renderer/feed/index.ts';
import { CallPane, useNeighbours } from '#renderer/call/index.ts';
import { Rescues, type RescueStore } from '#renderer/rescue/index.ts';
import { keys } from '#renderer/ui/keys.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import { useClient } from './client.ts';
import type { MineStore } from './mineStore.ts';
import { NoCall } from './NoCall.tsx';
import type { View as SavedView } from '#shared/model/view.ts';
import { viewQueryOf } from './savedViews.ts';
import { SaveView } from './SaveView.tsx';
import { PaneBoundary } from './PaneBoundary.tsx';
import type { Route, SetRoute } from './route.ts';
import { useEscape } from './useEscape.ts';

interface Props {
  readonly feed: FeedStore;
  readonly mine: MineStore;
  readonly rescues: RescueStore;
  /** The saved view that the list shows; null where it shows none. */
  readonly saved: SavedView | null;
  /** What the list shows. */
  readonly query: FeedQuery;
  readonly route: Route;
  readonly setRoute: SetRoute;
  /** How many calls of the view arrived today; null until known. */
  readonly today: number | null;
  /** Whether no recording is fetched for want of room; null until known. */
  readonly fetchingIsPaused: boolean | null;
}

/** All calls are always there. */
const isSaveable = (query: FeedQuery): boolean => (query.notice ?? null) === null && (query.view !== 'all' || query.q !== '' || hasFilters(query.filters));

/** The feed and the opened call. */
export function CallDesk({ feed, mine, rescues, saved, query, route: { callId, q }, setRoute, today, fetchingIsPaused }: Props): ReactNode {
  const open = useCallback((opened: string, how: { readonly replace: boolean }) => setRoute({ callId: opened }, how), [setRoute]);
  const close = useCallback(() => setRoute({ callId: null }), [setRoute]);
  const openPush = useCallback((pushId: number) => setRoute({ screen: 'pushes', pushes: { pushId } }), [setRoute]);
  const showAll = useCallback(() => setRoute({ view: 'all', notice: null }), [setRoute]);
  const findKnown = useCallback((wanted: string) => feed.store.getState().rows.find((call) => call.callId === wanted) ?? null, [feed]);
  const around = useCallback(
    (opened: string) => {
      const { rows } = feed.store.getState();
      const at = rows.findIndex((call) => call.callId === opened);
      // Most go down the list.
      return at === -1 ? [] : [rows[at + 1], rows[at - 1]].flatMap((call) => (call === undefined ? [] : [call.callId]));
    },
    [feed],
  );
  const neighbours = useNeighbours(callId, around);
  const { openCallWindow } = useClient();
  useRowKey(keys.ownWindow, callId === null ? null : () => openCallWindow(callId));
  useEscape(callId === null ? null : close);
  return (
    <div className={callId === null ? 'panes' : 'panes panes-open'}>
      <PaneBoundary>
        <CallFeed
          feed={feed}
          openId={callId}
          today={saved === null ? today : null}
          name={saved?.name ?? null}
          tools={isSaveable(query) ? <SaveView mine={mine} query={viewQueryOf(query)} saved={saved} /> : null}
          above={<Rescues rescues={rescues} openId={callId} onOpen={(opened) => open(opened, { replace: callId !== null })} />}
          onOpen={open}
          onShowAll={showAll}
          onClearSearch={() => setRoute({ q: '' })}
          onFilters={(filters) => setRoute({ filters })}
        />
      </PaneBoundary>
      <div className="pane-call">
        <PaneBoundary key={callId}>
          {callId === null ? <NoCall /> : <CallPane callId={callId} findKnown={findKnown} searchedFor={q} neighbours={neighbours} fetchingIsPaused={fetchingIsPaused} onOpenPush={openPush} onOpenCall={(opened) => open(opened, { replace: false })} onClose={close} />}
        </PaneBoundary>
      </div>
    </div>
  );
}
