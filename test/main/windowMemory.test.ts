import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWindowMemory } from '../../electron/main/windowMemory.ts';

describe('createWindowMemory', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'earshot-window-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('knows how the window was left', () => {
    const memory = createWindowMemory(join(dir, 'window.json'));
    expect(memory.read()).toEqual({});
    const left = { place: { x: 1, y: 2, width: 1000, height: 700 }, maximized: true };
    memory.keep(left);
    expect(createWindowMemory(join(dir, 'window.json')).read()).toEqual(left);
  });

  it('keeps what a later change leaves out', () => {
    const memory = createWindowMemory(join(dir, 'window.json'));
    memory.keep({ zoomLevel: 0.5, toldOfTray: true });
    memory.keep({ zoomLevel: -1 });
    expect(memory.read()).toEqual({ zoomLevel: -1, toldOfTray: true });
  });

  it.each(['', '{', '[]', '{"place":{"x":0,"y":0,"width":-5,"height":9},"maximized":false}', '{"zoomLevel":40}'])('takes %j for nothing', (text) => {
    writeFileSync(join(dir, 'window.json'), text);
    expect(createWindowMemory(join(dir, 'window.json')).read()).toEqual({});
  });

  it('does without where nothing can be written', () => {
    expect(() => createWindowMemory(join(dir, 'gone', 'window.json')).keep({ place: { x: 0, y: 0, width: 1, height: 1 }, maximized: false })).not.toThrow();
  });
});
