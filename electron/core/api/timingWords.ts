import type { CallTiming } from '#shared/model/callTiming.ts';
import { createTexts } from '#shared/texts/index.ts';
import type { TimesProblem } from './deps.ts';

/** Says in an operator's words what the store says in codes. */
export function createTimingWords() {
  const t = createTexts().getFixedT(null, 'times');
  return {
    /** With the words for its reason, where the estimate has none of its own. */
    withWhy(timing: CallTiming): CallTiming {
      return timing.why !== null || timing.reason === null ? timing : { ...timing, why: t(`why.${timing.reason}`) };
    },
    problem({ index, fault, durationMs }: TimesProblem): string {
      return t(`problem.${fault}`, { sentence: (index ?? 0) + 1, seconds: ((durationMs ?? 0) / 1000).toFixed(1) });
    },
  };
}
