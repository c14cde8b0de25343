import { ActionIcon, Menu } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/ui/Icon.tsx';
import { columns, densities, type FeedLook } from './feedLook.ts';

interface Props {
  readonly look: FeedLook;
  readonly onLook: (change: Partial<FeedLook>) => void;
}

/** What rows show, and how close they stand. */
export function LookMenu({ look: { density, hidden }, onLook }: Props): ReactNode {
  const { t } = useTranslation('feed');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('look.label')} title={t('look.label')}>
          <Icon of={IconAdjustmentsHorizontal} size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('look.columns')}</Menu.Label>
        {columns.map((column) => (
          <Menu.CheckboxItem key={column} checked={!hidden.includes(column)} onChange={(isShown) => onLook({ hidden: columns.filter((other) => (other === column ? !isShown : hidden.includes(other))) })}>
            {t(`look.column.${column}`)}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('look.density')}</Menu.Label>
        {densities.map((each) => (
          <Menu.RadioItem key={each} value={each} checked={each === density} onChange={() => onLook({ density: each })}>
            {t(`look.${each}`)}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
