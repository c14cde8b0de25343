import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { keys as keyTexts } from '#shared/texts/en/keys.ts';
import { createTexts } from '#shared/texts/index.ts';
import { keys, strokeOf } from '#renderer/ui/keys.ts';
import { menuTemplate } from '../../electron/main/menuTemplate.ts';

const name = ({ label, role, type }: MenuItemConstructorOptions): string => role ?? label ?? type ?? '';
const templateOf = (platform: NodeJS.Platform, isPackaged = true, press: (row: string) => void = () => {}): MenuItemConstructorOptions[] =>
  menuTemplate({ texts: createTexts(), platform, isPackaged, press, resize: (by) => press(by), showDataDir: () => {}, showLogs: () => {} });
const itemsOf = (template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] => template.flatMap(({ submenu }) => submenu as MenuItemConstructorOptions[]);
const namesOf = (platform: NodeJS.Platform, isPackaged = true): Record<string, string[]> =>
  Object.fromEntries(templateOf(platform, isPackaged).map((item) => [item.label ?? item.role ?? '', (item.submenu as MenuItemConstructorOptions[]).filter(({ visible }) => visible !== false).map(name).filter((text) => text !== 'separator')]));

describe('menuTemplate', () => {
  it('has the application’s own menu first on a Mac', () => {
    expect(namesOf('darwin')).toEqual({
      appMenu: ['about', 'Settings…', 'services', 'hide', 'hideOthers', 'unhide', 'quit'],
      File: ['close'],
      Edit: ['Undo', 'Redo', 'cut', 'copy', 'paste', 'selectAll'],
      View: ['Command palette', 'Larger', 'Smaller', 'Usual size', 'togglefullscreen'],
      Call: ['Next call worth hearing', 'Star', 'Mark read', 'Note', 'Follow-up', 'Call back', 'Find in transcript', 'Copy transcript', 'Save the call as one file', 'Open the call in its own window'],
      Window: ['minimize', 'zoom', 'front'],
      Help: ['Keys', 'Show data folder', 'Show logs'],
    });
  });

  it.each(['win32', 'linux'] as const)('has settings and quitting under File on %s', (platform) => {
    expect(namesOf(platform)).toMatchObject({ File: ['Settings…', 'quit'], Window: ['minimize', 'close'], Help: ['Keys', 'Show data folder', 'Show logs', 'about'] });
  });

  it('has tools for whoever works on Earshot, and for nobody else', () => {
    expect(namesOf('linux', false)['View']).toEqual(['Command palette', 'Larger', 'Smaller', 'Usual size', 'togglefullscreen', 'reload', 'toggleDevTools']);
    expect(JSON.stringify(namesOf('linux'))).not.toContain('DevTools');
  });

  it('has the keys and the words of the sheet, and presses what it says', () => {
    const pressed: string[] = [];
    const own = itemsOf(templateOf('linux', true, (row) => void pressed.push(row))).filter(({ click, accelerator, registerAccelerator, visible }) => click !== undefined && accelerator !== undefined && registerAccelerator !== false && visible !== false);
    for (const { label, accelerator, click } of own) {
      click?.({} as Electron.MenuItem, undefined, {});
      const id = pressed.at(-1) ?? '';
      const row = Object.values(keys).find((each) => each.id === id || (each.id === 'size' && ['larger', 'smaller', 'usualSize'].includes(id)));
      const place = Math.max(0, ['larger', 'smaller', 'usualSize'].indexOf(id));
      const { mods, key } = strokeOf(row?.chords[place] ?? '');
      const stroke = [...[...mods].map((mod) => (mod === 'Mod' ? 'CmdOrCtrl' : mod)), key === '+' ? 'Plus' : key].join('+');
      const ownWords = row?.id === 'size' || row?.id === 'settings';
      expect({ id, accelerator, label: ownWords ? null : label }).toEqual({ id, accelerator: stroke, label: ownWords ? null : keyTexts.row[row!.id] });
    }
    expect(pressed.toSorted()).toEqual(['copyTranscript', 'find', 'larger', 'ownWindow', 'palette', 'redo', 'saveCall', 'settings', 'smaller', 'undo', 'usualSize']);
  });

  it('takes no key that is a character from whoever types it', () => {
    expect(itemsOf(templateOf('linux')).find(({ label }) => label === 'Keys')?.accelerator).toBeUndefined();
    for (const platform of ['linux', 'win32'] as const) {
      const letters = itemsOf(templateOf(platform)).filter(({ accelerator }) => accelerator !== undefined && !accelerator.includes('+'));
      expect(letters.map(({ accelerator }) => accelerator)).toEqual(['W', 'S', 'R', 'N', 'F', 'C']);
      expect(letters.every(({ registerAccelerator }) => registerAccelerator === false), 'named, not taken').toBe(true);
    }
    expect(itemsOf(templateOf('darwin')).filter(({ accelerator }) => accelerator !== undefined && !accelerator.includes('+')), 'which a Mac takes').toEqual([]);
  });

  it('names the letters of the sheet, and presses what it says', () => {
    const pressed: string[] = [];
    for (const { registerAccelerator, accelerator, click } of itemsOf(templateOf('linux', true, (row) => void pressed.push(row)))) {
      if (registerAccelerator !== false) continue;
      click?.({} as Electron.MenuItem, undefined, {});
      const row = Object.values(keys).find(({ id }) => id === pressed.at(-1));
      expect({ id: row?.id, accelerator }).toEqual({ id: pressed.at(-1), accelerator: row?.chords[0] });
    }
    expect(pressed).toEqual(['worthHearing', 'star', 'read', 'note', 'followUp', 'callBack']);
  });

  it('makes everything larger by the key of the plus sign too, whether or not it is behind Shift', () => {
    const pressed: string[] = [];
    const hidden = itemsOf(templateOf('win32', true, (row) => void pressed.push(row))).filter(({ visible }) => visible === false);
    for (const { click } of hidden) click?.({} as Electron.MenuItem, undefined, {});
    expect(hidden.map(({ accelerator }, at) => `${accelerator} ${pressed[at] ?? ''}`)).toEqual(['CmdOrCtrl+= larger', 'CmdOrCtrl+numadd larger', 'CmdOrCtrl+numsub smaller', 'CmdOrCtrl+num0 usualSize']);
  });

  it('undoes with the keys of the system', () => {
    const redo = (['darwin', 'win32', 'linux'] as const).map((platform) => itemsOf(templateOf(platform)).find(({ label }) => label === 'Redo')?.accelerator);
    expect(redo).toEqual(['CmdOrCtrl+Shift+Z', 'Ctrl+Y', 'CmdOrCtrl+Shift+Z']);
  });
});
