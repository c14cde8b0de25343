import { useDisclosure } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Alerts } from '#renderer/alerts/index.ts';
import { FirstRun } from '#renderer/connect/index.ts';
import { DriftInbox, type DriftLinks } from '#renderer/drift/index.ts';
import { Palette } from '#renderer/palette/index.ts';
import { filtersOfMine, mineOf, noFilters, unreadGroups, type Mine } from '#renderer/feed/index.ts';
import { AnswerBanner } from '#renderer/pushLog/index.ts';
import { waitingByGroup } from '#renderer/rescue/index.ts';
import { RecordingsScreen } from '#renderer/recordings/index.ts';
import { useUndo } from '#renderer/review/index.ts';
import { RulesScreen } from '#renderer/rules/index.ts';
import { SettingsScreen } from '#renderer/settings/index.ts';
import { CallDesk } from './CallDesk.tsx';
import { Commands } from './Commands.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import type { View as SavedView } from '#shared/model/view.ts';
import { ForMe } from './ForMe.tsx';
import { groupCounts, statusesOfView, viewsOf } from './groupCounts.ts';
import { keyRows } from './keyRows.ts';
import { KeysSheet } from './KeysSheet.tsx';
import { Locked } from './Locked.tsx';
import { mineNumbers } from './mineCounts.ts';
import { Nav } from './Nav.tsx';
import { paletteCommands, paletteDeeds } from './paletteDeeds.ts';
import { palettePlaces } from './palettePlaces.ts';
import { PaneBoundary } from './PaneBoundary.tsx';
import { ProblemBanner } from './ProblemBanner.tsx';
import { PushDesk } from './PushDesk.tsx';
import { savedViewOf, shownOfView } from './savedViews.ts';
import { SavedViews } from './SavedViews.tsx';
import { dueList, showSettings, useRoute, type View } from './route.ts';
import { createRouteMemory } from './routeMemory.ts';
import { useSettings, useStatusOverrides } from './settings.ts';
import type { Stores } from './stores.ts';
import { TopBar } from './TopBar.tsx';
import type { ReviewChange } from '#shared/model/review.ts';
import { statusesOfGroup, type StatusOverrides } from '#shared/model/statuses.ts';
import { useConnection } from './useEvents.ts';
import { keys } from '#renderer/ui/keys.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import './desk.css';

interface Props {
  readonly stores: Stores;
}

/** The codes of statuses of which calls wait to be read. */
const unreadStatuses = (overrides: StatusOverrides): string[] => [...unreadGroups].flatMap((group) => statusesOfGroup(group, overrides));

const noOutcomes: readonly string[] = [];

const showsOnePane = (): boolean => window.matchMedia('(width < 860px)').matches;

