import type { ApiDeps } from './deps.ts';
import { api } from './implementer.ts';

export function desktopApi({ commands, closing }: ApiDeps) {
  return {
    commands: api.desktop.commands.handler(({ signal }) => commands.follow(signal === undefined ? closing : AbortSignal.any([signal, closing]))),
  };
}
