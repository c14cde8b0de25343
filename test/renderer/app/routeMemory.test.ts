import { describe, expect, it } from 'vitest';
import { readRoute } from '#renderer/app/route.ts';
import { createRouteMemory } from '#renderer/app/routeMemory.ts';

function aStorage() {
  const storage = { text: null as string | null, getItem: () => storage.text, setItem: (_key: string, text: string) => void (storage.text = text) };
  return storage;
}

describe('createRouteMemory', () => {
  it('begins where the desk was left, whatever screen was shown last', () => {
    const memory = createRouteMemory(aStorage());
    memory.keep(readRoute('/pushes', '?view=lost&q=price&status=BUSY&task=7&call=call-1&push=3'));
    expect(memory.begin('/', '')).toBe('/?view=lost&q=price&status=BUSY&task=7&call=call-1');
  });

  it('leaves a page alone that was told where to go', () => {
    const memory = createRouteMemory(aStorage());
    memory.keep(readRoute('/', '?view=lost'));
    expect([memory.begin('/', '?call=call-2'), memory.begin('/settings', ''), memory.begin('/', '?view=answered')]).toEqual([null, null, null]);
  });

  it('has nowhere to go where nothing was kept, or nothing but the beginning', () => {
    const memory = createRouteMemory(aStorage());
    expect(memory.begin('/', '')).toBeNull();
    memory.keep(readRoute('/', ''));
    expect(memory.begin('/', '')).toBeNull();
  });
});
