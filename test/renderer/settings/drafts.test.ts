import { describe, expect, it } from 'vitest';
import { createDrafts } from '#renderer/settings/drafts.ts';

function aStorage(initial: Record<string, string> = {}) {
  const items = new Map(Object.entries(initial));
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

describe('createDrafts', () => {
  it('reads the edits that it wrote', () => {
    const storage = aStorage();
    createDrafts(() => storage).write({ 'receiver.port': '5000', statuses: { BUSY: { alert: 'urgent' } } });
    expect(createDrafts(() => storage).read()).toEqual({ 'receiver.port': '5000', statuses: { BUSY: { alert: 'urgent' } } });
  });

  it('leaves nothing behind once there are no edits', () => {
    const storage = aStorage();
    const drafts = createDrafts(() => storage);
    drafts.write({ 'receiver.port': '5000' });
    drafts.write({});
    expect(storage.items.size).toBe(0);
  });

  it('never gives a secret to the browser to keep', () => {
    const storage = aStorage();
    const signature = { isOn: true, isKept: false, apiKey: 'LILIN888', secret: 'the-secret', windowMinutes: '5' };
    const basic = { isOn: true, isKept: false, user: 'platform', password: 'the-password' };
    createDrafts(() => storage).write({ 'receiver.signature': signature, 'receiver.basic': basic });
    expect(createDrafts(() => storage).read()).toEqual({ 'receiver.signature': { ...signature, secret: '' }, 'receiver.basic': { ...basic, password: '' } });
  });

  it.each(['{', '[]', '{"receiver.port":5}'])('begins without edits where the browser holds %s', (text) => {
    expect(createDrafts(() => aStorage({ 'earshot.settings.unsaved': text })).read()).toEqual({});
  });

  it('goes without where the browser keeps nothing', () => {
    const drafts = createDrafts(() => {
      throw new Error('denied');
    });
    drafts.write({ 'receiver.port': '5000' });
    expect(drafts.read()).toEqual({});
  });
});
