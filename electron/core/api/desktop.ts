import type { ApiDeps } from './deps.ts';
import { api } from './implementer.ts';

export function desktopApi({ commands, dial, closing }: ApiDeps) {
  return {
    commands: api.desktop.commands.handler(({ input, signal }) => commands.follow(signal === undefined ? closing : AbortSignal.any([signal, closing]), input.callId)),
    act: api.desktop.act.handler(({ input }) => ({ isDone: commands.act(input) })),
    dial: api.desktop.dial.handler(({ input }) => dial(input.phone)),
  };
}
