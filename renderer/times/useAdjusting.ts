import { useEffect, useEffectEvent } from 'react';
import { sentenceAt, type Playback, type TimedSentence } from '#renderer/player/index.ts';
import { useHeldKeys } from '#renderer/ui/heldKeys.ts';
import { chordOf, isMeantElsewhere, isTyped, keys, type KeyRow } from '#renderer/ui/keys.ts';
import { useKeyDown } from '#renderer/ui/useKeyDown.ts';
import type { TimesEditor } from './timesEditor.ts';

const adjustKeys = [keys.adjust] as const;
const stepMs = 10;
const farMs = 100;

/**
 * The keys that adjust times, and which sentence they are for: the one where the operator goes. Returns what begins it; null
 * where there is no sound to go by.
 */
export function useAdjusting(editor: TimesEditor, playback: Playback | null, sentences: readonly TimedSentence[]): (() => void) | null {
  useHeldKeys(adjustKeys, playback !== null);
  const sentenceHere = (): number | null => {
    if (playback === null) return null;
    const { timeMs } = playback.store.getState();
    return sentenceAt(sentences, timeMs) ?? sentences.findLast(({ startMs }) => startMs <= timeMs)?.index ?? sentences[0]?.index ?? null;
  };
  const start = (): void => editor.start(sentenceHere());

  const onSeek = useEffectEvent(() => {
    if (playback === null) return;
    const there = sentenceAt(sentences, playback.store.getState().timeMs);
    if (there !== null) editor.choose(there);
  });
  useEffect(() => {
    if (playback === null) return undefined;
    return playback.store.subscribe(({ seeks }, last) => {
      if (seeks !== last.seeks) onSeek();
    });
  }, [playback]);
  // Nothing can be adjusted without hearing it.
  useEffect(() => {
    if (playback === null) editor.stop();
  }, [editor, playback]);

  useKeyDown((event) => {
    if (playback === null || isMeantElsewhere(event)) return;
    const { isOn, canUndo, canRedo } = editor.store.getState();
    const does = (row: KeyRow, act: (isSecond: boolean) => void): boolean => {
      const chord = chordOf(event, row);
      if (chord === -1) return false;
      event.preventDefault();
      act(chord === 1);
      return true;
    };
    const by = (ms: number, isLater: boolean): number => (isLater ? ms : -ms);
    if (does(keys.adjust, () => (isOn ? editor.stop() : start()))) return;
    if (!isOn) return;
    if (!isTyped(event)) {
      if (canRedo && does(keys.redo, editor.redo)) return;
      // Characters do not mind Shift: what asks to redo must never undo.
      if (canUndo && chordOf(event, keys.redo) === -1 && does(keys.undo, editor.undo)) return;
    }
    const { selection, loop } = playback.store.getState();
    // Escape ends the player's selection and loop first.
    if (selection === null && loop === null && does(keys.close, editor.stop)) return;
    void (
      does(keys.startEdge, (isLater) => editor.nudge('start', by(stepMs, isLater))) ||
      does(keys.startEdgeFar, (isLater) => editor.nudge('start', by(farMs, isLater))) ||
      does(keys.endEdge, (isLater) => editor.nudge('end', by(stepMs, isLater))) ||
      does(keys.endEdgeFar, (isLater) => editor.nudge('end', by(farMs, isLater))) ||
      does(keys.shiftTimes, (isLater) => editor.shift(by(stepMs, isLater)))
    );
  }, 'document');
  return playback === null ? null : start;
}
