import type { ApiDeps } from './deps.ts';
import { api } from './implementer.ts';

export function settingsApi({ settings }: ApiDeps) {
  return {
    get: api.settings.get.handler(() => settings.view()),
    update: api.settings.update.handler(({ input, errors }) => {
      const result = settings.update(input);
      if (!result.ok) throw errors.INVALID_SETTINGS({ data: { problems: [...result.problems] } });
      return settings.view();
    }),
  };
}
