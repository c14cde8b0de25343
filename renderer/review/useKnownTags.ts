import { useStore } from 'zustand';
import { useReviews } from './context.ts';

/** The operator's tags as they were last counted, those of most calls first. */
export function useKnownTags(): readonly string[] {
  const counts = useStore(useReviews().store, (state) => state.counts);
  return Object.entries(counts?.tags ?? {})
    .toSorted(([, one], [, other]) => other - one)
    .map(([tag]) => tag);
}
