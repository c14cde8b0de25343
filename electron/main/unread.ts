import type { ReviewCounts } from '#shared/model/review.ts';
import { meaningOfStatus } from '#shared/model/statuses.ts';
import type { StatusGroup, StatusOverrides } from '#shared/model/statuses.ts';

interface Deps {
  readonly counts: () => Promise<Pick<ReviewCounts, 'unread'>>;
  readonly statuses: () => StatusOverrides;
  readonly onCount: (count: number) => void;
  /** Between two questions, ms. */
  readonly restMs?: number;
}

/** Follows how many calls nobody has read, of those where somebody was reached or lost. */
export interface Unread {
  /** Asks for the count, at once or after a rest. */
  changed(): void;
}

/** What nobody answered is read by nobody. */
const counted: ReadonlySet<StatusGroup> = new Set<StatusGroup>(['answered', 'handover', 'lost']);

export function createUnread({ counts, statuses, onCount, restMs = 1000 }: Deps): Unread {
  let isResting = false;
  let isAskedAgain = false;

  function ask(): void {
    isResting = true;
    counts().then(
      ({ unread }) => onCount(Object.entries(unread).reduce((sum, [code, count]) => sum + (counted.has(meaningOfStatus(code, statuses()).group) ? count : 0), 0)),
      // Not run by a spec: the count is asked for again with the next change.
      () => {},
    );
    setTimeout(() => {
      isResting = false;
      if (isAskedAgain) ask();
      isAskedAgain = false;
    }, restMs).unref();
  }

  return {
    changed() {
      if (isResting) isAskedAgain = true;
      else ask();
    },
  };
}
