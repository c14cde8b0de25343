import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createFirstRunStore } from '#renderer/connect/firstRunStore.ts';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { SettingsPatch, SettingsView } from '#shared/model/settings.ts';
import { aSettingsView } from '../../support/settings.ts';

function aDesk({ send = () => Promise.resolve({ callId: 'call-1' }), reachable = true } = {}) {
  const asked: unknown[] = [];
  const kept = createStore<{ readonly view: SettingsView | null }>(() => ({ view: aSettingsView() }));
  const api = {
    samples: { send: (input: unknown) => (asked.push(input), send()) },
    settings: {
      update: (patch: SettingsPatch) => {
        asked.push(patch);
        return reachable ? Promise.resolve(aSettingsView({ statuses: patch.statuses ?? {} })) : Promise.reject(new Error('network'));
      },
    },
  };
  const desk = createFirstRunStore({ api: api as unknown as Pick<EarshotClient, 'samples' | 'settings'>, kept }); // what the store uses of them
  return { desk, kept, asked, state: () => desk.store.getState() };
}

describe('createFirstRunStore', () => {
  it('sends one test call in the chosen language, however often the button is pressed meanwhile', async () => {
    const { desk, asked, state } = aDesk();
    desk.chooseLanguage('zh');
    const sending = desk.sendTestCall();
    expect(state().testCall).toBe('sending');
    await desk.sendTestCall();
    await sending;
    expect(asked).toEqual([{ language: 'zh' }]);
    expect(state().testCall).toBe('sent');
  });

  it('tells a refused test call from a core that is out of reach', async () => {
    const refused = aDesk({ send: () => Promise.reject(new ORPCError('REFUSED', { defined: true, status: 502 })) });
    await refused.desk.sendTestCall();
    expect(refused.state().testCall).toBe('refused');
    const lost = aDesk({ send: () => Promise.reject(new Error('network')) });
    await lost.desk.sendTestCall();
    expect(lost.state().testCall).toBe('failed');
  });

  it('announces a group and shows the settings that came of it', async () => {
    const { desk, kept, asked } = aDesk();
    await desk.setGroupAlert('lost', 'urgent');
    expect(asked).toEqual([{ statuses: { CALL_LOSS: { alert: 'urgent' } } }]);
    expect(kept.getState().view?.settings.statuses).toEqual({ CALL_LOSS: { alert: 'urgent' } });
  });

  it('leaves the settings as they are where a choice could not be saved', async () => {
    const { desk, kept, state } = aDesk({ reachable: false });
    await desk.setGroupAlert('lost', 'urgent');
    expect(state().alertFailed).toBe(true);
    expect(kept.getState().view?.settings.statuses).toEqual({});
  });
});
