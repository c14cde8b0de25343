import { useEffect, useEffectEvent, useRef, type KeyboardEvent, type PointerEvent, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatDuration } from '#renderer/ui/format.ts';
import { chordOf } from '#renderer/ui/keys.ts';
import { formatMoment } from './formatMoment.ts';
import type { LaneView } from './laneView.ts';
import { dropCanvas, paintGround, paintWaves, type PaintedCall } from './paint.ts';
import type { Playback } from './playback.ts';
import { playerKeys } from './playerKeys.ts';
import { sentenceAt, type TimedSentence } from './sentences.ts';

interface Props {
  readonly call: PaintedCall;
  readonly sentences: readonly TimedSentence[];
  readonly playback: Playback;
  readonly view: LaneView;
  readonly widthPx: number;
  readonly lanePx: number;
  readonly gapPx: number;
  /** The cursor's time, above the lanes. */
  readonly badge: RefObject<HTMLDivElement | null>;
}

/** A pointer that moves less than this has clicked, px. */
const dragPx = 4;
/** Half of what the cursor's time takes, px. */
const badgeHalfPx = 20;

/** Both lanes as they are drawn, with the cursor; a slider to the keyboard. */
export function Waves({ call, sentences, playback, view, widthPx, lanePx, gapPx, badge }: Props): ReactNode {
  const { t } = useTranslation('player');
  const area = useRef<HTMLDivElement>(null);
  const ground = useRef<HTMLCanvasElement>(null);
  const ahead = useRef<HTMLCanvasElement>(null);
  const played = useRef<HTMLCanvasElement>(null);
  const cursor = useRef<HTMLDivElement>(null);
  const hover = useRef<HTMLDivElement>(null);
  const pressed = useRef<{ readonly x: number; readonly atMs: number; selects: boolean } | null>(null);
  const durationMs = useStore(playback.store, (state) => state.durationMs);
  const seconds = useStore(playback.store, (state) => Math.floor(state.timeMs / 1000));

  useEffect(() => {
    const canvases = [ground.current, ahead.current, played.current];
    return () => {
      for (const canvas of canvases) if (canvas !== null) dropCanvas(canvas);
    };
  }, []);

  useEffect(() => {
    const [below, before, over, line] = [ground.current, ahead.current, played.current, cursor.current];
    if (below === null || before === null || over === null || line === null || widthPx === 0) return undefined;
    const size = { width: widthPx, lane: lanePx, gap: gapPx, ratio: window.devicePixelRatio };
    let spoken: number | null = null;
    const place = (): void => {
      const { startMs, endMs } = view.store.getState();
      const { timeMs } = playback.store.getState();
      const x = endMs <= startMs ? 0 : ((timeMs - startMs) / (endMs - startMs)) * widthPx;
      const isSeen = x >= 0 && x <= widthPx;
      line.style.transform = `translateX(${String(x - 1)}px)`;
      line.hidden = !isSeen;
      over.style.clipPath = `inset(0 ${String(Math.max(0, widthPx - x))}px 0 0)`;
      if (badge.current === null) return;
      badge.current.textContent = formatMoment(timeMs);
      badge.current.style.transform = `translateX(${String(Math.min(widthPx - badgeHalfPx, Math.max(badgeHalfPx, x)))}px) translateX(-50%)`;
      badge.current.style.visibility = isSeen ? 'visible' : 'hidden';
    };
    const paintBehind = (): void => paintGround(below, call, view.store.getState(), size, spoken);
    const mark = (): void => {
      const now = sentenceAt(sentences, playback.store.getState().timeMs);
      if (now === spoken) return;
      spoken = now;
      paintBehind();
    };
    const paint = (): void => {
      paintBehind();
      paintWaves(before, call, view.store.getState(), size);
      paintWaves(over, call, view.store.getState(), size);
      place();
    };
    spoken = sentenceAt(sentences, playback.store.getState().timeMs);
    paint();
    // Several changes of the view within a frame are painted once.
    let frame: number | null = null;
    const soon = (): void => {
      frame ??= requestAnimationFrame(() => {
        frame = null;
        paint();
      });
    };
    const stops = [
      view.store.subscribe(soon),
      playback.store.subscribe(({ timeMs }, last) => {
        if (timeMs === last.timeMs) return;
        mark();
        place();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [call, sentences, playback, view, widthPx, lanePx, gapPx, badge]);

  const timeAt = (clientX: number): number => {
    const { startMs, endMs } = view.store.getState();
    const left = area.current?.getBoundingClientRect().left ?? 0;
    return startMs + ((clientX - left) / Math.max(1, widthPx)) * (endMs - startMs);
  };

  const onWheel = useEffectEvent((event: WheelEvent) => {
    if (durationMs === 0) return;
    const { startMs, endMs } = view.store.getState();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      view.zoom(Math.exp(Math.max(-120, Math.min(120, event.deltaY * lines)) * 0.004), timeAt(event.clientX));
    } else if (startMs > 0 || endMs < durationMs) {
      event.preventDefault();
      const across = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
      view.move(((across * lines) / widthPx) * (endMs - startMs));
    }
  });
  useEffect(() => {
    const element = area.current;
    // A listener of React's cannot keep the page from zooming.
    const listener = (event: WheelEvent): void => onWheel(event);
    element?.addEventListener('wheel', listener, { passive: false });
    return () => element?.removeEventListener('wheel', listener);
  }, []);

  const showHover = (clientX: number | null): void => {
    const line = hover.current;
    if (line === null) return;
    line.hidden = clientX === null || durationMs === 0;
    if (clientX === null) return;
    const x = clientX - (area.current?.getBoundingClientRect().left ?? 0);
    line.style.transform = `translateX(${String(x)}px)`;
    line.dataset['side'] = x > widthPx - 60 ? 'left' : 'right';
    if (line.firstElementChild !== null) line.firstElementChild.textContent = formatMoment(Math.max(0, timeAt(clientX)));
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0 || durationMs === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pressed.current = { x: event.clientX, atMs: timeAt(event.clientX), selects: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    showHover(event.clientX);
    const from = pressed.current;
    if (from === null) return;
    from.selects ||= Math.abs(event.clientX - from.x) > dragPx;
    if (from.selects) playback.select({ startMs: from.atMs, endMs: timeAt(event.clientX) });
  };
  const onPointerUp = (): void => {
    const from = pressed.current;
    pressed.current = null;
    if (from !== null && !from.selects) playback.seek(from.atMs);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const { timeMs } = playback.store.getState();
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const ends = chordOf(event.nativeEvent, playerKeys.sliderEnds);
    const pages = chordOf(event.nativeEvent, playerKeys.sliderPages);
    let target: number | null = null;
    if (ends !== -1) target = ends === 0 ? 0 : durationMs;
    else if (pages !== -1) target = timeMs + (pages === 0 ? -30_000 : 30_000);
    // Left and right go everywhere on the screen; a slider's up and down are its own.
    else if (plain && event.key === 'ArrowUp') target = timeMs + 5_000;
    else if (plain && event.key === 'ArrowDown') target = timeMs - 5_000;
    if (target === null) return;
    event.preventDefault();
    playback.seek(target);
  };

  const position = { at: formatDuration(seconds * 1000), total: formatDuration(durationMs) };
  return (
    <div
      ref={area}
      className="waves"
      role="slider"
      tabIndex={0}
      aria-label={t('position')}
      aria-disabled={durationMs === 0}
      aria-valuemin={0}
      aria-valuemax={Math.floor(durationMs / 1000)}
      aria-valuenow={seconds}
      aria-valuetext={t('positionValue', position)}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => (pressed.current = null)}
      onPointerLeave={() => showHover(null)}
    >
      <canvas ref={ground} className="wave-canvas" />
      <canvas ref={ahead} className="wave-canvas wave-ahead" />
      <canvas ref={played} className="wave-canvas" />
      <div ref={hover} className="hover-line" hidden>
        <span className="hover-time" data-testid="hover-time" />
      </div>
      <div ref={cursor} className="cursor" data-testid="cursor" />
    </div>
  );
}
