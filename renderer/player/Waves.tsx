import { useEffect, useEffectEvent, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatDuration } from '#renderer/ui/format.ts';
import { chordOf } from '#renderer/ui/keys.ts';
import { playerKeys } from './playerKeys.ts';
import { useWaveform, type WaveformProps } from './useWaveform.ts';

/** A pointer that moves less than this has clicked, px. */
const dragPx = 4;

/** Both lanes as they are drawn, with the cursor; a slider to the keyboard. */
export function Waves(props: WaveformProps): ReactNode {
  const { playback, view, widthPx } = props;
  const { t } = useTranslation('player');
  const area = useRef<HTMLDivElement>(null);
  const pressed = useRef<{ readonly x: number; readonly atMs: number; selects: boolean } | null>(null);
  const durationMs = useStore(playback.store, (state) => state.durationMs);
  const seconds = useStore(playback.store, (state) => Math.floor(state.timeMs / 1000));
  useWaveform(area, props);

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

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0 || durationMs === 0) return;
    // The drawing's own, which is told where the pointer is too.
    const [target] = event.nativeEvent.composedPath();
    if (!(target instanceof Element) || target.part.contains('region-handle')) return;
    target.setPointerCapture(event.pointerId);
    pressed.current = { x: event.clientX, atMs: timeAt(event.clientX), selects: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
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
      data-adjusting={props.adjusting !== null}
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
    />
  );
}
