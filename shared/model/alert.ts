import { z } from 'zod';
import { alertActionSchema, alertRuleSchema, alertSoundSchema, quietHoursSchema } from './alertRule.ts';
import { callSchema } from './call.ts';

/** A rule as it was named when it decided; an empty name stands for the catalogue's. */
const ruleNameSchema = z.object({ id: z.string(), name: z.string() });
export type RuleName = z.infer<typeof ruleNameSchema>;

/** What a notice tells: calls, those that are not handled yet, an incident, its end, or what was held back. */
export const noticeKinds = ['calls', 'reminder', 'incident', 'incident-over', 'held'] as const;
export type NoticeKind = (typeof noticeKinds)[number];
export const noticeLevels = ['badge', 'normal', 'urgent'] as const;
export type NoticeLevel = (typeof noticeLevels)[number];

/** One notification, or with the level `badge` what is only counted. */
export const noticeSchema = z.object({
  /** Names its calls in `calls.list`. */
  noticeId: z.number().int(),
  about: z.enum(noticeKinds),
  level: z.enum(noticeLevels),
  /** How many calls it stands for, and how many of them are urgent. */
  count: z.number().int(),
  urgentCount: z.number().int(),
  sound: alertSoundSchema,
  /** The rule that decided on `call`. */
  rule: ruleNameSchema,
  /** When the first and the last of its calls arrived. */
  sinceMs: z.number().int(),
  untilMs: z.number().int(),
  /** The one that tells most: the latest urgent one, else the latest. */
  call: callSchema,
});

/**
 * Why a call was shown or not.
 * Told, which is what hosts are given to show: `alone`, in a `summary`, as part of an `incident`, `later` when what was held back was told.
 * Counted: `badge`. To come: `waiting`; held back by `quiet-hours`, or `paused`.
 * Not shown: a rule says `nothing`, `no-rule` fits, the push was `replayed`, the call is `back-filled` (it ended more than a
 * day before it arrived) or came `before-start`, too few are `in-a-row` so far, Earshot was `restarted` before it came to
 * that, or only a day after what was held back.
 */
export const alertReasons = [
  'alone',
  'summary',
  'incident',
  'later',
  'badge',
  'waiting',
  'quiet-hours',
  'paused',
  'nothing',
  'no-rule',
  'replayed',
  'back-filled',
  'before-start',
  'in-a-row',
  'restarted',
] as const;
export const alertReasonSchema = z.enum(alertReasons);
export type AlertReason = z.infer<typeof alertReasonSchema>;

/** What the log's filter asks for. */
export const alertOutcomes = ['shown', 'counted', 'held', 'silent'] as const;
export type AlertOutcome = (typeof alertOutcomes)[number];

const outcomes: Readonly<Record<AlertReason, AlertOutcome>> = {
  alone: 'shown',
  summary: 'shown',
  incident: 'shown',
  later: 'shown',
  badge: 'counted',
  waiting: 'held',
  'quiet-hours': 'held',
  paused: 'held',
  nothing: 'silent',
  'no-rule': 'silent',
  replayed: 'silent',
  'back-filled': 'silent',
  'before-start': 'silent',
  'in-a-row': 'silent',
  restarted: 'silent',
};

export function outcomeOf(reason: AlertReason): AlertOutcome {
  return outcomes[reason];
}

/** What was decided on one call, and what came of it. */
export const alertLogEntrySchema = z.object({
  id: z.number().int(),
  atMs: z.number().int(),
  callId: z.string(),
  phone: z.string().nullable(),
  status: z.string().nullable(),
  rule: ruleNameSchema.nullable(),
  action: alertActionSchema.nullable(),
  reason: alertReasonSchema,
  /** The how manyth in a row it was, where that counts. */
  run: z.number().int().nullable(),
  noticeId: z.number().int().nullable(),
  /** How many calls its notice told of. */
  noticeCount: z.number().int().nullable(),
  /** Later deliveries of the call that were no news. */
  repeats: z.number().int(),
  /** How often it was told of again, as nobody had handled it. */
  reminders: z.number().int(),
  /** When the operator opened it from wherever; of calls only that are told of again until somebody does. */
  seenAtMs: z.number().int().nullable(),
});
export type AlertLogEntry = z.infer<typeof alertLogEntrySchema>;

/** Everything about alerts that the operator decides. */
export const alertsViewSchema = z.object({
  rules: z.array(alertRuleSchema),
  quietHours: quietHoursSchema,
  /** Everything waits until then; null where nothing is paused. */
  pausedUntilMs: z.number().int().nullable(),
  /** Of sounds, 0 to 1. */
  volume: z.number().min(0).max(1),
});
export type AlertsView = z.infer<typeof alertsViewSchema>;

/** The conditions that have to do with a call itself, and that a rule above this one decides. */
const misfits = ['result', 'intent', 'talk', 'task', 'script', 'line', 'tag', 'words', 'number', 'hours', 'earlier'] as const;
export type Misfit = (typeof misfits)[number];

/** A call in the preview of a rule. */
export const previewedCallSchema = z.object({
  callId: z.string(),
  phone: z.string().nullable(),
  receivedAtMs: z.number().int(),
  /** The customer's sentence that has one of the words, else the most telling one. */
  sentence: z.string().nullable(),
  /** Why the rule does not decide on it; null where it does. */
  misfit: z.enum(misfits).nullable(),
  talkMs: z.number().int().nullable(),
});
export type PreviewedCall = z.infer<typeof previewedCallSchema>;

const previewListSchema = z.object({ count: z.number().int(), items: z.array(previewedCallSchema) });

/** What rules would have done with the last calls. */
export const alertPreviewSchema = z.object({
  /** Of the calls; null where there are none. */
  fromMs: z.number().int().nullable(),
  toMs: z.number().int().nullable(),
  /** One a call, in order of arrival: this rule, a lost hand-over of another one, another rule that does something, nothing. */
  dots: z.array(z.enum(['this', 'handover', 'other', 'nothing'])),
  /** By rule, for the rules as they would be; `''` for what no rule fits. */
  counts: z.record(z.string(), z.number().int()),
  /** Calls of this rule as it would be, and as it is saved; null where it is not saved yet. */
  calls: z.number().int(),
  callsBefore: z.number().int().nullable(),
  /** Notifications that would have told of them. */
  notices: z.number().int(),
  /** The largest number of calls in one of them, and when that was. */
  largest: z.object({ count: z.number().int(), atMs: z.number().int() }).nullable(),
  newly: previewListSchema,
  noLonger: previewListSchema,
  unchanged: previewListSchema,
});
export type AlertPreview = z.infer<typeof alertPreviewSchema>;
