import { ORPCError } from '@orpc/server';
import type { Problem } from '#shared/model/problems.ts';
import type { ApiDeps } from './deps.ts';
import { api } from './implementer.ts';
import { inputProblems } from './inputProblems.ts';

export function settingsApi({ settings }: ApiDeps) {
  // A change that its schema refuses is told in the same way as one that does not fit the other settings.
  const inWords = api.settings.use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      const problems = inputProblems(error);
      throw problems === null ? error : invalid(problems);
    }
  });
  return {
    get: api.settings.get.handler(() => settings.view()),
    update: inWords.update.handler(({ input }) => {
      const result = settings.update(input);
      if (!result.ok) throw invalid(result.problems);
      return settings.view();
    }),
    rotateKey: api.settings.rotateKey.handler(({ input }) => {
      settings.rotateKey(input.graceMs);
      return settings.view();
    }),
    endPreviousKey: api.settings.endPreviousKey.handler(({ input }) => {
      settings.endPreviousKey(input.endsWith);
      return settings.view();
    }),
  };
}

function invalid(problems: readonly Problem[]) {
  return new ORPCError('INVALID_SETTINGS', { status: 422, message: 'These settings do not fit.', data: { problems } });
}
