import { z } from 'zod';
import { alertSoundSchema } from './alertRule.ts';

/** Rows of the sheet of keys (`renderer/ui/keys.ts`, by id) that a host's menu may have pressed. */
const pressableRows = ['palette', 'settings', 'keys', 'find', 'saveCall', 'copyTranscript', 'ownWindow', 'undo', 'redo', 'worthHearing', 'star', 'read', 'note', 'followUp', 'callBack'] as const;

/** What a host asks of its page: to show a call or the calls of an alert, as after a click on a notification, or a push, to be heard, or to do what a row of keys does. */
export const commandSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open-call'), callId: z.string() }),
  z.object({ kind: z.literal('open-alert'), noticeId: z.number().int() }),
  /** What is to be followed up by now. */
  z.object({ kind: z.literal('open-due') }),
  z.object({ kind: z.literal('open-push'), pushId: z.number().int() }),
  /** `volume`: 0 to 1. */
  z.object({ kind: z.literal('sound'), sound: alertSoundSchema, volume: z.number() }),
  z.object({ kind: z.literal('press'), row: z.enum(pressableRows) }),
]);
export type Command = z.infer<typeof commandSchema>;

/** What a page asks of its host, which may have none of it: a browser has its own windows and sizes. */
export const hostActSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own-window'), callId: z.string() }),
  /** On the desk, from a window of another page. */
  z.object({ kind: z.literal('show-push'), pushId: z.number().int() }),
  z.object({ kind: z.literal('resize'), by: z.enum(['larger', 'smaller', 'usualSize']) }),
]);
export type HostAct = z.infer<typeof hostActSchema>;
