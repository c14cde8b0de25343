import type { ReviewChange } from '#shared/model/review.ts';
import { mostReviewedAtOnce } from '#shared/model/review.ts';
import type { AppClient } from '#renderer/app/client.ts';

/** What takes a change of many calls back, the last part first. */
export type BulkUndo = readonly string[];

/** Makes so many calls as the operator says, in as many parts as are needed. Rejects where a part was refused; the parts before it stand. */
export async function changeAll(api: AppClient['api'], callIds: readonly string[], change: ReviewChange): Promise<BulkUndo> {
  const tokens: string[] = [];
  for (let from = 0; from < callIds.length; from += mostReviewedAtOnce) {
    const { undo } = await api.reviews.set({ callIds: callIds.slice(from, from + mostReviewedAtOnce), change });
    if (undo !== null) tokens.unshift(undo);
  }
  return tokens;
}

/** Takes such a change back. */
export async function undoAll(api: AppClient['api'], tokens: BulkUndo): Promise<void> {
  for (const token of tokens) await api.reviews.undo({ token });
}
