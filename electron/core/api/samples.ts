import type { ApiDeps } from './deps.ts';
import { api } from './implementer.ts';

export function samplesApi({ sendSample }: ApiDeps) {
  return {
    send: api.samples.send.handler(async ({ input, errors }) => {
      const sent = await sendSample(input.language);
      if (sent === null) throw errors.REFUSED();
      return sent;
    }),
  };
}
