import { everyDay, noConditions } from '#shared/model/alertRule.ts';
import type { AlertConditions } from '#shared/model/alertRule.ts';

/** The conditions that an operator can set, in the order in which they are offered. */
export const conditionKinds = ['result', 'talk', 'words', 'intent', 'task', 'script', 'line', 'tag', 'number', 'hours', 'inARow'] as const;
export type ConditionKind = (typeof conditionKinds)[number];

const fieldsOf = {
  result: ['groups', 'statuses'],
  talk: ['minTalkSeconds'],
  words: ['words'],
  intent: ['intents'],
  task: ['tasks'],
  script: ['scripts'],
  line: ['lines'],
  tag: ['tags'],
  number: ['numbers'],
  hours: ['hours'],
  inARow: ['inARow'],
} as const satisfies Record<ConditionKind, readonly (keyof AlertConditions)[]>;

/** Conditions that are a list of texts, and which one of the rule's it is. */
export const textsOf = { words: 'words', intent: 'intents', task: 'tasks', script: 'scripts', line: 'lines', tag: 'tags' } as const satisfies Partial<Record<ConditionKind, keyof AlertConditions>>;
export type TextKind = keyof typeof textsOf;

export function isTextKind(kind: ConditionKind): kind is TextKind {
  return Object.hasOwn(textsOf, kind);
}

export function isSet(when: AlertConditions, kind: ConditionKind): boolean {
  return fieldsOf[kind].some((field) => {
    const value = when[field];
    return Array.isArray(value) ? value.length > 0 : value !== null;
  });
}

/** The conditions without this one. */
export function without(when: AlertConditions, kind: ConditionKind): AlertConditions {
  return { ...when, ...Object.fromEntries(fieldsOf[kind].map((field) => [field, noConditions[field]])) };
}

/** What a condition begins with when it is added. */
export function begun(when: AlertConditions, kind: ConditionKind): AlertConditions {
  if (kind === 'talk') return { ...when, minTalkSeconds: 30 };
  if (kind === 'hours') return { ...when, hours: { from: 9 * 60, to: 18 * 60, days: [...everyDay] } };
  return kind === 'inARow' ? { ...when, inARow: 5 } : when;
}

/** `09:05` of minutes since midnight, and back; null where it is no time. */
export function timeText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

export function minuteOf(text: string): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(text) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}
