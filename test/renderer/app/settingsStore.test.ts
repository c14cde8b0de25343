import { afterEach, describe, expect, it } from 'vitest';
import type { EventHub } from '#renderer/app/events.ts';
import { createSettingsStore, type SettingsStore } from '#renderer/app/settingsStore.ts';
import type { SettingsView } from '#shared/model/settings.ts';
import { aCoreDouble } from '../../support/feed.ts';
import { aSettingsView } from '../../support/settings.ts';
import { waitFor } from '../../support/waitFor.ts';

const open: (EventHub | SettingsStore)[] = [];
afterEach(() => {
  for (const part of open.splice(0)) part.close();
});

/** A store whose questions wait until the test answers or fails them. */
function aStore() {
  const core = aCoreDouble();
  const questions: PromiseWithResolvers<SettingsView>[] = [];
  const get = (): Promise<SettingsView> => {
    const question = Promise.withResolvers<SettingsView>();
    questions.push(question);
    return question.promise;
  };
  const events = core.hub();
  const settings = createSettingsStore({ api: { ...core.api, settings: { get } } as unknown as typeof core.api, events }); // the store asks for the settings only
  open.push(settings, events);
  return { core, questions, view: () => settings.store.getState().view };
}

const inEuros = aSettingsView({ platform: { currency: 'EUR' } });
const inYuan = aSettingsView({ platform: { currency: 'CNY' } });

describe('createSettingsStore', () => {
  it('reads the settings, and again after each change', async () => {
    const { core, questions, view } = aStore();
    await waitFor(() => questions.length === 1);
    questions[0]?.resolve(inEuros);
    await waitFor(() => view() !== null);
    expect(view()).toEqual(inEuros);
    core.emit({ kind: 'settings' });
    await waitFor(() => questions.length === 2);
    questions[1]?.resolve(inYuan);
    await waitFor(() => view()?.settings.platform.currency === 'CNY');
  });

  it('keeps the newest where an older answer comes after it', async () => {
    const { core, questions, view } = aStore();
    await waitFor(() => questions.length === 1);
    core.emit({ kind: 'settings' });
    await waitFor(() => questions.length === 2);
    questions[1]?.resolve(inYuan);
    await waitFor(() => view() !== null);
    questions[0]?.resolve(inEuros);
    await questions[0]?.promise;
    expect(view()).toEqual(inYuan);
  });

  it('keeps what it has where they cannot be read', async () => {
    const { core, questions, view } = aStore();
    await waitFor(() => questions.length === 1);
    questions[0]?.resolve(inEuros);
    await waitFor(() => view() !== null);
    core.emit({ kind: 'settings' });
    await waitFor(() => questions.length === 2);
    questions[1]?.reject(new Error('the line was cut'));
    await expect(questions[1]?.promise).rejects.toThrow('the line was cut');
    expect(view()).toEqual(inEuros);
  });
});
