import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconListDetails, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertRule } from '#shared/model/alertRule.ts';
import { isStatusRule } from '#shared/model/alertRule.ts';
import { doesInWords } from '#shared/texts/alertRuleText.ts';
import { ruleName } from '#shared/texts/index.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { iconOfAction } from './ruleWords.ts';
import { logShown } from './rulesStore.ts';

interface Props {
  /** In order; those that were never saved come first. */
  readonly rules: readonly AlertRule[];
  readonly unsaved: ReadonlySet<string>;
  /** Of the last calls, by rule; null until known. */
  readonly counts: Readonly<Record<string, number>> | null;
  /** How many calls these are. */
  readonly countedCalls: number;
  readonly shown: string | null;
  readonly onShow: (id: string) => void;
  readonly onAdd: () => void;
  readonly onMove: (by: 1 | -1) => void;
}

/** The rules in the order in which they are tried, and the log. */
export function RuleList({ rules, unsaved, counts, countedCalls, shown, onShow, onAdd, onMove }: Props): ReactNode {
  const { t } = useTranslation('rules');
  const { t: words } = useTranslation();
  const countOf = (id: string): ReactNode => {
    const count = counts?.[id] ?? 0;
    return counts === null ? null : (
      <span className="rule-count" aria-label={t('count', { count })}>
        {formatCount(count)}
      </span>
    );
  };
  return (
    <>
      <div className="rules-list-head">
        <h1>{t('title')}</h1>
        <ActionIcon aria-label={t('add')} title={t('add')} onClick={onAdd}>
          <Icon of={IconPlus} size={16} />
        </ActionIcon>
      </div>
      <p className="rules-about">{t('about', { count: countedCalls })}</p>
      <ol className="rules-list" aria-label={t('list')}>
        {rules.map((rule) => {
          const name = ruleName(words, rule);
          const isShown = rule.id === shown;
          const canMove = isShown && !unsaved.has(rule.id) && !isStatusRule(rule);
          return (
            <li key={rule.id} className={isShown ? 'rule-item rule-item-shown' : 'rule-item'}>
              <UnstyledButton className="rule-open" data-rule={rule.id} aria-current={isShown ? 'true' : undefined} onClick={() => onShow(rule.id)}>
                <Icon of={iconOfAction[rule.action]} size={16} className={`icon rule-icon-${rule.enabled ? rule.action : 'nothing'}`} />
                <span className="rule-words">
                  <span className="rule-name">
                    {name}
                    {unsaved.has(rule.id) ? <span className="rule-unsaved" title={t('unsaved')} /> : null}
                  </span>
                  <span className="rule-does">{isStatusRule(rule) ? `${doesInWords(t, rule)}, ${t('fromSettings')}` : doesInWords(t, rule)}</span>
                </span>
                {countOf(rule.id)}
              </UnstyledButton>
              {canMove ? (
                <span className="rule-moves">
                  <ActionIcon size={20} aria-label={t('move.up', { name })} aria-keyshortcuts={ariaShortcut(keys.moveRule)} onClick={() => onMove(-1)}>
                    <Icon of={IconChevronUp} />
                  </ActionIcon>
                  <ActionIcon size={20} aria-label={t('move.down', { name })} aria-keyshortcuts={ariaShortcut(keys.moveRule)} onClick={() => onMove(1)}>
                    <Icon of={IconChevronDown} />
                  </ActionIcon>
                </span>
              ) : null}
            </li>
          );
        })}
        <li className="rule-item rule-else">
          <Icon of={iconOfAction.nothing} size={16} />
          <span className="rule-words">
            <span className="rule-name">{t('else.name')}</span>
            <span className="rule-does">{t('else.does')}</span>
          </span>
          {countOf('')}
        </li>
      </ol>
      <UnstyledButton className={shown === logShown ? 'rule-open rules-log rule-item-shown' : 'rule-open rules-log'} aria-current={shown === logShown ? 'true' : undefined} onClick={() => onShow(logShown)}>
        <Icon of={IconListDetails} size={16} />
        <span className="rule-name">{t('log.open')}</span>
      </UnstyledButton>
    </>
  );
}
