import { isLongReached } from '#shared/model/rescue.ts';
import type { Rescue } from '#shared/model/rescue.ts';
import { statusesOfGroup } from '#shared/model/statuses.ts';
import type { StatusOverrides } from '#shared/model/statuses.ts';
import { withGroup } from './calls.ts';
import type { ApiDeps, StoredRescue } from './deps.ts';
import { api } from './implementer.ts';

export function rescuesApi({ reader, rescues, settings, now }: ApiDeps) {
  return {
    list: api.rescues.list.handler(async ({ input: { limit } }) => {
      const { statuses } = settings.current();
      const { items, open } = await reader.listRescues({ answered: statusesOfGroup('answered', statuses), limit });
      const nowMs = now();
      const cards = items.filter((rescue) => !isLongReached(rescue, nowMs)).map((rescue) => shown(rescue, statuses));
      const reached = cards.filter(({ answered }) => answered !== null);
      const stillOpen = open - (items.length - cards.length);
      return { items: [...cards.filter(({ answered }) => answered === null), ...reached], open: stillOpen, waiting: stillOpen - reached.length, nowMs };
    }),
    set: api.rescues.set.handler(async ({ input: { callId, isHandled }, errors }) => {
      const done = await rescues.setHandled(callId, isHandled);
      if (done === null) throw errors.NOT_FOUND();
      return done;
    }),
  };
}

function shown(rescue: StoredRescue, statuses: StatusOverrides): Rescue {
  return { ...rescue, call: withGroup(rescue.call, statuses) };
}
