import { useEffect, useEffectEvent } from 'react';
import { chordOf, isMeantElsewhere, isTyped, keys } from '#renderer/ui/keys.ts';
import type { ReviewStore } from './reviewStore.ts';

/** The keys that undo and do again what was done last, wherever the focus is; a field takes back its own text. */
export function useUndo(reviews: ReviewStore): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isMeantElsewhere(event) || isTyped(event)) return;
    // Characters do not mind Shift: what asks to redo must never undo.
    const redoes = chordOf(event, keys.redo) !== -1;
    if (!redoes && chordOf(event, keys.undo) === -1) return;
    event.preventDefault();
    void (redoes ? reviews.redo() : reviews.undo());
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
