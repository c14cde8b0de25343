import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Playback } from './playback.ts';
import { firstView, followingView, isInView, movedView, wholeView, zoomedView } from './view.ts';
import type { Span } from './wave.ts';

/** Which stretch of the recordings the lanes show. */
export interface LaneView {
  readonly store: StoreApi<Span>;
  /** Below 1 zooms in; about the cursor where nothing else is said. */
  readonly zoom: (factor: number, aboutMs?: number) => void;
  readonly move: (byMs: number) => void;
  readonly show: (view: Span) => void;
  /** Shows the whole call, or what was shown first where it does so already. */
  readonly whole: () => void;
  /** Follows the cursor and the length of the recordings, until the returned function is called. */
  readonly follow: () => () => void;
}

export function createLaneView({ store: playback }: Playback): LaneView {
  const duration = (): number => playback.getState().durationMs;
  const store = createStore<Span>(() => firstView(duration()));
  /** Not while the operator looks at another place; once the cursor comes there, it goes on. */
  let follows = true;

  const put = (view: Span): void => {
    const { startMs, endMs } = store.getState();
    if (view.startMs !== startMs || view.endMs !== endMs) store.setState(view, true);
  };
  const look = (view: Span): void => {
    put(view);
    follows = isInView(store.getState(), playback.getState().timeMs);
  };

  return {
    store,
    zoom(factor, aboutMs) {
      const view = store.getState();
      const { timeMs } = playback.getState();
      const middle = isInView(view, timeMs) ? timeMs : (view.startMs + view.endMs) / 2;
      look(zoomedView(view, duration(), factor, aboutMs ?? middle));
    },
    move: (byMs) => look(movedView(store.getState(), duration(), byMs)),
    show: (view) => look(zoomedView(movedView(view, duration(), 0), duration(), 1, view.startMs)),
    whole() {
      const { startMs, endMs } = store.getState();
      const isWhole = startMs === 0 && endMs >= duration();
      put(isWhole ? followingView(firstView(duration()), duration(), playback.getState().timeMs) : wholeView(duration()));
      follows = true;
    },
    follow() {
      const followTo = (timeMs: number, durationMs: number): void => put(followingView(store.getState(), durationMs, timeMs));
      if (store.getState().endMs > duration() || store.getState().endMs === 0) put(firstView(duration()));
      return playback.subscribe((now, before) => {
        if (now.durationMs !== before.durationMs) {
          const { startMs, endMs } = store.getState();
          const isFirst = startMs === 0 && endMs === firstView(before.durationMs).endMs;
          put(isFirst ? firstView(now.durationMs) : movedView({ startMs, endMs }, now.durationMs, 0));
        }
        if (now.timeMs === before.timeMs && now.seeks === before.seeks) return;
        follows ||= now.seeks !== before.seeks || !now.playing || isInView(store.getState(), now.timeMs);
        if (follows) followTo(now.timeMs, now.durationMs);
      });
    },
  };
}
