import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconBell, IconBellOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/ui/Icon.tsx';
import { askPermission, useAlertPermission } from './permission.ts';
import './alerts.css';

/** Asks for the permission to show notifications, and afterwards says how it stands. */
export function AlertsButton(): ReactNode {
  const { t } = useTranslation('alerts');
  const permission = useAlertPermission();
  if (permission === 'ask') {
    return (
      <Button leftSection={<Icon of={IconBell} />} title={t('explain.ask')} onClick={() => void askPermission()}>
        {t('button.ask')}
      </Button>
    );
  }
  return (
    <Popover width={280} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon aria-label={t(`button.${permission}`)} title={t(`button.${permission}`)}>
          <Icon of={permission === 'on' || permission === 'host' ? IconBell : IconBellOff} size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <strong>{t(`button.${permission}`)}</strong>
        <p className="alerts-text">{t(`explain.${permission}`)}</p>
      </Popover.Dropdown>
    </Popover>
  );
}