/** The frame of the screen, and in it the desk's calls, the push log, what is new in it, the recordings, or the settings. */
export function Desk({ stores: { desk, feed, alerts, pushLog, alike, drift, missing, usage, reviews, rescues, mine } }: Props): ReactNode {
  const [route, setRoute] = useRoute();
  const { screen, view, q, filters, callId, notice, pushes } = route;
  const [memory] = useState(() => createRouteMemory(window.localStorage));
  useEffect(() => memory.keep(route), [memory, route]);
  const connection = useConnection();
  const { counts, status } = useStore(desk.store);
  const lost = useStore(rescues.store, ({ items }) => items);
  const waiting = useMemo(() => waitingByGroup(lost), [lost]);
  const refused = useStore(pushLog.summary, ({ summary }) => (summary === null ? 0 : (summary.counts.refused ?? 0) + (summary.counts.partial ?? 0)));
  const overrides = useStatusOverrides();
  const { counts: reviewCounts, views: savedViews } = useStore(mine.store);
  const today = useMemo(() => (counts === null ? null : groupCounts(counts.since, overrides)), [counts, overrides]);
  const views = useMemo(() => viewsOf(counts, overrides), [counts, overrides]);

  const statuses = useMemo(() => statusesOfView(view, counts, overrides), [view, counts, overrides]);
  // What is filed under Other is only known once the calls were counted.
  const isKnown = view !== 'unknown' || counts !== null;
  useEffect(() => {
    if (isKnown) feed.show({ view, statuses, q, filters, notice });
  }, [feed, isKnown, view, statuses, q, filters, notice]);
  useUndo(reviews);
  const { t } = useTranslation(['app', 'drift', 'palette', 'pushLog', 'recordings', 'rules', 'statuses']);
  const { t: paletteWords } = useTranslation('palette');
  const outcomes = useSettings()?.settings.desk.outcomes ?? noOutcomes;
  const query = useMemo(() => ({ view, statuses, q, filters, notice }), [view, statuses, q, filters, notice]);
  const saved = useMemo(() => savedViewOf(savedViews, query), [savedViews, query]);
  const [showsKeys, keysSheet] = useDisclosure(false);
  const [showsPalette, palette] = useDisclosure(false);
  useRowKey(keys.settings, () => setRoute({ screen: 'settings' }));
  const openCall = useCallback((opened: string) => setRoute({ screen: 'desk', callId: opened }), [setRoute]);

  const openDue = useCallback(() => setRoute(dueList), [setRoute]);
  const openAlert = useCallback((first: number, last = first) => setRoute({ screen: 'desk', view: 'all', q: '', notice: first === last ? String(first) : `${String(first)}-${String(last)}`, callId: null }), [setRoute]);

  const driftLinks = useMemo<DriftLinks>(
    () => ({ toCall: openCall, toPush: (pushId) => setRoute({ screen: 'pushes', pushes: { pushId } }), toStatuses: () => showSettings('statuses') }),
    [openCall, setRoute],
  );

  const sheet = useRef<HTMLElement>(null);
  const screenBefore = useRef(screen);
  useEffect(() => {
    // With the screen before went what had the focus there: the keys go on in the one that came.
    if (screen !== screenBefore.current && document.activeElement === document.body) sheet.current?.focus({ preventScroll: true });
    screenBefore.current = screen;
  }, [screen]);

  if (connection.state === 'locked') return <Locked />;
  const isFirstRun = counts !== null && Object.keys(counts.all).length === 0 && q === '' && callId === null;
  const go = {
    home: () => setRoute({ screen: 'desk', view: 'all', q: '', filters: noFilters, notice: null, callId: null }),
    settings: () => setRoute({ screen: 'settings' }),
    answer: () => showSettings('receiver.answer'),
    search: (next: string) => setRoute({ screen: 'desk', q: next, notice: null }, { replace: screen === 'desk' }),
    searchPushes: (next: string) => setRoute({ pushes: { q: next } }, { replace: true }),
    mine: (next: Mine) => setRoute({ screen: 'desk', view: 'all', q: '', notice: null, filters: filtersOfMine(next, unreadStatuses(overrides)), ...(showsOnePane() ? { callId: null } : {}) }),
    saved: (next: SavedView) => setRoute({ screen: 'desk', ...shownOfView(next), ...(showsOnePane() ? { callId: null } : {}) }),
    view: (next: View) => setRoute({ screen: 'desk', view: next, notice: null, ...(saved === null ? {} : { q: '' }), filters: mineOf(filters) === null && saved === null ? filters : noFilters, ...(showsOnePane() ? { callId: null } : {}) }),
    pushes: () => setRoute({ screen: 'pushes', ...(screen === 'pushes' || showsOnePane() ? { pushes: { pushId: null } } : {}) }),
    news: () => setRoute({ screen: 'news' }),
    recordings: () => setRoute({ screen: 'recordings' }),
    rules: () => setRoute({ screen: 'rules' }),
  };
  const deeds = {
    t: paletteWords,
    outcomes,
    knownTags: Object.keys(reviewCounts?.tags ?? {}),
    change: screen !== 'desk' || callId === null ? null : (change: ReviewChange) => void reviews.set([callId], change),
    saveView: (words: string) => void mine.saveView(words, { q: words, sort: 'arrived' }).then((isSaved) => (isSaved ? setRoute({ screen: 'desk', view: 'all', notice: null, q: words, filters: noFilters }) : undefined)),
  };
  const search = screen === 'pushes' ? ({ covers: 'pushes', q: pushes.q, onSearch: go.searchPushes } as const) : ({ covers: 'calls', q, onSearch: go.search } as const);
  const current = screen === 'desk' ? (saved === null ? (mineOf(filters) ?? view) : null) : screen === 'settings' || screen === 'call' ? null : screen;
  const calls = isFirstRun ? <FirstRun alerts={alerts} receiver={status?.receiver ?? null} /> : <CallDesk feed={feed} mine={mine} rescues={rescues} saved={saved} query={query} route={route} setRoute={setRoute} today={today?.[view] ?? null} fetchingIsPaused={status?.recordings.isPaused ?? null} />;
  const screens: Readonly<Record<typeof screen, ReactNode>> = {
    call: calls,
    settings: <SettingsScreen alerts={alerts} />,
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
        alerts={alerts}
        inSettings={screen === 'settings'}
        onHome={go.home}
        onPalette={palette.open}
        onSettings={go.settings}
      />
      <Nav
        views={views}
        current={current}
        today={today}
        waiting={waiting}
        forMe={
          <>
            <ForMe counts={reviewCounts} overrides={overrides} current={screen === 'desk' && saved === null ? mineOf(filters) : null} onMine={go.mine} />
            <SavedViews mine={mine} currentId={screen === 'desk' ? (saved?.id ?? null) : null} onView={go.saved} />
          </>
        }
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
        places={palettePlaces({ t, views, today, mine: mineNumbers(reviewCounts, overrides), saved: savedViews, go })}
        commandsOf={(words) => paletteCommands(deeds, words)}
        deedsOf={(words) => paletteDeeds(deeds, words)}
        onOpenCall={openCall}
        onSearch={go.search}
      />
      <Alerts alerts={alerts} openId={screen === 'desk' ? callId : null} onOpen={openCall} onOpenAlert={openAlert} onOpenDue={openDue} />
      <main ref={sheet} className="sheet" tabIndex={-1}>
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
