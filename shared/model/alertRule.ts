import { z } from 'zod';
import { meaningOfStatus, statusGroupSchema } from './statuses.ts';
import type { AlertLevel, StatusGroup, StatusOverrides } from './statuses.ts';

/** What a rule has Earshot do with a call: nothing, count it on the badge, tell of it, tell of it urgently, and again until it is handled. */
export const alertActions = ['nothing', 'badge', 'normal', 'urgent', 'urgent-repeat'] as const;
export const alertActionSchema = z.enum(alertActions);
export type AlertAction = z.infer<typeof alertActionSchema>;

export const alertSounds = ['none', 'chime', 'two-bells', 'knock', 'rising'] as const;
export const alertSoundSchema = z.enum(alertSounds);
export type AlertSound = z.infer<typeof alertSoundSchema>;

/** Time of day on the operator's computer, minutes since midnight. */
const minute = z.number().int().min(0).max(1439);
const text = z.string().trim().min(1).max(200);
const texts = z.array(text).max(200);

/** Customers' numbers that a rule may list. */
export const mostNumbers = 5000;

/** A number is the same with or without blanks, `+`, or the `00` of international calls; empty where it is none. */
export function digitsOf(number: string): string {
  return number.normalize('NFKC').replaceAll(/\D/g, '').replace(/^00/, '');
}

/** `from` inclusive, `to` exclusive; over midnight where `to` is the earlier one, all day where both are the same. */
const spanSchema = z.strictObject({ from: minute, to: minute });
type Span = z.infer<typeof spanSchema>;

/** Days of the week that a span begins on: 0 is Sunday. */
const daysSchema = z.array(z.number().int().min(0).max(6)).min(1).max(7);

/**
 * All conditions that are set have to be true; each holds for any of its values. An empty list, and null, sets none.
 */
const alertConditionsSchema = z.strictObject({
  /** What became of the call: a group or one of these statuses. */
  groups: z.array(statusGroupSchema).max(6),
  statuses: texts,
  intents: texts,
  minTalkSeconds: z.number().int().min(1).max(86_400).nullable(),
  tasks: texts,
  scripts: texts,
  lines: texts,
  /** Id or name of a tag of the call or the customer. */
  tags: texts,
  /** What a sentence of the customer has, whatever its case and accents; see spokenWord.ts. */
  words: texts,
  /** Customers' numbers, however they are written. */
  numbers: z.array(text).max(mostNumbers),
  hours: spanSchema.extend({ days: daysSchema }).nullable(),
  /** Nothing happens before so many calls in a row; then all of them are one incident. */
  inARow: z.number().int().min(2).max(100).nullable(),
});
export type AlertConditions = z.infer<typeof alertConditionsSchema>;

export const noConditions: AlertConditions = {
  groups: [],
  statuses: [],
  intents: [],
  minTalkSeconds: null,
  tasks: [],
  scripts: [],
  lines: [],
  tags: [],
  words: [],
  numbers: [],
  hours: null,
  inARow: null,
};

export const alertRuleSchema = z.strictObject({
  id: z.string().regex(/^[\w-]{1,40}$/),
  /** The operator's own; empty where the catalogue's for the rule's id stands (`shared/texts`). */
  name: z.string().trim().max(60),
  enabled: z.boolean(),
  when: alertConditionsSchema,
  action: alertActionSchema,
  sound: alertSoundSchema,
  /** Whether it waits while quiet hours last. */
  holdInQuietHours: z.boolean(),
  /** A call that is told of is to be followed up so many minutes later, unless the operator has decided on it already; null for no. */
  followUpMinutes: z.number().int().min(1).max(43_200).nullable().default(null),
});
export type AlertRule = z.infer<typeof alertRuleSchema>;

/** In order: the first one that fits a call decides. */
export const alertRulesSchema = z
  .array(alertRuleSchema)
  .max(100)
  .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'two rules have the same id');

/** When rules that wait stay silent; every day where no days are named, null for never. */
export const quietHoursSchema = spanSchema.extend({ days: daysSchema.optional() }).nullable();
export type QuietHours = z.infer<typeof quietHoursSchema>;

/** A moment as the operator's clock shows it. */
export interface LocalTime {
  /** 0 is Sunday. */
  readonly day: number;
  /** Minutes since midnight. */
  readonly minute: number;
}

/** The moment by this computer's time zone. */
export function localTimeOf(ms: number): LocalTime {
  const date = new Date(ms);
  return { day: date.getDay(), minute: date.getHours() * 60 + date.getMinutes() };
}

