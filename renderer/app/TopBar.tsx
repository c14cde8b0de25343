import { ActionIcon } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus } from '#shared/model/status.ts';
import { AlertsBell, type AlertsStore } from '#renderer/alerts/index.ts';
import { SearchBox } from '#renderer/search/index.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { BrandMark } from './BrandMark.tsx';
import { HealthButton } from './HealthButton.tsx';
import { PaletteButton } from './PaletteButton.tsx';
import './top.css';

interface Props {
  /** What the search box searches, what it searches for, and what it calls. */
  readonly search: { readonly covers: 'calls' | 'pushes'; readonly q: string; readonly onSearch: (q: string) => void };
  readonly status: AppStatus | null;
  readonly alerts: AlertsStore;
  readonly inSettings: boolean;
  readonly onHome: () => void;
  readonly onPalette: () => void;
  readonly onSettings: () => void;
}

/** Name, search, health, alerts, commands and settings. */
export function TopBar({ search, status, alerts, inSettings, onHome, onPalette, onSettings }: Props): ReactNode {
  const { t } = useTranslation('app');
  return (
    <header className="top">
      <BrandMark onHome={onHome} />
      <div className="top-search">
        {/* Another screen's search is another box: what is typed belongs to one of them. */}
        <SearchBox key={search.covers} covers={search.covers} value={search.q} onSearch={search.onSearch} />
      </div>
      <HealthButton status={status} />
      <AlertsBell alerts={alerts} />
      <PaletteButton onOpen={onPalette} />
      <ActionIcon aria-label={t('nav.settings')} title={t('nav.settings')} aria-current={inSettings ? 'page' : undefined} onClick={onSettings}>
        <Icon of={IconSettings} size={16} />
      </ActionIcon>
    </header>
  );
}
