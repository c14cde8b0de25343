import { createContext, useCallback, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { SettingsView } from '#shared/model/settings.ts';
import { meaningOfStatus, type StatusOverrides } from '#shared/model/statuses.ts';
import { statusWord } from '#shared/texts/index.ts';
import type { SettingsState, SettingsStore } from './settingsStore.ts';

export const SettingsContext = createContext<SettingsStore['store']>(createStore<SettingsState>(() => ({ view: null })));

/** The settings with what belongs to them; null until they were read. They follow every change. */
export function useSettings(): SettingsView | null {
  return useStore(useContext(SettingsContext), (state) => state.view);
}

const noOverrides: StatusOverrides = {};

/** What the settings change of what statuses mean; nothing until they were read. */
export function useStatusOverrides(): StatusOverrides {
  return useSettings()?.settings.statuses ?? noOverrides;
}

/** The operator's word for a status: own label, else the catalogue's, else the code as it came. */
export function useStatusWord(): (status: string | null) => string {
  const { t } = useTranslation();
  const overrides = useStatusOverrides();
  return useCallback((status) => statusWord(t, status, meaningOfStatus(status, overrides)), [t, overrides]);
}

/** ISO 4217 code of the platform's money. */
export function useCurrency(): string {
  return useSettings()?.settings.platform.currency ?? 'USD';
}
