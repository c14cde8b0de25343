import { useDisclosure } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Alerts } from '#renderer/alerts/index.ts';
import { FirstRun } from '#renderer/connect/index.ts';
import { DriftInbox, type DriftLinks } from '#renderer/drift/index.ts';
import { Palette } from '#renderer/palette/index.ts';
import { AnswerBanner } from '#renderer/pushLog/index.ts';
import { RecordingsScreen } from '#renderer/recordings/index.ts';
import { useUndo } from '#renderer/review/index.ts';
import { RulesScreen } from '#renderer/rules/index.ts';
import { SettingsScreen } from '#renderer/settings/index.ts';
import { CallDesk } from './CallDesk.tsx';
import { Commands } from './Commands.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { groupCounts, statusesOfView, viewsOf } from './groupCounts.ts';
import { keyRows } from './keyRows.ts';
import { KeysSheet } from './KeysSheet.tsx';
import { Locked } from './Locked.tsx';
import { Nav } from './Nav.tsx';
import { palettePlaces } from './palettePlaces.ts';
import { PaneBoundary } from './PaneBoundary.tsx';
import { ProblemBanner } from './ProblemBanner.tsx';
import { PushDesk } from './PushDesk.tsx';
import { showSettings, useRoute, type View } from './route.ts';
import { useStatusOverrides } from './settings.ts';
import type { Stores } from './stores.ts';
import { TopBar } from './TopBar.tsx';
import { useConnection } from './useEvents.ts';
import { keys } from '#renderer/ui/keys.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import './desk.css';

interface Props {
  readonly stores: Stores;
}

const showsOnePane = (): boolean => window.matchMedia('(width < 860px)').matches;

/** The frame of the screen, and in it the desk's calls, the push log, what is new in it, the recordings, or the settings. */
export function Desk({ stores: { desk, feed, alerts, pushLog, alike, drift, missing, usage, reviews } }: Props): ReactNode {
  const [route, setRoute] = useRoute();
  const { screen, view, q, callId, notice, pushes } = route;
  const connection = useConnection();
  const { counts, status } = useStore(desk.store);
  const refused = useStore(pushLog.summary, ({ summary }) => (summary === null ? 0 : (summary.counts.refused ?? 0) + (summary.counts.partial ?? 0)));
  const overrides = useStatusOverrides();
  const today = useMemo(() => (counts === null ? null : groupCounts(counts.since, overrides)), [counts, overrides]);
  const views = useMemo(() => viewsOf(counts, overrides), [counts, overrides]);

  const statuses = useMemo(() => statusesOfView(view, counts, overrides), [view, counts, overrides]);
  // What is filed under Other is only known once the calls were counted.
  const isKnown = view !== 'unknown' || counts !== null;
  useEffect(() => {
    if (isKnown) feed.show({ view, statuses, q, notice });
  }, [feed, isKnown, view, statuses, q, notice]);
  useUndo(reviews);
  const { t } = useTranslation(['app', 'drift', 'palette', 'pushLog', 'recordings', 'rules', 'statuses']);
  const [showsKeys, keysSheet] = useDisclosure(false);
  const [showsPalette, palette] = useDisclosure(false);
  useRowKey(keys.settings, () => setRoute({ screen: 'settings' }));
  const openCall = useCallback((opened: string) => setRoute({ screen: 'desk', callId: opened }), [setRoute]);

  const openAlert = useCallback((opened: number) => setRoute({ screen: 'desk', view: 'all', q: '', notice: opened, callId: null }), [setRoute]);

  const driftLinks = useMemo<DriftLinks>(
    () => ({ toCall: openCall, toPush: (pushId) => setRoute({ screen: 'pushes', pushes: { pushId } }), toStatuses: () => showSettings('statuses') }),
    [openCall, setRoute],
  );

  if (connection.state === 'locked') return <Locked />;
  const isFirstRun = counts !== null && Object.keys(counts.all).length === 0 && q === '' && callId === null;
  const go = {
    home: () => setRoute({ screen: 'desk', view: 'all', q: '', notice: null, callId: null }),
    settings: () => setRoute({ screen: 'settings' }),
    answer: () => showSettings('receiver.answer'),
    search: (next: string) => setRoute({ screen: 'desk', q: next, notice: null }, { replace: screen === 'desk' }),
    searchPushes: (next: string) => setRoute({ pushes: { q: next } }, { replace: true }),
    view: (next: View) => setRoute({ screen: 'desk', view: next, notice: null, ...(showsOnePane() ? { callId: null } : {}) }),
    pushes: () => setRoute({ screen: 'pushes', ...(screen === 'pushes' || showsOnePane() ? { pushes: { pushId: null } } : {}) }),
    news: () => setRoute({ screen: 'news' }),
    recordings: () => setRoute({ screen: 'recordings' }),
    rules: () => setRoute({ screen: 'rules' }),
  };
  const search = screen === 'pushes' ? ({ covers: 'pushes', q: pushes.q, onSearch: go.searchPushes } as const) : ({ covers: 'calls', q, onSearch: go.search } as const);
  const current = screen === 'desk' ? view : screen === 'settings' || screen === 'call' ? null : screen;
  const calls = isFirstRun ? <FirstRun receiver={status?.receiver ?? null} /> : <CallDesk feed={feed} route={route} setRoute={setRoute} today={today?.[view] ?? null} fetchingIsPaused={status?.recordings.isPaused ?? null} />;
  const screens: Readonly<Record<typeof screen, ReactNode>> = {
    call: calls,
    settings: <SettingsScreen />,
    pushes: <PushDesk log={pushLog} alike={alike} route={pushes} setRoute={setRoute} />,
    news: <DriftInbox drift={drift} links={driftLinks} />,
    rules: <RulesScreen alerts={alerts} onOpenCall={openCall} onOpenAlert={openAlert} onStatuses={driftLinks.toStatuses} />,
    recordings: <RecordingsScreen missing={missing} usage={usage} onOpenCall={openCall} />,
    desk: calls,
  };
  return (
    <div className="desk">
      <Commands callId={null} />
      <TopBar
        search={search}
        status={status}
        inSettings={screen === 'settings'}
        onHome={go.home}
        onPalette={palette.open}
        onSettings={go.settings}
      />
      <Nav
        views={views}
        current={current}
        today={today}
        refused={refused}
        onView={go.view}
        onPushes={go.pushes}
        missing={status === null ? 0 : status.recordings.waiting + status.recordings.givenUpLately}
        onRecordings={go.recordings}
        news={status?.drift.open ?? 0}
        onNews={go.news}
        onRules={go.rules}
        onKeys={keysSheet.open}
      />
      <KeysSheet opened={showsKeys} onClose={keysSheet.close} />
      <Palette
        opened={showsPalette}
        onOpen={palette.open}
        onClose={palette.close}
        rows={keyRows}
        places={palettePlaces({ t, views, today, go })}
        onOpenCall={openCall}
        onSearch={go.search}
      />
      <Alerts alerts={alerts} openId={screen === 'desk' ? callId : null} onOpen={openCall} onOpenAlert={openAlert} />
      <main className="sheet">
        <ConnectionBanner />
        {connection.state === 'live' ? (
          <>
            <ProblemBanner status={status} />
            <AnswerBanner doubt={status?.answerDoubt ?? null} onOwnText={go.answer} />
          </>
        ) : null}
        <PaneBoundary key={screen}>{screens[screen]}</PaneBoundary>
      </main>
    </div>
  );
}
