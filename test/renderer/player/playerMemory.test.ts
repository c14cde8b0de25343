import { describe, expect, it } from 'vitest';
import { createPlayerMemory } from '#renderer/player/playerMemory.ts';

function aStorage(kept: string | null = null) {
  const storage = { text: kept, getItem: () => storage.text, setItem: (_key: string, text: string) => void (storage.text = text) };
  return storage;
}
const first = { speed: 1, skipsSilence: false, evens: false, side: 'both' };

describe('createPlayerMemory', () => {
  it('reads back what it kept', () => {
    const memory = createPlayerMemory(aStorage());
    const habits = { speed: 1.5, skipsSilence: true, evens: true, side: 'customer' } as const;
    memory.keep(habits);
    expect(memory.read()).toEqual(habits);
  });

  it('begins plainly where nothing was kept, or nothing that can be read', () => {
    for (const kept of [null, '', 'oops', '[]', '7', 'null']) expect(createPlayerMemory(aStorage(kept)).read()).toEqual(first);
  });

  it('keeps what it can read beside what it cannot', () => {
    expect(createPlayerMemory(aStorage('{"speed":99,"skipsSilence":true,"side":"left"}')).read()).toEqual({ ...first, skipsSilence: true });
  });

  it('goes on where the browser keeps nothing', () => {
    const full = { getItem: () => null, setItem: () => { throw new Error('The quota is exceeded.'); } };
    expect(() => createPlayerMemory(full).keep({ ...first, side: 'both' })).not.toThrow();
  });
});