/** Whether the moment is in the span on one of the days that it begins on. */
export function isWithin({ from, to }: Span, { day, minute: at }: LocalTime, days: readonly number[] = everyDay): boolean {
  if (from < to) return at >= from && at < to && days.includes(day);
  if (from === to) return days.includes(day);
  // After midnight it is the span of the day before.
  return (at >= from && days.includes(day)) || (at < to && days.includes((day + 6) % 7));
}

export const everyDay: readonly number[] = [0, 1, 2, 3, 4, 5, 6];

function ruleOfGroup(group: StatusGroup, decides: Pick<AlertRule, 'action' | 'sound' | 'holdInQuietHours'>, inARow: number | null = null): AlertRule {
  return { id: group, name: '', enabled: true, when: { ...noConditions, groups: [group], inARow }, ...decides, followUpMinutes: null };
}

/** The rules that Earshot comes with, one a group; each has its group's name as its id. */
export const usualAlertRules: readonly AlertRule[] = [
  ruleOfGroup('handover', { action: 'urgent-repeat', sound: 'two-bells', holdInQuietHours: false }),
  ruleOfGroup('answered', { action: 'normal', sound: 'chime', holdInQuietHours: true }),
  ruleOfGroup('fault', { action: 'urgent', sound: 'knock', holdInQuietHours: true }, 5),
  ruleOfGroup('lost', { action: 'badge', sound: 'none', holdInQuietHours: true }),
  ruleOfGroup('unreached', { action: 'nothing', sound: 'none', holdInQuietHours: true }),
];

/** The sound that each action comes with. */
export const usualSounds = { nothing: 'none', badge: 'none', normal: 'chime', urgent: 'two-bells', 'urgent-repeat': 'two-bells' } as const satisfies Record<AlertAction, AlertSound>;

const statusPrefix = 'status-';

/** Whether it stands for a status's own alert in the settings, and is changed there. */
export function isStatusRule({ id }: Pick<AlertRule, 'id'>): boolean {
  return id.startsWith(statusPrefix);
}

/** The rules, and before each usual one of a group those of the group's statuses that settings give an alert of their own. */
export function withStatusRules(rules: readonly AlertRule[], overrides: StatusOverrides): AlertRule[] {
  const own = Object.keys(overrides).flatMap((status) => ownRuleOf(status, overrides));
  // Two codes may give the same id.
  const left = new Map(own.map((rule) => [rule.id, rule]));
  const all = rules.flatMap((rule) => {
    const before = [...left.values()].filter(({ group }) => group === rule.id);
    for (const { id } of before) left.delete(id);
    return [...before, rule];
  });
  return [...all, ...left.values()].map(({ id, name, enabled, when, action, sound, holdInQuietHours, followUpMinutes }) => ({ id, name, enabled, when, action, sound, holdInQuietHours, followUpMinutes }));
}

function ownRuleOf(status: string, overrides: StatusOverrides): (AlertRule & { readonly group: StatusGroup })[] {
  const { label, alert } = overrides[status] ?? {};
  if (alert === undefined) return [];
  return [
    {
      group: meaningOfStatus(status, overrides).group,
      id: `${statusPrefix}${status.replaceAll(/[^\w-]/g, '_')}`.slice(0, 40),
      name: (label ?? status).slice(0, 60),
      enabled: true,
      when: { ...noConditions, statuses: [status] },
      action: actionOf(alert),
      sound: usualSounds[actionOf(alert)],
      holdInQuietHours: rankOf(actionOf(alert)) < rankOf('urgent'),
      followUpMinutes: null,
    },
  ];
}

function actionOf(level: AlertLevel): AlertAction {
  return level === 'none' ? 'nothing' : level;
}

/**
 * The first rule in force that decides on every call of the status, or of all in the group where it is null, whatever else is
 * true of a call; null where there is none. A status's own alert in the settings is not looked at.
 */
export function ruleOfEvery({ status, group }: { readonly status: string | null; readonly group: StatusGroup }, rules: readonly AlertRule[]): AlertRule | null {
  return (
    rules.find(({ id, enabled, when: { groups, statuses, minTalkSeconds, hours, inARow: _inARow, ...lists } }) => {
      if (!enabled || isStatusRule({ id }) || minTalkSeconds !== null || hours !== null || Object.values(lists).some((list) => list.length > 0)) return false;
      return groups.length + statuses.length === 0 || groups.includes(group) || statuses.some((listed) => listed.toLowerCase() === status?.toLowerCase());
    }) ?? null
  );
}

/** How urgent an action is, for comparing. */
export function rankOf(action: AlertAction): number {
  return alertActions.indexOf(action);
}
