import type { CallDetail } from '#shared/model/call.ts';
import type { TimeSpan } from '#shared/model/sentenceTimes.ts';

/** What the operator changes of a call's times, without the shift, by the sentence's place; null takes a correction back. */
export interface TimesDraft {
  readonly changes: ReadonlyMap<number, TimeSpan | null>;
  /** Left out where it stays. */
  readonly shiftMs?: number;
}

export const noTimesDraft: TimesDraft = { changes: new Map() };

export function isNothing({ changes, shiftMs }: TimesDraft): boolean {
  return changes.size === 0 && shiftMs === undefined;
}

/** Several changes, the later ones over the earlier. */
export function merged(...drafts: readonly TimesDraft[]): TimesDraft {
  const shiftMs = drafts.findLast((draft) => draft.shiftMs !== undefined)?.shiftMs;
  return { changes: new Map(drafts.flatMap(({ changes }) => Array.from(changes))), ...(shiftMs === undefined ? {} : { shiftMs }) };
}

/** As the core is asked for it. */
export function requestOf({ changes, shiftMs }: TimesDraft) {
  return {
    changes: [...changes].map(([index, span]) => (span === null ? { index, reset: true as const } : { index, startMs: span.startMs, endMs: span.endMs })),
    ...(shiftMs === undefined ? {} : { shiftMs }),
  };
}

/** The call as it is going to be once the core has the draft, but for its figures. */
export function withTimes(call: CallDetail, { changes, shiftMs = call.timing.shiftMs }: TimesDraft): CallDetail {
  const utterances = call.utterances.map((utterance, place) => {
    const span = changes.get(place);
    return span === undefined ? utterance : { ...utterance, corrected: span };
  });
  return { ...call, utterances, timing: { ...call.timing, shiftMs, hasCorrections: utterances.some(({ corrected }) => corrected !== null) } };
}
