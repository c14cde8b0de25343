import { Button, Menu, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { IconPlus, IconVolume } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { alertActions, alertSounds, isStatusRule } from '#shared/model/alertRule.ts';
import type { AlertAction, AlertRule, AlertSound } from '#shared/model/alertRule.ts';
import { ruleName } from '#shared/texts/index.ts';
import type { Sounds } from '#renderer/alerts/index.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { KeyCaps } from '#renderer/ui/KeyCaps.tsx';
import { ariaShortcut, keys } from '#renderer/ui/keys.ts';
import { ConditionRow } from './ConditionRow.tsx';
import { conditionKinds, isSet, type ConditionKind } from './conditions.ts';
import { FollowUpDue, usualFollowUpMinutes } from './FollowUpDue.tsx';
import { iconOfAction } from './ruleWords.ts';
import type { RulesStore } from './rulesStore.ts';

interface Props {
  /** Whether the rule is named next. */
  readonly begins: boolean;
  readonly rules: RulesStore;
  readonly rule: AlertRule;
  readonly added: readonly ConditionKind[];
  readonly isUnsaved: boolean;
  readonly failed: boolean;
  readonly volume: number;
  readonly sounds: Sounds;
  readonly onStatuses: () => void;
}

/** One rule: which calls it fits, and what happens then. */
export function RuleEditor({ begins, rules, rule, added, isUnsaved, failed, volume, sounds, onStatuses }: Props): ReactNode {
  const { t } = useTranslation('rules');
  const { t: words } = useTranslation();
  const [isSure, setSure] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!begins) return;
    nameField.current?.focus();
    nameField.current?.select();
  }, [begins]);
  const { when, action, sound } = rule;
  const fixed = isStatusRule(rule);
  const shown = [...conditionKinds.filter((kind) => isSet(when, kind) && !added.includes(kind)), ...added];
  const left = conditionKinds.filter((kind) => !shown.includes(kind));
  return (
    <section className="rule-editor quiet-inputs" aria-label={ruleName(words, rule)}>
      <div className="rule-editor-head">
        <TextInput ref={nameField} className="rule-name-field" variant="unstyled" aria-label={t('name')} maxLength={60} disabled={fixed} value={ruleName(words, rule)} onChange={(event) => rules.change({ name: event.currentTarget.value })} />
        {isUnsaved ? (
          <>
            <span className="rule-state">{t('unsaved')}</span>
            <Button variant="subtle" color="gray" onClick={rules.revert}>
              {t('revert')}
            </Button>
            <Button variant="filled" rightSection={<KeyCaps row={keys.saveRule} />} aria-keyshortcuts={ariaShortcut(keys.saveRule)} onClick={() => void rules.save()}>
              {t('save')}
            </Button>
          </>
        ) : null}
      </div>
      {failed ? (
        <p className="rules-failed" role="alert">
          {t('failed')}
        </p>
      ) : null}
      {fixed ? (
        <p className="rules-note">
          {t('status.text')} <Button onClick={onStatuses}>{t('status.open')}</Button>
        </p>
      ) : null}

      <h2>{t('when')}</h2>
      {shown.length === 0 ? <p className="rules-note">{t('always')}</p> : null}
      <ul className="conditions">
        {shown.map((kind) => (
          <ConditionRow
            key={kind}
            kind={kind}
            kinds={[kind, ...left]}
            when={when}
            disabled={fixed}
            onChange={(next) => rules.change({ when: next })}
            onKind={(next) => {
              rules.removeCondition(kind);
              rules.addCondition(next);
            }}
            onRemove={() => rules.removeCondition(kind)}
          />
        ))}
      </ul>
      {fixed || left.length === 0 ? null : (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button className="condition-add" variant="subtle" color="gray" leftSection={<Icon of={IconPlus} />}>
              {t('addCondition')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {left.map((kind) => (
              <Menu.Item key={kind} onClick={() => rules.addCondition(kind)}>
                {t(`condition.${kind}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}

      <h2>{t('happens')}</h2>
      <SegmentedControl<AlertAction>
        className="rule-actions"
        fullWidth
        aria-label={t('thenLabel')}
        disabled={fixed}
        value={action}
        onChange={(next) => rules.change({ action: next })}
        data={alertActions.map((value) => ({
          value,
          label: (
            <span className="rule-action">
              <Icon of={iconOfAction[value]} size={16} className={`icon rule-icon-${value}`} />
              {t(`action.${value}`)}
            </span>
          ),
        }))}
      />
      <div className="rule-line">
        <span id="rule-sound">{t('sound')}</span>
        <span className="rule-sound">
          <Select<AlertSound>
            aria-labelledby="rule-sound"
            allowDeselect={false}
            disabled={fixed}
            data={alertSounds.map((value) => ({ value, label: t(`sounds.${value}`) }))}
            value={sound}
            onChange={(next) => next !== null && rules.change({ sound: next })}
          />
          <Button leftSection={<Icon of={IconVolume} />} disabled={sound === 'none'} onClick={() => sounds.play(sound, volume)}>
            {t('hear')}
          </Button>
        </span>
      </div>
      <div className="rule-line">
        <Switch label={t('hold')} disabled={fixed} checked={rule.holdInQuietHours} onChange={(event) => rules.change({ holdInQuietHours: event.currentTarget.checked })} />
        <small>{t('holdAbout')}</small>
      </div>
      <div className="rule-line">
        <Switch
          label={t('followUp')}
          disabled={fixed || action === 'nothing'}
          checked={rule.followUpMinutes !== null}
          onChange={(event) => rules.change({ followUpMinutes: event.currentTarget.checked ? usualFollowUpMinutes : null })}
        />
        {rule.followUpMinutes === null ? null : <FollowUpDue minutes={rule.followUpMinutes} disabled={fixed} onChange={(followUpMinutes) => rules.change({ followUpMinutes })} />}
      </div>
      <div className="rule-line">
        <Switch label={t('enabled')} disabled={fixed} checked={rule.enabled} onChange={(event) => rules.change({ enabled: event.currentTarget.checked })} />
        {fixed ? null : isSure ? (
          <span className="rule-remove">
            <Button color="red" onClick={() => void rules.remove()}>
              {t('removeSure')}
            </Button>
            <Button onClick={() => setSure(false)}>
              {t('keep')}
            </Button>
          </span>
        ) : (
          <Button variant="subtle" color="gray" onClick={() => setSure(true)}>
            {t('remove')}
          </Button>
        )}
      </div>
      <p className="rules-note">{t('fold')}</p>
    </section>
  );
}
