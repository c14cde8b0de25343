import { statusesOfGroup } from '#shared/model/statuses.ts';
import type { ApiDeps } from './deps.ts';
import { api } from './implementer.ts';

export function alertsApi({ alerts, reader, settings }: ApiDeps) {
  return {
    get: api.alerts.get.handler(() => alerts.current()),
    rules: {
      save: api.alerts.rules.save.handler(({ input, errors }) => {
        if (!alerts.save(input.rule)) throw errors.NOT_SAVED();
        return alerts.current();
      }),
      remove: api.alerts.rules.remove.handler(({ input, errors }) => {
        if (!alerts.remove(input.id)) throw errors.NOT_FOUND();
        return alerts.current();
      }),
      reorder: api.alerts.rules.reorder.handler(({ input }) => {
        alerts.reorder(input.ids);
        return alerts.current();
      }),
    },
    configure: api.alerts.configure.handler(({ input: { quietHours, volume } }) => {
      alerts.configure({ ...(quietHours !== undefined && { quietHours }), ...(volume !== undefined && { volume }) });
      return alerts.current();
    }),
    pause: api.alerts.pause.handler(({ input }) => {
      alerts.pause(input.minutes);
      return alerts.current();
    }),
    preview: api.alerts.preview.handler(({ input }) => alerts.preview(input.rule)),
    log: api.alerts.log.handler(async ({ input }) => {
      const page = await reader.listAlertLog(input);
      return { ...page, items: [...page.items] };
    }),
    settled: api.alerts.settled.handler(async ({ input }) => ({ noticeIds: [...(await reader.settledNotices(input.noticeIds, statusesOfGroup('answered', settings.current().statuses)))] })),
    handled: api.alerts.handled.handler(async ({ input }) => {
      alerts.handled('callIds' in input ? input.callIds : await reader.callsOfNotices({ from: input.noticeId, to: input.lastNoticeId ?? input.noticeId }));
    }),
  };
}
