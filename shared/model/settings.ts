import { z } from 'zod';
import { statusOverrideSchema } from './statuses.ts';

/** Whether the JavaScript runtime knows `zone`: an IANA name such as `Asia/Shanghai`, or an offset such as `+08:00`. */
function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const port = z.number().int().min(0).max(65_535);

/** What a push is answered with once it is kept. Refusals always use the platform's JSON vocabulary. */
const pushAnswerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('json') }),
  z.strictObject({ kind: z.literal('success') }),
  z.strictObject({
    kind: z.literal('own'),
    text: z.string().max(4096),
    contentType: z.string().regex(/^[\w.+-]+\/[\w.+-]+(?:;\s?[\w.+-]+=[\w.+"-]+)*$/),
  }),
]);
export type PushAnswer = z.infer<typeof pushAnswerSchema>;

/** settings.json, whole. A missing member takes its default; a member that does not fit is an error that names it. */
export const settingsSchema = z.strictObject({
  receiver: z.strictObject({
    host: z.string().min(1).default('127.0.0.1'),
    port: port.default(4780),
    /** The secret last part of the push address, made at first start. */
    key: z.string().regex(/^[\w-]{16,128}$/),
    /** Where a tunnel or proxy makes the receiver reachable, such as `https://desk.example.net`; only for showing. */
    publicBaseUrl: z.url({ protocol: /^https?$/ }).nullable().default(null),
    answer: pushAnswerSchema.default({ kind: 'json' }),
  }),
  ui: z.strictObject({
    port: port.default(4781),
    /** The access key of the screen and the REST view in the headless host, made at first start. */
    key: z.string().regex(/^[\w-]{16,128}$/),
    theme: z.enum(['system', 'light', 'dark']).default('system'),
  }),
  platform: z.strictObject({
    /** Zone of times that the platform sends without one. */
    timeZone: z.string().refine(isTimeZone, 'is not a time zone: use a name such as Asia/Shanghai or an offset such as +08:00').default('+08:00'),
    /** ISO 4217. */
    currency: z.string().regex(/^[A-Z]{3}$/).default('USD'),
  }),
  recordings: z.strictObject({
    /** `host` or `host:port` that recordings may be fetched from although their address is private. */
    allowedPrivateHosts: z.array(z.string().min(1)).default([]),
  }),
  statuses: z.record(z.string().min(1), statusOverrideSchema).default({}),
});
export type Settings = z.infer<typeof settingsSchema>;

/** A change: any part of the settings; objects are merged, lists and `statuses` are replaced. */
export const settingsPatchSchema = z.strictObject({
  receiver: settingsSchema.shape.receiver.omit({ key: true }).partial().optional(),
  ui: settingsSchema.shape.ui.omit({ key: true }).partial().optional(),
  platform: settingsSchema.shape.platform.partial().optional(),
  recordings: settingsSchema.shape.recordings.partial().optional(),
  statuses: settingsSchema.shape.statuses.optional(),
});
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

/** Dotted names of the settings that the environment or a flag decides, and that a change here cannot reach. */
export const settingSources = ['environment', 'flag'] as const;

export const settingsViewSchema = z.object({
  settings: settingsSchema,
  /** Push address on this computer, and through the public base address where one is set. */
  pushUrl: z.string(),
  publicPushUrl: z.string().nullable(),
  /** Which settings are decided elsewhere, by dotted name such as `receiver.port`. */
  decidedBy: z.record(z.string(), z.enum(settingSources)),
  /** Dotted names that were changed and take effect at the next start. */
  restartNeeded: z.array(z.string()),
});
export type SettingsView = z.infer<typeof settingsViewSchema>;
