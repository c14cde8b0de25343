import { ActionIcon, Select } from '@mantine/core';
import { IconVolume } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { alertActions, alertSounds, ruleOfEvery, usualAlertRules, usualSounds } from '#shared/model/alertRule.ts';
import type { AlertAction, AlertRule, AlertSound } from '#shared/model/alertRule.ts';
import type { AlertsView } from '#shared/model/alert.ts';
import type { StatusGroup } from '#shared/model/statuses.ts';
import { AlertsButton, createSounds, type AlertsStore, type Sounds } from '#renderer/alerts/index.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { statusIcon } from '#renderer/ui/StatusMark.tsx';
import { Step } from './Step.tsx';

interface Props {
  readonly alerts: AlertsStore;
}

/** Chooses by group which calls are announced, and how that sounds: each is the alert rule of the group. */
export function AnnounceStep({ alerts }: Props): ReactNode {
  const { t } = useTranslation('connect');
  const { view, failed } = useStore(alerts.store);
  const [sounds] = useState(createSounds);
  return (
    <Step
      number={3}
      title={t('announce.title')}
      isAsideOfTitle
      aside={<AlertsButton />}
      about={
        <>
          {t('announce.about')} <a href="#/rules">{t('announce.toRules')}</a>
        </>
      }
    >
      <ul className="announce quiet-inputs">{view === null ? null : shownGroups.map((group) => <GroupRow key={group} group={group} view={view} alerts={alerts} sounds={sounds} />)}</ul>
      {failed === null ? null : (
        <p className="step-state step-failure" role="alert">
          {t('announce.failed')}
        </p>
      )}
    </Step>
  );
}

const shownGroups = ['handover', 'answered', 'lost', 'unreached', 'fault'] as const satisfies readonly StatusGroup[];

interface RowProps extends Props {
  readonly group: (typeof shownGroups)[number];
  readonly view: AlertsView;
  readonly sounds: Sounds;
}

function GroupRow({ group, view: { rules, volume }, alerts, sounds }: RowProps): ReactNode {
  const { t } = useTranslation(['connect', 'statuses', 'rules']);
  const word = t(`group.${group}`, { ns: 'statuses' });
  const rule = ruleOfEvery({ status: null, group }, rules) ?? usualAlertRules.find(({ id }) => id === group && rules.every((other) => other.id !== id)) ?? null;
  const save = (change: Partial<AlertRule>): void => {
    if (rule !== null) void alerts.save({ ...rule, ...change });
  };
  /** Who has it be heard now hears something. */
  const setAction = (action: AlertAction): void => save(rule?.sound === 'none' ? { action, sound: usualSounds[action] } : { action });
  const isHeard = rule !== null && usualSounds[rule.action] !== 'none';
  return (
    <li>
      <span className={`announce-group icon-${group}`}>
        <Icon of={statusIcon(group, null)} />
        {word}
      </span>
      <span className="announce-about">{t(`announce.group.${group}`)}</span>
      <Select<AlertAction>
        aria-label={t('announce.levelOf', { group: word })}
        className={rule?.action === 'nothing' ? 'announce-none' : ''}
        allowDeselect={false}
        disabled={rule === null}
        data={alertActions.map((value) => ({ value, label: t(`rules:does.${value}`) }))}
        placeholder={t('announce.mixed')}
        value={rule?.action ?? null}
        onChange={(action) => action !== null && setAction(action)}
      />
      {isHeard ? (
        <span className="announce-sound">
          <Select<AlertSound>
            aria-label={t('announce.soundOf', { group: word })}
            allowDeselect={false}
            data={alertSounds.map((value) => ({ value, label: t(`rules:sounds.${value}`) }))}
            value={rule.sound}
            onChange={(sound) => {
              if (sound === null) return;
              sounds.play(sound, volume);
              save({ sound });
            }}
          />
          <ActionIcon aria-label={t('announce.hear', { group: word })} title={t('rules:hear')} disabled={rule.sound === 'none'} onClick={() => sounds.play(rule.sound, volume)}>
            <Icon of={IconVolume} />
          </ActionIcon>
        </span>
      ) : null}
    </li>
  );
}
