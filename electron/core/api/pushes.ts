import type { ApiDeps } from './deps.ts';
import { api } from './implementer.ts';

export function pushesApi({ reader, replayPush }: ApiDeps) {
  return {
    list: api.pushes.list.handler(async ({ input }) => {
      const { items, nextCursor } = await reader.listPushes(input);
      return { items: [...items], nextCursor };
    }),
    replay: api.pushes.replay.handler(async ({ input, errors }) => {
      const id = await replayPush(input.id);
      const push = id === null ? null : await reader.getPush(id);
      if (push === null) throw errors.NOT_FOUND();
      return push;
    }),
  };
}
