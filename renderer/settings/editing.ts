import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { AlertRule } from '#shared/model/alertRule.ts';
import type { SettingsView } from '#shared/model/settings.ts';
import type { BackupsStore } from './backupsStore.ts';
import { deciderNames } from './settingNames.ts';
import type { EditableName, SectionName } from './settingNames.ts';
import type { SettingsForm } from './settingsForm.ts';
import { formWithEdits, unsavedNames } from './settingsStore.ts';
import type { SaveState, SettingsStore } from './settingsStore.ts';

/** What the sections of the screen work with. */
export interface Editing {
  readonly view: SettingsView;
  readonly settings: SettingsStore;
  readonly backups: BackupsStore;
  /** What the alert rules are; null until they are known. */
  readonly rules: readonly AlertRule[] | null;
  readonly now: () => number;
}

export const EditingContext = createContext<Editing | null>(null);

/** The settings being edited; throws outside of the settings screen. */
export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === null) throw new Error('useEditing needs an EditingContext above it');
  return editing;
}

export interface SettingField<Value> {
  readonly value: Value;
  readonly set: (value: Value) => void;
  /** Why the value does not fit, in words; null where it does or was not checked yet. */
  readonly problem: string | null;
  /** Who decides the setting instead of this screen, in words; null where the screen does. */
  readonly decidedBy: string | null;
}

/** One setting as its field shows it. */
export function useSetting<N extends EditableName>(name: N): SettingField<SettingsForm[N]> {
  const { view, settings } = useEditing();
  const { t } = useTranslation('settings');
  const edits = useStore(settings.store, (state) => state.edits);
  const problem = useStore(settings.store, (state) => state.problems[name]);
  const source = view.decidedBy[name];
  const decider = source === undefined ? undefined : deciderNames[name]?.[source];
  const unnamed = source === undefined ? null : t(`decided.${source}Unnamed`);
  return {
    // What is decided elsewhere cannot be edited here, whatever an older draft says.
    value: formWithEdits(view, source === undefined ? edits : {})[name],
    set: (value) => settings.edit(name, value),
    problem: problem === undefined ? null : problem.from === 'form' ? t(`fields.${name}.problem`) : t('fromCore', { problem: problem.problem }),
    decidedBy: source !== undefined && decider !== undefined ? t(`decided.${source}`, { name: decider }) : unnamed,
  };
}

export interface SectionEditing {
  readonly unsavedCount: number;
  readonly save: SaveState | null;
}

/** How a section's edits stand. */
export function useSection(section: SectionName): SectionEditing {
  const { view, settings } = useEditing();
  const unsavedCount = useStore(settings.store, ({ edits }) => unsavedNames(view, edits, section).length);
  const save = useStore(settings.store, ({ saves }) => saves[section] ?? null);
  return { unsavedCount, save };
}
