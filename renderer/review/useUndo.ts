import { chordOf, isMeantElsewhere, isTyped, keys } from '#renderer/ui/keys.ts';
import { useKeyDown } from '#renderer/ui/useKeyDown.ts';
import type { ReviewStore } from './reviewStore.ts';

/** The keys that undo and do again what was done last, wherever the focus is; a field takes back its own text. */
export function useUndo(reviews: ReviewStore): void {
  useKeyDown((event) => {
    if (isMeantElsewhere(event) || isTyped(event)) return;
    // Characters do not mind Shift: what asks to redo must never undo.
    const redoes = chordOf(event, keys.redo) !== -1;
    if (!redoes && chordOf(event, keys.undo) === -1) return;
    event.preventDefault();
    void (redoes ? reviews.redo() : reviews.undo());
  });
}
