import { useSettings } from '#renderer/app/settings.ts';
import { keys } from '#renderer/ui/keys.ts';
import { useRowKey } from '#renderer/ui/useRowKey.ts';
import { useReviews } from './context.ts';
import type { ReviewStore } from './reviewStore.ts';

const noOutcomes: readonly string[] = [];

/** The keys that decide on the opened call at a stroke; they hold before it is loaded too, so that none is pressed in vain. */
export function useDecisionKeys(callId: string): void {
  const reviews = useReviews();
  const outcomes = useSettings()?.settings.desk.outcomes ?? noOutcomes;
  const set = (change: Parameters<ReviewStore['set']>[1]): void => void reviews.set([callId], change);
  useRowKey(keys.star, (chord) => set({ starred: chord === 0 }));
  useRowKey(keys.read, (chord) => set({ read: chord === 0 }));
  useRowKey(keys.outcome, (chord) => {
    const outcome = outcomes[chord];
    if (outcome !== undefined) set({ outcome });
  });
  useRowKey(keys.noOutcome, () => set({ outcome: null }));
}
