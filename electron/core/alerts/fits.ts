import type { Misfit } from '#shared/model/alert.ts';
import { digitsOf, isWithin } from '#shared/model/alertRule.ts';
import type { AlertConditions, LocalTime } from '#shared/model/alertRule.ts';
import { placesOf, spokenWord } from '#shared/model/spokenWord.ts';
import type { AlertCall } from './alertCall.ts';

/** A condition that has to do with the call itself. */
type Condition = Exclude<Misfit, 'earlier'>;

/** Conditions made ready to be asked of many calls: what they list is read once. */
export interface Fitting {
  /** The first condition that is not true of the call; null where all are. How many there are in a row is not looked at. */
  misfitOf(call: AlertCall, clock: LocalTime): Condition | null;
  /** The last sentence that has one of the words. */
  sentenceOf(sentences: readonly string[]): string | null;
}

export function fittingOf(when: AlertConditions): Fitting {
  const { groups, minTalkSeconds, hours } = when;
  const statuses = foldedSet(when.statuses);
  const others = [
    ['intent', foldedSet(when.intents), ({ intent }: AlertCall) => intent],
    ['task', foldedSet(when.tasks), ({ taskId }: AlertCall) => taskId],
    ['script', foldedSet(when.scripts), ({ scriptId }: AlertCall) => scriptId],
    ['line', foldedSet(when.lines), ({ lineId }: AlertCall) => lineId],
  ] as const;
  const tags = foldedSet(when.tags);
  const numbers = new Set(when.numbers.map(digitsOf).filter((digits) => digits !== ''));
  const words = when.words.map(spokenWord).map(({ text, isWhole }) => ({ text: plain(text), isWhole }));
  const hasWord = (sentence: string): boolean => {
    const said = plain(sentence);
    return words.some((word) => placesOf(said, word).length > 0);
  };
  const sentenceOf = (sentences: readonly string[]): string | null => (words.length === 0 ? null : (sentences.findLast(hasWord) ?? null));

  return {
    sentenceOf,
    misfitOf(call, clock) {
      if (groups.length + statuses.size > 0 && !groups.includes(call.group) && !has(statuses, call.status)) return 'result';
      if (minTalkSeconds !== null && (call.durationMs ?? 0) < minTalkSeconds * 1000) return 'talk';
      for (const [condition, wanted, valueOf] of others) if (wanted.size > 0 && !has(wanted, valueOf(call))) return condition;
      if (tags.size > 0 && !call.tags.some((tag) => has(tags, tag))) return 'tag';
      if (when.numbers.length > 0 && !(call.phone !== null && numbers.has(digitsOf(call.phone)))) return 'number';
      if (hours !== null && !isWithin(hours, clock, hours.days)) return 'hours';
      if (words.length > 0 && sentenceOf(call.sentences) === null) return 'words';
      return null;
    },
  };
}

function foldedSet(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.map(folded));
}

function has(wanted: ReadonlySet<string>, value: string | null): boolean {
  return value !== null && wanted.has(folded(value));
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}

/** Without case, accents and widths. */
function plain(text: string): string {
  return text.toLowerCase().normalize('NFKD').replaceAll(/[\u0300-\u036F]/g, '').normalize('NFC').trim();
}
