import { ActionIcon } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus } from '#shared/model/status.ts';
import { AlertsButton } from '#renderer/alerts/index.ts';
import { SearchBox } from '#renderer/search/index.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { BrandMark } from './BrandMark.tsx';
import { HealthButton } from './HealthButton.tsx';

interface Props {
  readonly q: string;
  readonly status: AppStatus | null;
  readonly inSettings: boolean;
  readonly onSearch: (q: string) => void;
  readonly onHome: () => void;
  readonly onSettings: () => void;
}

/** Name, search, health, alerts and settings. */
export function TopBar({ q, status, inSettings, onSearch, onHome, onSettings }: Props): ReactNode {
  const { t } = useTranslation('app');
  return (
    <header className="top">
      <BrandMark onHome={onHome} />
      <div className="top-search">
        <SearchBox value={q} onSearch={onSearch} />
      </div>
      <HealthButton status={status} />
      <AlertsButton />
      <ActionIcon aria-label={t('nav.settings')} title={t('nav.settings')} aria-current={inSettings ? 'page' : undefined} onClick={onSettings}>
        <Icon of={IconSettings} size={16} />
      </ActionIcon>
    </header>
  );
}
