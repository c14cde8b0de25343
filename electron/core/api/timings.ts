import { ORPCError } from '@orpc/server';
import type { TimesBefore } from '#shared/model/callTiming.ts';
import type { ApiDeps, ChangedTimes } from './deps.ts';
import { api } from './implementer.ts';
import { createTimingWords } from './timingWords.ts';

/** A message says so many of the problems; all of them are in the data. */
const mostInMessage = 3;

export function timingsApi({ timings }: ApiDeps) {
  const words = createTimingWords();

  function beforeOf(changed: ChangedTimes): TimesBefore {
    if (changed.ok) return changed.before;
    const problems = changed.problems.map((problem) => ({ index: problem.index, problem: words.problem(problem) }));
    throw new ORPCError('INVALID_TIMES', { status: 422, message: problems.slice(0, mostInMessage).map(({ problem }) => problem).join(' '), data: { problems } });
  }

  return {
    correct: api.timings.correct.handler(async ({ input: { callId, ...changes }, errors }) => {
      const changed = await timings.change(callId, changes);
      if (changed === null) throw errors.NOT_FOUND();
      return beforeOf(changed);
    }),
    shift: api.timings.shift.handler(async ({ input: { callId, shiftMs }, errors }) => {
      const changed = await timings.change(callId, { changes: [], shiftMs });
      if (changed === null) throw errors.NOT_FOUND();
      return beforeOf(changed);
    }),
    reset: api.timings.reset.handler(async ({ input, errors }) => {
      const changed = await timings.reset(input.callId);
      if (changed === null) throw errors.NOT_FOUND();
      return beforeOf(changed);
    }),
  };
}
