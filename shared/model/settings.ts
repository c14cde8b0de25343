import { z } from 'zod';
import { diallers, isSipDomain } from './dialling.ts';
import { basicSchema, previousKeySchema, senders, shownKeySchema, signatureSchema } from './pushSenders.ts';
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

/** The form of each setting. Defaults stand apart: a change must not bring the defaults of what it leaves out. */
const receiver = {
  /** An IP address or a host name, without a port. */
  host: z.string().min(1, { abort: true }).regex(/^(?:[\w.-]+|(?=.*:.*:)[\da-f:.]+(?:%\w+)?)$/i),
  port,
  /** Where a tunnel or proxy makes the receiver reachable, such as `https://desk.example.net`; only for showing. */
  publicBaseUrl: z.url({ protocol: /^https?$/ }).nullable(),
  answer: pushAnswerSchema,
  ...senders,
};
const ui = { port, theme: z.enum(['system', 'light', 'dark']) };
const desktop = {
  /** Whether the computer is kept from going to sleep while the desktop host receives. */
  preventSleep: z.boolean(),
  /** Whether Earshot goes on in the tray when its window is closed; else it asks whether to quit. */
  closeToTray: z.boolean(),
  /** Whether the packed app starts when its user logs in, and whether without its window. */
  startAtLogin: z.boolean(),
  startHidden: z.boolean(),
};
const platform = {
  /** Zone of times that the platform sends without one. */
  timeZone: z.string().refine(isTimeZone, 'is not a time zone: use a name such as Asia/Shanghai or an offset such as +08:00'),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
};
const recordings = {
  /** `host` or `host:port` that recordings may be fetched from although their address is private. */
  allowedPrivateHosts: z.array(z.string().min(1, { abort: true }).regex(/^[^\s/?#@]+$/)),
  /** A recording that is larger is not fetched. */
  maxFileMiB: z.number().int().min(1).max(65_536),
  /** What all recordings may take of the disk before the oldest make room; 0 for no bound. */
  budgetGiB: z.number().int().min(0).max(1_048_576),
  /** How many days a recording is kept; 0 for ever. */
  keepDays: z.number().int().min(0).max(36_500),
};
const backups = {
  /** Hours between two backups; 0 makes none by itself. */
  everyHours: z.number().int().min(0).max(8760),
  /** How many backups are kept before the oldest is deleted. */
  keep: z.number().int().min(1).max(365),
};
const desk = {
  /** What a number is handed to for calling back. */
  callBackBy: z.enum(diallers),
  /** Where `sip:` numbers are called, with its port where it has one; null where the program knows that by itself. */
  sipDomain: z.string().refine(isSipDomain, 'is not a domain: use a name such as sip.example.net, or an IP address').nullable(),
  /** What can have come of a call, in the order of their keys, 1 to 9. */
  outcomes: z
    .array(z.string().trim().min(1, { abort: true }).max(60))
    .max(30)
    .refine((names) => new Set(names).size === names.length, 'names an outcome twice'),
};
const statuses = z.record(z.string().min(1), statusOverrideSchema);

/** settings.json, whole. A missing section or member takes its default; one that does not fit is an error that names it. */
export const settingsSchema = z.strictObject({
  receiver: z.strictObject({
    host: receiver.host.default('127.0.0.1'),
    port: receiver.port.default(4780),
    /** The secret last part of the push address, made at first start. */
    key: z.string().regex(/^[\w-]{16,128}$/),
    publicBaseUrl: receiver.publicBaseUrl.default(null),
    answer: receiver.answer.default({ kind: 'json' }),
    /** Keys of the push address that were replaced, each until its end. */
    previousKeys: z.array(previousKeySchema).default([]),
    signature: receiver.signature.default(null),
    basic: receiver.basic.default(null),
    allowedAddresses: receiver.allowedAddresses.default([]),
    trustedProxies: receiver.trustedProxies.default(0),
    tls: receiver.tls.default(null),
  }),
  ui: z.strictObject({
    port: ui.port.default(4781),
    /** The access key of the screen and the REST view in the headless host, made at first start. */
    key: z.string().regex(/^[\w-]{16,128}$/),
    theme: ui.theme.default('system'),
  }),
  desktop: z
    .strictObject({
      preventSleep: desktop.preventSleep.default(true),
      closeToTray: desktop.closeToTray.default(true),
      startAtLogin: desktop.startAtLogin.default(false),
      startHidden: desktop.startHidden.default(true),
    })
    .prefault({}),
  platform: z
    .strictObject({
      timeZone: platform.timeZone.default('+08:00'),
      currency: platform.currency.default('USD'),
    })
    .prefault({}),
  recordings: z
    .strictObject({
      allowedPrivateHosts: recordings.allowedPrivateHosts.default([]),
      maxFileMiB: recordings.maxFileMiB.default(512),
      budgetGiB: recordings.budgetGiB.default(0),
      keepDays: recordings.keepDays.default(0),
    })
    .prefault({}),
  backups: z.strictObject({ everyHours: backups.everyHours.default(24), keep: backups.keep.default(7) }).prefault({}),
  desk: z.strictObject({ callBackBy: desk.callBackBy.default('tel'), sipDomain: desk.sipDomain.default(null), outcomes: desk.outcomes.default(['Called back', 'Promised to call', 'Wrong number', 'Not interested', 'Do not call']) }).prefault({}),
  statuses: statuses.default({}),
});
export type Settings = z.infer<typeof settingsSchema>;

/** A change: any part of the settings; objects are merged, lists and `statuses` are replaced. A secret left out stays. */
export const settingsPatchSchema = z.strictObject({
  receiver: z
    .strictObject({
      ...receiver,
      signature: signatureSchema.partial({ secret: true }).nullable(),
      basic: basicSchema.partial({ password: true }).nullable(),
    })
    .partial()
    .optional(),
  ui: z.strictObject(ui).partial().optional(),
  desktop: z.strictObject(desktop).partial().optional(),
  platform: z.strictObject(platform).partial().optional(),
  recordings: z.strictObject(recordings).partial().optional(),
  backups: z.strictObject(backups).partial().optional(),
  desk: z.strictObject(desk).partial().optional(),
  statuses: statuses.optional(),
});
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

/** What decides over settings.json, so that a change there reaches nothing. */
export const settingSources = ['environment', 'flag'] as const;

/** The settings without the secrets that no screen shows. */
const shownSettingsSchema = settingsSchema.extend({
  receiver: settingsSchema.shape.receiver.extend({
    /** Those that still work. */
    previousKeys: z.array(shownKeySchema),
    signature: signatureSchema.omit({ secret: true }).nullable(),
    basic: basicSchema.omit({ password: true }).nullable(),
  }),
});
export type ShownSettings = z.infer<typeof shownSettingsSchema>;

/** What of the settings is shown at `nowMs`. */
export function shownSettings(settings: Settings, nowMs: number): ShownSettings {
  const { previousKeys, signature, basic } = settings.receiver;
  return {
    ...settings,
    receiver: {
      ...settings.receiver,
      previousKeys: previousKeys.filter(({ endsAtMs }) => nowMs < endsAtMs).map(({ key, endsAtMs }) => ({ endsWith: key.slice(-4), endsAtMs })),
      signature: signature === null ? null : { apiKey: signature.apiKey, windowMinutes: signature.windowMinutes },
      basic: basic === null ? null : { user: basic.user },
    },
  };
}

export const settingsViewSchema = z.object({
  settings: shownSettingsSchema,
  /** Push address on this computer, and through the public base address where one is set. */
  pushUrl: z.string(),
  publicPushUrl: z.string().nullable(),
  /** Which settings are decided elsewhere, by dotted name such as `receiver.port`. */
  decidedBy: z.record(z.string(), z.enum(settingSources)),
  /** Dotted names that were changed and take effect at the next start. */
  restartNeeded: z.array(z.string()),
  /** Addresses that pushes with the right key came from since the start, latest first. */
  recentSources: z.array(z.string()),
});
export type SettingsView = z.infer<typeof settingsViewSchema>;
