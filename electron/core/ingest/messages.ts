import { z } from 'zod';
import { alertRuleSchema } from '#shared/model/alertRule.ts';
import { statusOverrideSchema } from '#shared/model/statuses.ts';

/*
 * What the deriving thread and the one that owns it say to each other.
 */

const settingsSchema = z.object({ timeZone: z.string(), statuses: z.record(z.string(), statusOverrideSchema), alertRules: z.array(alertRuleSchema) });

/** What the thread is started with. */
export const threadDataSchema = z.object({ file: z.string(), settings: settingsSchema, suspicion: z.enum(['none', 'careful', 'set-aside']), startedAfterPush: z.number(), turns: z.instanceof(SharedArrayBuffer) });
export type ThreadData = z.input<typeof threadDataSchema>;

export const commandSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('wake') }),
  z.object({ kind: z.literal('settings'), settings: settingsSchema }),
  /** Answered with `idle` once everything that was appended before it is derived. */
  z.object({ kind: z.literal('whenIdle'), id: z.number() }),
  z.object({ kind: z.literal('stop') }),
]);
export type Command = z.input<typeof commandSchema>;

export const reportSchema = z.discriminatedUnion('kind', [
  /** The database is open, so that what ends the thread from now on is likely a push. */
  z.object({ kind: z.literal('opened') }),
  z.object({ kind: z.literal('derived'), pushId: z.number(), eventSeq: z.number(), recordingsChanged: z.boolean(), alertsWait: z.boolean() }),
  z.object({ kind: z.literal('idle'), id: z.number() }),
  z.object({ kind: z.literal('problem'), message: z.string(), details: z.record(z.string(), z.unknown()), code: z.string().nullable() }),
]);
export type Report = z.input<typeof reportSchema>;
