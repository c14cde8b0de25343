import { z } from 'zod';

/** What a host asks of its page: to show a call or the calls of an alert, as after a click on a notification, the settings, or the sheet of keys. */
export const commandSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open-call'), callId: z.string() }),
  z.object({ kind: z.literal('open-alert'), noticeId: z.number().int() }),
  z.object({ kind: z.literal('open-settings') }),
  z.object({ kind: z.literal('open-keys') }),
]);
export type Command = z.infer<typeof commandSchema>;
