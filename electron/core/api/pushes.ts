import type { ApiDeps } from './deps.ts';
import { api } from './implementer.ts';

export function pushesApi({ pushLog }: ApiDeps) {
  return {
    list: api.pushes.list.handler(({ input }) => pushLog.list(input)),
    get: api.pushes.get.handler(async ({ input, errors }) => {
      const push = await pushLog.get(input.id);
      if (push === null) throw errors.NOT_FOUND();
      return push;
    }),
    replay: api.pushes.replay.handler(async ({ input, errors }) => {
      const replayed = await pushLog.replay(input.id);
      if (replayed === 'not-found') throw errors.NOT_FOUND();
      if (replayed === 'cut') throw errors.CUT();
      return replayed;
    }),
    replayAlike: api.pushes.replayAlike.handler(({ input }) => pushLog.replayAlike(input)),
    summary: api.pushes.summary.handler(({ input }) => pushLog.summary(input.sinceMs)),
  };
}
