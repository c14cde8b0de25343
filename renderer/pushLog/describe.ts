import type { TFunction } from 'i18next';
import type { Push, PushChange, PushOutcome } from '#shared/model/push.ts';
import { pushOutcomes } from '#shared/model/push.ts';
import { readIntent } from '#renderer/ui/intent.ts';
import { formatPhone } from '#renderer/ui/phone.ts';
import type { pushLog as texts } from '#shared/texts/en/pushLog.ts';

/** What a row says of a push: whom it is about, and what became of it. */
export interface PushWords {
  readonly who: string;
  /** Whether `who` is a number or an id, as it came. */
  readonly isNamed: boolean;
  readonly what: string;
}

interface Words {
  readonly t: TFunction<'pushLog'>;
  readonly statusWord: (status: string | null) => string;
}

export function describePush(push: Push, words: Words): PushWords {
  const { t } = words;
  const { records, recordCount, named, outcome } = push;
  const only = recordCount === 1 ? records[0] : undefined;
  const phone = only?.phone ?? (outcome === 'refused' ? named.phone : null);
  const id = only?.callId ?? named.callId;
  const isEvent = outcome === 'event' && recordCount <= 1;
  const name = isEvent ? t('outcome.event') : phone === null ? id : formatPhone(phone);
  const who = recordCount > 1 ? t('row.records', { count: recordCount }) : (name ?? t('row.noCall'));
  return { who, isNamed: recordCount <= 1 && name !== null, what: [whatBecame(push, words), ...replayWords(push, t)].filter((text) => text !== '').join(' · ') };
}

function whatBecame(push: Push, words: Words): string {
  const { t, statusWord } = words;
  const { records, recordCount, outcome } = push;
  const [first] = records;
  if (outcome === 'waiting') return t('row.waiting');
  if (recordCount > 1) return tallied(push, t);
  switch (outcome) {
    case 'refused':
      return shortRefusal(push, t);
    case 'event':
      return codeWord(push.code);
    case 'duplicate':
      return first?.delivery === undefined || first.delivery === null ? t('row.repeated') : t('row.delivery', { count: first.delivery, ordinal: true });
    case 'revision':
      return changeWords(first?.changes ?? [], words);
    case 'stored':
    case 'partial':
      return statusWord(first?.status ?? null);
  }
}

type ShortCode = keyof typeof texts.short;
const shortCodes: readonly ShortCode[] = ['-4', '-6', '-41', '-57', '-58', '-59'];

/** Why a push was refused, in a few words: the whole reason stands in the opened push. */
function shortRefusal({ code, reason }: Push, t: TFunction<'pushLog'>): string {
  const named = shortCodes.find((known) => known === code);
  if (named !== undefined) return t(`short.${named}`);
  return reason === null ? codeWord(code) : splitReason(reason)[0];
}

const codeWord = (code: string | null): string => code ?? '';

/** How many of a batch's records became what; a batch of which not all are listed is not tallied. */
function tallied({ records, recordCount }: Push, t: TFunction<'pushLog'>): string {
  if (records.length < recordCount) return '';
  const counts = Map.groupBy(records, ({ outcome }) => outcome);
  return pushOutcomes
    .flatMap((outcome: PushOutcome) => {
      const count = counts.get(outcome)?.length ?? 0;
      return count === 0 ? [] : [t('row.recordsOf', { count, outcome: t(`outcome.${outcome}`).toLowerCase() })];
    })
    .join(', ');
}

function replayWords({ replayOf, replayedAs }: Push, t: TFunction<'pushLog'>): string[] {
  return [...(replayOf === null ? [] : [t('row.replay')]), ...(replayedAs === null ? [] : [t('row.replayed')])];
}

/** A reason as heading and text: its first sentence without the full stop, and the rest. */
export function splitReason(reason: string): readonly [string, string] {
  const end = /[.:](?=\s+\p{Lu}|\s*$)/u.exec(reason)?.index;
  return end === undefined ? [reason, ''] : [reason.slice(0, end), reason.slice(end + 1).trim()];
}

type FieldName = keyof typeof texts.field;

/** The operator's word for a field of the platform's, else its name as it came. */
export function fieldWord(field: string, t: TFunction<'pushLog'>): string {
  const named = namedFields.find((name) => name === field);
  return named === undefined ? field.replace(/^(?:properties|dynamicProperties)\./, '') : t(`field.${named}`);
}

const namedFields: readonly FieldName[] = [
  'resultStatus', 'intentLevelDetailName', 'calledPhoneNumber', 'hangupBy', 'chatDuration', 'analysisBasis', 'customerConcern',
  'callDetailList', 'fullAudioUrl', 'customerAudioUrl', 'pay', 'billingTime', 'chatRound',
];

/** Whether a changed value can stand in a line: neither a list nor a map. */
export const isPlain = (text: string | null): boolean => text === null || !/^[[{]/.test(text);

function changeWords(changes: readonly PushChange[], words: Words): string {
  const { t } = words;
  const [first] = changes;
  if (first === undefined) return t('row.unchanged');
  const field = fieldWord(first.field, t);
  const change =
    isPlain(first.from) && isPlain(first.to)
      ? t('row.change', { field, from: valueWord(first.field, first.from, words), to: valueWord(first.field, first.to, words) })
      : field;
  return changes.length === 1 ? change : t('row.changeMore', { change, count: changes.length - 1 });
}

/** A changed value as an operator knows it: the status's word, the intent's letter. */
export function valueWord(field: string, value: string | null, { t, statusWord }: Words): string {
  if (value === null || value === '') return t('became.change.none');
  if (field === 'resultStatus') return statusWord(value);
  return field === 'intentLevelDetailName' ? (readIntent(value).level ?? value) : value;
}
