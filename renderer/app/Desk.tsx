import { useCallback, useEffect, useEffectEvent, useMemo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { Alerts } from '#renderer/alerts/index.ts';
import { CallFeed } from '#renderer/feed/index.ts';
import { CallPane } from '#renderer/call/index.ts';
import { FirstRun } from '#renderer/connect/index.ts';
import { SettingsScreen } from '#renderer/settings/index.ts';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { groupCounts, statusesOfView, viewsOf } from './groupCounts.ts';
import { Locked } from './Locked.tsx';
import { Nav } from './Nav.tsx';
import { NoCall } from './NoCall.tsx';
import { PaneBoundary } from './PaneBoundary.tsx';
import { ProblemBanner } from './ProblemBanner.tsx';
import { useRoute, type View } from './route.ts';
import { useStatusOverrides } from './settings.ts';
import type { Stores } from './stores.ts';
import { TopBar } from './TopBar.tsx';
import { useConnection } from './useEvents.ts';
import './desk.css';

interface Props {
  readonly stores: Stores;
}

const onePaneBelow = '(width < 860px)';

/** The desk: navigation, feed and the opened call; or the settings in their place. */
export function Desk({ stores: { desk, feed } }: Props): ReactNode {
  const [route, setRoute] = useRoute();
  const { screen, view, q, callId } = route;
  const connection = useConnection();
  const { counts, status } = useStore(desk.store);
  const overrides = useStatusOverrides();
  const today = useMemo(() => (counts === null ? null : groupCounts(counts.since, overrides)), [counts, overrides]);
  const views = useMemo(() => viewsOf(counts, overrides), [counts, overrides]);

  const statuses = useMemo(() => statusesOfView(view, counts, overrides), [view, counts, overrides]);
  // What is filed under Other is only known once the calls were counted.
  const isKnown = view !== 'unknown' || counts !== null;
  useEffect(() => {
    if (isKnown) feed.show({ view, statuses, q });
  }, [feed, isKnown, view, statuses, q]);

  const open = useCallback(
    (opened: string, how?: { readonly replace: boolean }) => setRoute({ screen: 'desk', callId: opened }, how),
    [setRoute],
  );
  const close = useCallback(() => setRoute({ callId: null }), [setRoute]);
  const findKnown = useCallback((wanted: string) => feed.store.getState().rows.find((call) => call.callId === wanted) ?? null, [feed]);
  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || callId === null || screen !== 'desk') return;
    // A field or an overlay takes the key for itself.
    const inField = event.target instanceof Element && event.target.closest('input, textarea, select') !== null;
    if (!inField && document.querySelector('[role="dialog"], [role="menu"], [role="listbox"].mantine-Combobox-options') === null) close();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onEscape(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  if (connection.state === 'locked') return <Locked />;
  const isFirstRun = counts !== null && Object.keys(counts.all).length === 0 && q === '' && callId === null;
  const go = {
    home: () => setRoute({ screen: 'desk', view: 'all', q: '', callId: null }),
    settings: () => setRoute({ screen: 'settings' }),
    all: () => setRoute({ view: 'all' }),
    search: (next: string) => setRoute({ screen: 'desk', q: next }, { replace: screen === 'desk' }),
    clearSearch: () => setRoute({ q: '' }),
    view: (next: View) =>
      setRoute({ screen: 'desk', view: next, ...(window.matchMedia(onePaneBelow).matches ? { callId: null } : {}) }),
  };
  const panes = (
    <div className={callId === null ? 'panes' : 'panes panes-open'}>
      <PaneBoundary>
        <CallFeed
          feed={feed}
          openId={callId}
          today={today?.[view] ?? null}
          onOpen={open}
          onShowAll={go.all}
          onClearSearch={go.clearSearch}
        />
      </PaneBoundary>
      <div className="pane-call">
        <PaneBoundary key={callId}>{callId === null ? <NoCall /> : <CallPane callId={callId} findKnown={findKnown} onClose={close} />}</PaneBoundary>
      </div>
    </div>
  );
  return (
    <div className="desk">
      <TopBar
        q={q}
        status={status}
        inSettings={screen === 'settings'}
        onSearch={go.search}
        onHome={go.home}
        onSettings={go.settings}
      />
      <Nav views={views} current={screen === 'desk' ? view : null} today={today} onView={go.view} />
      <Alerts onOpen={open} />
      <main className="sheet">
        <ConnectionBanner />
        {connection.state === 'live' ? <ProblemBanner status={status} /> : null}
        <PaneBoundary key={screen}>{screen === 'settings' ? <SettingsScreen /> : isFirstRun ? <FirstRun /> : panes}</PaneBoundary>
      </main>
    </div>
  );
}
