import { createContext, useContext } from 'react';
import type { ReviewStore } from './reviewStore.ts';

export const ReviewContext = createContext<ReviewStore | null>(null);

/** The page's reviews; throws outside of `ReviewContext`. */
export function useReviews(): ReviewStore {
  const reviews = useContext(ReviewContext);
  if (reviews === null) throw new Error('useReviews needs a ReviewContext above it');
  return reviews;
}
