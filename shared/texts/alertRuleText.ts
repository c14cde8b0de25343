import type { TFunction } from 'i18next';
import type { AlertRule } from '#shared/model/alertRule.ts';

/** What a rule does, in a few words: `Urgent, task 1042`; of no rule, nothing. */
export function doesInWords(t: TFunction<'rules'>, rule: Pick<AlertRule, 'enabled' | 'action' | 'when'> | null): string {
  if (rule === null) return t('does.nothing');
  const { enabled, action, when } = rule;
  if (!enabled) return t('off');
  const parts: string[] = [t(`does.${action}`)];
  if (when.inARow !== null) parts.push(t('perRun', { count: when.inARow }));
  if (when.tasks.length > 0) parts.push(`${t('condition.task')} ${when.tasks.join(', ')}`);
  if (when.words.length > 0) parts.push(`“${when.words.slice(0, 3).join(', ')}”`);
  return parts.join(', ');
}
