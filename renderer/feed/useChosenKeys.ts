import { useEffect, useEffectEvent } from 'react';
import type { ReviewChange } from '#shared/model/review.ts';
import { useHeldKeys } from '#renderer/ui/heldKeys.ts';
import { chordOf, isMeantElsewhere, keys } from '#renderer/ui/keys.ts';
import { typeAhead } from '#renderer/ui/typeAhead.ts';

interface Acts {
  /** The operator's, in the order of their keys. */
  readonly outcomes: readonly string[];
  readonly onChange: (wanted: ReviewChange) => void;
  readonly onTag: () => void;
}

const rows = [keys.star, keys.read, keys.outcome, keys.noOutcome, keys.tag] as const;

/** While calls are chosen, the keys that decide on the opened call are about those instead. */
export function useChosenKeys({ outcomes, onChange, onTag }: Acts): void {
  useHeldKeys(rows, true);
  const act = (event: KeyboardEvent): boolean => {
    const [star, read, outcome, noOutcome, tag] = rows.map((row) => chordOf(event, row));
    const chosen = outcomes[outcome ?? -1];
    if (star !== -1) onChange({ starred: star === 0 });
    else if (read !== -1) onChange({ read: read === 0 });
    else if (chosen !== undefined) onChange({ outcome: chosen });
    else if (noOutcome === 0) onChange({ outcome: null });
    else if (tag === 0) {
      typeAhead();
      onTag();
    } else return outcome !== -1;
    return true;
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isMeantElsewhere(event) && act(event)) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    // Before the opened call takes them.
    window.addEventListener('keydown', listener, true);
    return () => window.removeEventListener('keydown', listener, true);
  }, []);
}
