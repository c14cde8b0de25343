import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { createFirstRunStore } from '#renderer/connect/firstRunStore.ts';

function aDesk({ send = () => Promise.resolve({ callId: 'call-1' }) } = {}) {
  const asked: unknown[] = [];
  const api = { samples: { send: (input: unknown) => (asked.push(input), send()) } };
  const desk = createFirstRunStore({ api });
  return { desk, asked, state: () => desk.store.getState() };
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
});
