import type { ApiDeps } from './deps.ts';
import { api } from './implementer.ts';

export function driftApi({ drift }: ApiDeps) {
  return {
    list: api.drift.list.handler(() => drift.list()),
    setSeen: api.drift.setSeen.handler(({ input }) => drift.setSeen(input.items, input.isSeen)),
  };
}
