import type { Misfit } from '#shared/model/alert.ts';
import { isWithin } from '#shared/model/alertRule.ts';
import type { AlertConditions, LocalTime } from '#shared/model/alertRule.ts';
import type { AlertCall } from './alertCall.ts';

/** A condition that has to do with the call itself. */
type Condition = Exclude<Misfit, 'earlier'>;

/** The first condition that is not true of the call; null where the rule fits it. How many there are in a row is not looked at. */
export function misfitOf(when: AlertConditions, call: AlertCall, clock: LocalTime): Condition | null {
  if (when.groups.length + when.statuses.length > 0 && !when.groups.includes(call.group) && !isAmong(when.statuses, call.status)) return 'result';
  if (when.minTalkSeconds !== null && (call.durationMs ?? 0) < when.minTalkSeconds * 1000) return 'talk';
  if (!isAnyOf(when.intents, call.intent)) return 'intent';
  if (!isAnyOf(when.tasks, call.taskId)) return 'task';
  if (!isAnyOf(when.scripts, call.scriptId)) return 'script';
  if (!isAnyOf(when.lines, call.lineId)) return 'line';
  if (when.tags.length > 0 && !call.tags.some((tag) => isAmong(when.tags, tag))) return 'tag';
  if (when.numbers.length > 0 && !when.numbers.some((number) => isSameNumber(number, call.phone))) return 'number';
  if (when.hours !== null && !isWithin(when.hours, clock, when.hours.days)) return 'hours';
  if (when.words.length > 0 && sentenceWith(when.words, call.sentences) === null) return 'words';
  return null;
}

/** The last sentence that has one of the words. */
export function sentenceWith(words: readonly string[], sentences: readonly string[]): string | null {
  const wanted = words.map(plain);
  return sentences.findLast((sentence) => wanted.some((word) => plain(sentence).includes(word))) ?? null;
}

function isAnyOf(wanted: readonly string[], value: string | null): boolean {
  return wanted.length === 0 || isAmong(wanted, value);
}

function isAmong(wanted: readonly string[], value: string | null): boolean {
  return value !== null && wanted.some((text) => text.trim().toLowerCase() === value.trim().toLowerCase());
}

/** Without case, accents and widths. */
function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/[\u0300-\u036F]/g, '').toLowerCase().trim();
}

/** Written with or without spaces, `+`, or the `00` of international calls. */
function isSameNumber(one: string, other: string | null): boolean {
  const digits = digitsOf(one);
  return digits !== '' && other !== null && digits === digitsOf(other);
}

function digitsOf(number: string): string {
  return number.normalize('NFKC').replaceAll(/\D/g, '').replace(/^00/, '');
}
