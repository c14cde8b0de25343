import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createSettingsStore, formWithEdits, unsavedNames } from '#renderer/settings/settingsStore.ts';
import type { Drafts, SettingsEdits } from '#renderer/settings/settingsStore.ts';
import type { SettingsPatch, SettingsView } from '#shared/model/settings.ts';
import type { EarshotClient } from '#shared/contract/index.ts';
import { aSettingsView } from '../../support/settings.ts';

type Update = (patch: SettingsPatch) => Promise<SettingsView>;

interface Given {
  readonly update?: Update;
  readonly rotateKey?: () => Promise<SettingsView>;
  readonly edits?: SettingsEdits;
}

function aScreen({ update = () => Promise.resolve(aSettingsView()), rotateKey = () => Promise.resolve(aSettingsView()), edits = {} }: Given = {}) {
  const view = aSettingsView();
  const patches: SettingsPatch[] = [];
  const kept = createStore<{ readonly view: SettingsView | null }>(() => ({ view }));
  let written = edits;
  const drafts: Drafts = { read: () => edits, write: (next) => void (written = next) };
  const settings = { update: (patch: SettingsPatch) => (patches.push(patch), update(patch)), rotateKey, endPreviousKey: () => rotateKey() };
  const calls = { counts: () => Promise.resolve({ since: {}, all: { ANSWERED: 3, LINE_INTERCEPT: 1 } }) };
  const screen = createSettingsStore({ api: { settings, calls } as unknown as Pick<EarshotClient, 'settings' | 'calls'>, kept, drafts }); // what the store uses of them
  return { screen, kept, patches, written: () => written, state: () => screen.store.getState() };
}

describe('createSettingsStore', () => {
  it('keeps edits apart from the settings, so that what changes elsewhere still shows', () => {
    const { screen, state } = aScreen();
    screen.edit('receiver.port', '5000');
    const elsewhere = aSettingsView({ platform: { currency: 'EUR' } });
    expect(formWithEdits(elsewhere, state().edits)).toMatchObject({ 'receiver.port': '5000', 'platform.currency': 'EUR' });
    expect(unsavedNames(elsewhere, state().edits, 'receiving')).toEqual(['receiver.port']);
    expect(unsavedNames(elsewhere, state().edits, 'platform')).toEqual([]);
  });

  it('saves the changed settings of one section and no others', async () => {
    const saved = aSettingsView({ receiver: { port: 5000 } }, { restartNeeded: ['receiver.port'] });
    const { screen, kept, patches, state, written } = aScreen({ update: () => Promise.resolve(saved) });
    screen.edit('receiver.port', '5000');
    screen.edit('platform.currency', 'EUR');
    await screen.save('receiving');
    expect(patches).toEqual([{ receiver: { port: 5000 } }]);
    expect(kept.getState().view).toBe(saved);
    expect(state()).toEqual({ edits: { 'platform.currency': 'EUR' }, problems: {}, saves: { receiving: 'saved' }, keyChange: null, seenStatuses: [] });
    expect(written()).toEqual({ 'platform.currency': 'EUR' });
  });

  it('asks the core for nothing while a field does not fit, and says which', async () => {
    const { screen, patches, state } = aScreen();
    screen.edit('receiver.port', '70000');
    screen.edit('receiver.host', '0.0.0.0');
    await screen.save('receiving');
    expect(patches).toEqual([]);
    expect(state().problems).toEqual({ 'receiver.port': { from: 'form' } });
    screen.edit('receiver.port', '7000');
    expect(state().problems).toEqual({});
  });

  it('puts the core’s problems at their fields and keeps the edits', async () => {
    const problems = [{ setting: 'receiver.answer.contentType', problem: 'must be a content type' }];
    const refusal = new ORPCError('INVALID_SETTINGS', { defined: true, status: 422, data: { problems } });
    const { screen, state } = aScreen({ update: () => Promise.reject(refusal) });
    const answer = { kind: 'own', text: 'OK', contentType: 'text/plain' } as const;
    screen.edit('receiver.answer', answer);
    await screen.save('receiving');
    expect(state()).toEqual({
      edits: { 'receiver.answer': answer },
      problems: { 'receiver.answer': { from: 'core', problem: 'must be a content type' } },
      saves: {},
      keyChange: null,
      seenStatuses: [],
    });
  });

  it('keeps the edits when the core is out of reach', async () => {
    const { screen, state } = aScreen({ update: () => Promise.reject(new Error('network')) });
    screen.edit('platform.currency', 'EUR');
    await screen.save('platform');
    expect(state()).toEqual({ edits: { 'platform.currency': 'EUR' }, problems: {}, saves: { platform: 'unreachable' }, keyChange: null, seenStatuses: [] });
  });

  it('keeps what was typed while a save was under way', async () => {
    const answered = Promise.withResolvers<SettingsView>();
    const { screen, state } = aScreen({ update: () => answered.promise });
    screen.edit('platform.currency', 'EUR');
    const saving = screen.save('platform');
    screen.edit('platform.currency', 'THB');
    answered.resolve(aSettingsView({ platform: { currency: 'EUR' } }));
    await saving;
    expect(state().edits).toEqual({ 'platform.currency': 'THB' });
  });

  it('shows the new key as soon as it is made, and says where it could not be', async () => {
    const rotated = aSettingsView({ receiver: { key: 'new-key-0123456789abcdef' } });
    const { screen, kept, state } = aScreen({ rotateKey: () => Promise.resolve(rotated) });
    const made = screen.rotateKey(3_600_000);
    expect(state().keyChange).toBe('under way');
    await made;
    expect(state().keyChange).toBe('made');
    expect(kept.getState().view).toBe(rotated);
    await screen.endPreviousKey('cdef');
    expect(state().keyChange).toBe('ended');
    const away = aScreen({ rotateKey: () => Promise.reject(new Error('network')) });
    await away.screen.rotateKey(0);
    expect(away.state().keyChange).toBe('unreachable');
  });

  it('takes back the edits of one section', () => {
    const { screen, state } = aScreen({ edits: { 'platform.currency': 'EUR', 'receiver.port': '5000' } });
    screen.revert('platform');
    expect(state().edits).toEqual({ 'receiver.port': '5000' });
  });

  it('saves a harmless setting at once and leaves other edits of its section alone', async () => {
    const saved = aSettingsView({ ui: { theme: 'dark' } });
    const { screen, patches, state } = aScreen({ update: () => Promise.resolve(saved) });
    screen.edit('ui.port', '5001');
    await screen.saveNow('screen', 'ui.theme', 'dark');
    expect(patches).toEqual([{ ui: { theme: 'dark' } }]);
    expect(state().edits).toEqual({ 'ui.port': '5001' });
  });

  it('learns which statuses calls have come with', async () => {
    const { screen, state } = aScreen();
    await screen.loadSeenStatuses(1000);
    expect(state().seenStatuses).toEqual(['ANSWERED', 'LINE_INTERCEPT']);
  });
});
