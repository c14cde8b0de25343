import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createStore } from 'zustand/vanilla';
import { ClientContext, type AppClient } from '#renderer/app/client.ts';
import { createBackupsStore } from '#renderer/settings/backupsStore.ts';
import { SettingsPage } from '#renderer/settings/SettingsPage.tsx';
import { allEditable, sectionOfSetting } from '#renderer/settings/settingNames.ts';
import { createSettingsStore } from '#renderer/settings/settingsStore.ts';
import { usualAlertRules } from '#shared/model/alertRule.ts';
import { settingsPatchSchema, settingsSchema } from '#shared/model/settings.ts';
import type { SettingsView } from '#shared/model/settings.ts';
import { createTexts } from '#shared/texts/index.ts';
import type { EarshotClient } from '#shared/contract/index.ts';
import { aSettingsView } from '../../support/settings.ts';

/** Dotted names of what a schema's objects hold, down to the first thing that is no object of named members. */
function leaves(schema: z.ZodType, path: readonly string[] = []): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return leaves(schema.unwrap() as z.ZodType, path);
  if (!(schema instanceof z.ZodObject)) return [path.join('.')];
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, member]) => leaves(member, [...path, name]));
}

function pageOf(view: SettingsView): string {
  const api = {} as Pick<EarshotClient, 'settings' | 'calls'>;
  const settings = createSettingsStore({ api, kept: createStore<{ readonly view: SettingsView | null }>(() => ({ view })), drafts: { read: () => ({}), write: () => {} } });
  return renderToStaticMarkup(
    <I18nextProvider i18n={createTexts()}>
      <MantineProvider>
        <ClientContext value={{} as AppClient}>
          <SettingsPage settings={settings} backups={createBackupsStore({} as Pick<EarshotClient, 'backups' | 'status'>)} rules={usualAlertRules} view={view} now={() => 0} at={null} />
        </ClientContext>
      </MantineProvider>
    </I18nextProvider>,
  );
}

const fieldsOn = (page: string): string[] => [...page.matchAll(/data-setting="([^"]+)"/g)].map(([, name = '']) => name);

describe('SettingsPage', () => {
  it('has a field for every setting of settings.json, once', () => {
    const names = leaves(settingsSchema).toSorted();
    expect(fieldsOn(pageOf(aSettingsView())).toSorted()).toEqual(names);
    expect(Object.keys(sectionOfSetting).toSorted()).toEqual(names);
  });

  it('can edit every setting that the core lets be changed', () => {
    expect([...allEditable].toSorted()).toEqual(leaves(settingsPatchSchema).toSorted());
  });

  it('names on top what waits for the next start', () => {
    const page = pageOf(aSettingsView({}, { restartNeeded: ['receiver.host', 'receiver.port'] }));
    expect(page).toContain('Listen on and Port take effect at the next start of Earshot.');
  });

  it('says who decides a setting instead, and disables its field', () => {
    const page = pageOf(aSettingsView({}, { decidedBy: { 'receiver.port': 'flag', 'ui.theme': 'environment' } }));
    expect(page).toContain('The flag --port decides this.');
    expect(page).toContain('An environment variable decides this.');
    expect(page.match(/data-setting="receiver\.port".*?<input[^>]*>/s)?.[0]).toContain('disabled');
  });

  it('warns of an address that others on the network can reach', () => {
    expect(pageOf(aSettingsView({ receiver: { host: '0.0.0.0' } }))).toContain('Others on the network can then reach the push address');
    expect(pageOf(aSettingsView())).not.toContain('Others on the network');
  });

  it('hides both keys until they are asked for', () => {
    const view = aSettingsView();
    const page = pageOf(view);
    expect(page).not.toContain(view.settings.receiver.key);
    expect(page).not.toContain(view.settings.ui.key);
  });
});
