import type { TFunction } from 'i18next';
import type { AlertLogEntry } from '#shared/model/alert.ts';
import { ruleName } from './index.ts';

/** Why a call was told of or not: `by “Answered”, in one notification of 3 calls; reminded twice`. */
export function whyText(t: TFunction<'rules'>, words: TFunction, { rule, reason, run, noticeCount, reminders }: AlertLogEntry): string {
  const because = t(`entries.because.${reason}`, { rule: rule === null ? '' : ruleName(words, rule), count: reason === 'in-a-row' ? (run ?? 1) : (noticeCount ?? 1) });
  return reminders === 0 ? because : `${because}; ${t('entries.reminders', { count: reminders })}`;
}
