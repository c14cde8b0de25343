import { AppError } from '#shared/errors.ts';
import type { ApiDeps } from './deps.ts';
import { api } from './implementer.ts';

export function timingsApi({ reader }: ApiDeps) {
  async function refuse(callId: string): Promise<null> {
    if ((await reader.getCall(callId)) === null) return null;
    throw new AppError('bad-request', 'This Earshot cannot correct times yet.');
  }
  return {
    correct: api.timings.correct.handler(async ({ input, errors }) => (await refuse(input.callId)) ?? Promise.reject(errors.NOT_FOUND())),
    shift: api.timings.shift.handler(async ({ input, errors }) => (await refuse(input.callId)) ?? Promise.reject(errors.NOT_FOUND())),
    reset: api.timings.reset.handler(async ({ input, errors }) => (await refuse(input.callId)) ?? Promise.reject(errors.NOT_FOUND())),
  };
}
