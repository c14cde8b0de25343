import { useCallback, useMemo, type ReactNode } from 'react';
import { NoPush, PushLog, PushPane, type AlikeStore, type PushLinks, type PushLogStore } from '#renderer/pushLog/index.ts';
import { PaneBoundary } from './PaneBoundary.tsx';
import type { PushesRoute, SetRoute } from './route.ts';
import { useEscape } from './useEscape.ts';

interface Props {
  readonly log: PushLogStore;
  readonly alike: AlikeStore;
  readonly route: PushesRoute;
  readonly setRoute: SetRoute;
}

/** The push log and the opened push. */
export function PushDesk({ log, alike, route, setRoute }: Props): ReactNode {
  const { q, outcomes, source, code, pushId } = route;
  const query = useMemo(() => ({ q, outcomes, source, code }), [q, outcomes, source, code]);
  const open = useCallback((opened: number, how?: { readonly replace: boolean }) => setRoute({ pushes: { pushId: opened } }, how), [setRoute]);
  const close = useCallback(() => setRoute({ pushes: { pushId: null } }), [setRoute]);
  const links = useMemo<PushLinks>(
    () => ({
      toPush: open,
      toCall: (callId) => setRoute({ screen: 'desk', callId }),
      toCode: (wanted) => setRoute({ pushes: { q: '', outcomes: ['refused'], source: null, code: wanted } }),
      toSettings: () => setRoute({ screen: 'settings' }),
    }),
    [open, setRoute],
  );
  useEscape(pushId === null ? null : close);
  return (
    <div className={pushId === null ? 'panes' : 'panes panes-open'}>
      <PaneBoundary>
        <PushLog log={log} query={query} openId={pushId} onQuery={(next) => setRoute({ pushes: next })} onOpen={open} />
      </PaneBoundary>
      <div className="pane-call">
        <PaneBoundary key={pushId}>{pushId === null ? <NoPush /> : <PushPane log={log} alike={alike} id={pushId} links={links} onClose={close} />}</PaneBoundary>
      </div>
    </div>
  );
}
