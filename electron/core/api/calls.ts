import { meaningOfStatus } from '#shared/model/statuses.ts';
import type { StatusGroup, StatusOverrides } from '#shared/model/statuses.ts';
import type { ApiDeps } from './deps.ts';
import { api } from './implementer.ts';
import { createTimingWords } from './timingWords.ts';

export function callsApi({ reader, recordings, settings, pushLog }: ApiDeps) {
  const words = createTimingWords();
  return {
    list: api.calls.list.handler(async ({ input }) => {
      const { statuses } = settings.current();
      const page = await reader.listCalls(input);
      return { ...page, items: page.items.map((call) => withGroup(call, statuses)) };
    }),
    get: api.calls.get.handler(async ({ input, errors }) => {
      const call = await reader.getCall(input.callId);
      if (call === null) throw errors.NOT_FOUND();
      return withGroup({ ...call, timing: words.withWhy(call.timing), recordings: call.recordings.map((recording) => recordings.shown(call.callId, recording)) }, settings.current().statuses);
    }),
    sameNumber: api.calls.sameNumber.handler(async ({ input: { callId, ...page }, errors }) => {
      const calls = await reader.listSameNumber(callId, page);
      if (calls === null) throw errors.NOT_FOUND();
      const { statuses } = settings.current();
      return { ...calls, items: calls.items.map((call) => withGroup(call, statuses)) };
    }),
    pushes: api.calls.pushes.handler(async ({ input, errors }) => {
      const page = await pushLog.ofCall(input.callId, input.cursor);
      if (page === null) throw errors.NOT_FOUND();
      return page;
    }),
    counts: api.calls.counts.handler(({ input }) => reader.countCalls(input.sinceMs)),
  };
}

/** The call with the group that its status has by the settings in force. */
export function withGroup<Stored extends { readonly status: string | null }>(
  call: Stored,
  statuses: StatusOverrides,
): Stored & { statusGroup: StatusGroup } {
  return { ...call, statusGroup: meaningOfStatus(call.status, statuses).group };
}
