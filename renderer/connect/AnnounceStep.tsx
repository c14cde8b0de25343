import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { alertLevels } from '#shared/model/statuses.ts';
import type { StatusGroup, StatusOverrides } from '#shared/model/statuses.ts';
import { AlertsButton } from '#renderer/alerts/index.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { statusIcon } from '#renderer/ui/StatusMark.tsx';
import { Step } from './Step.tsx';
import { alertOfGroup } from './alertLevels.ts';
import type { FirstRunStore } from './firstRunStore.ts';

interface Props {
  readonly firstRun: FirstRunStore;
  readonly overrides: StatusOverrides;
}

/** Chooses by group which calls are announced. */
export function AnnounceStep({ firstRun, overrides }: Props): ReactNode {
  const { t } = useTranslation('connect');
  const failed = useStore(firstRun.store, (state) => state.alertFailed);
  return (
    <Step
      number={3}
      title={t('announce.title')}
      isAsideOfTitle
      aside={<AlertsButton />}
      about={
        <>
          {t('announce.about')} <a href="#/settings/statuses">{t('announce.toSettings')}</a>
        </>
      }
    >
      <ul className="announce quiet-inputs">
        {shownGroups.map((group) => (
          <GroupRow key={group} group={group} overrides={overrides} firstRun={firstRun} />
        ))}
      </ul>
      {failed ? (
        <p className="step-state step-failure" role="alert">
          {t('announce.failed')}
        </p>
      ) : null}
    </Step>
  );
}

const shownGroups = ['handover', 'answered', 'lost', 'unreached', 'fault'] as const satisfies readonly StatusGroup[];

interface RowProps extends Props {
  readonly group: (typeof shownGroups)[number];
}

function GroupRow({ group, overrides, firstRun }: RowProps): ReactNode {
  const { t } = useTranslation(['connect', 'statuses']);
  const word = t(`group.${group}`, { ns: 'statuses' });
  const alert = alertOfGroup(group, overrides);
  const levels = alertLevels.map((level) => ({ value: level, label: t(`announce.level.${level}`) }));
  return (
    <li>
      <span className={`announce-group icon-${group}`}>
        <Icon of={statusIcon(group, null)} />
        {word}
      </span>
      <span className="announce-about">{t(`announce.group.${group}`)}</span>
      <Select
        aria-label={t('announce.levelOf', { group: word })}
        className={alert === 'none' ? 'announce-none' : ''}
        allowDeselect={false}
        data={levels}
        placeholder={t('announce.level.mixed')}
        value={alert === 'mixed' ? null : alert}
        onChange={(level) => level !== null && void firstRun.setGroupAlert(group, level)}
      />
    </li>
  );
}
