import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconBell, IconBellOff, IconBellPause } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/ui/Icon.tsx';
import { askPermission, useAlertPermission } from './permission.ts';
import type { Quiet } from './quiet.ts';
import './alerts.css';

interface Props {
  /** Why they wait now; null where they do not. */
  readonly quiet?: Quiet | null;
  /** What can be done where notifications are shown. */
  readonly children?: ReactNode;
}

/** Asks for the permission to show notifications, and afterwards says how it stands. */
export function AlertsButton({ quiet = null, children = null }: Props): ReactNode {
  const { t } = useTranslation('alerts');
  const permission = useAlertPermission();
  if (permission === 'ask') {
    return (
      <Button leftSection={<Icon of={IconBell} />} title={t('explain.ask')} onClick={() => void askPermission()}>
        {t('button.ask')}
      </Button>
    );
  }
  const isOn = permission === 'on' || permission === 'host';
  const waits = isOn ? quiet : null;
  const label = waits === null ? t(`button.${permission}`) : t(`quiet.${waits.because}`, { time: waits.until });
  return (
    <Popover width={280} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon aria-label={label} title={label}>
          <Icon of={waits !== null ? IconBellPause : isOn ? IconBell : IconBellOff} size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <strong>{label}</strong>
        <p className="alerts-text">{t(waits === null ? `explain.${permission}` : `quietText.${waits.because}`)}</p>
        {isOn ? children : null}
      </Popover.Dropdown>
    </Popover>
  );
}
