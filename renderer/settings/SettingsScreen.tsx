import { useContext, useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useHashLocation } from 'wouter/use-hash-location';
import type { AlertsStore } from '#renderer/alerts/index.ts';
import { useClient } from '#renderer/app/client.ts';
import { SettingsContext, useSettings } from '#renderer/app/settings.ts';
import { SkeletonRows } from '#renderer/ui/SkeletonRows.tsx';
import { SettingsPage } from './SettingsPage.tsx';
import { createBackupsStore } from './backupsStore.ts';
import { createDrafts } from './drafts.ts';
import { allEditable, sectionNames } from './settingNames.ts';
import { createSettingsStore } from './settingsStore.ts';

interface Props {
  readonly alerts: AlertsStore;
}

/** The settings screen; `#/settings/<section>` or `#/settings/<setting>` opens it there. */
export function SettingsScreen({ alerts }: Props): ReactNode {
  const { api } = useClient();
  const kept = useContext(SettingsContext);
  const view = useSettings();
  const rules = useStore(alerts.store, (state) => state.view?.rules ?? null);
  const [settings] = useState(() => createSettingsStore({ api, kept, drafts: createDrafts(() => window.localStorage) }));
  const [backups] = useState(() => createBackupsStore(api));
  const [path] = useHashLocation();
  useEffect(() => void settings.loadSeenStatuses(Date.now()), [settings]);
  if (view === null) return <SkeletonRows heights={[48, 48, 48, 48, 48, 48]} />;
  return <SettingsPage settings={settings} backups={backups} rules={rules} view={view} now={Date.now} at={[...sectionNames, ...allEditable].find((name) => path === `/settings/${name}`) ?? null} />;
}
