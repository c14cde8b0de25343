import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { createTexts } from '#shared/texts/index.ts';
import { menuTemplate } from '../../electron/main/menuTemplate.ts';

const name = ({ label, role, type }: MenuItemConstructorOptions): string => role ?? label ?? type ?? '';
const namesOf = (platform: NodeJS.Platform, isPackaged = true): Record<string, string[]> => {
  const menu = menuTemplate({ texts: createTexts(), platform, isPackaged, openSettings: () => {}, openKeys: () => {}, showDataDir: () => {}, showLogs: () => {} });
  return Object.fromEntries(menu.map((item) => [item.label ?? item.role ?? '', (item.submenu as MenuItemConstructorOptions[]).map(name).filter((text) => text !== 'separator')]));
};

describe('menuTemplate', () => {
  it('has the application’s own menu first on a Mac', () => {
    expect(namesOf('darwin')).toEqual({
      appMenu: ['about', 'Settings…', 'services', 'hide', 'hideOthers', 'unhide', 'quit'],
      File: ['close'],
      Edit: ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'],
      View: ['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'],
      Window: ['minimize', 'zoom', 'front'],
      Help: ['Keys', 'Show data folder', 'Show logs'],
    });
  });

  it.each(['win32', 'linux'] as const)('has settings and quitting under File on %s', (platform) => {
    expect(namesOf(platform)).toMatchObject({ File: ['Settings…', 'quit'], Window: ['minimize', 'close'], Help: ['Keys', 'Show data folder', 'Show logs', 'about'] });
  });

  it('has tools for whoever works on Earshot, and for nobody else', () => {
    expect(namesOf('linux', false)['View']).toEqual(['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen', 'reload', 'toggleDevTools']);
    expect(JSON.stringify(namesOf('linux'))).not.toContain('DevTools');
  });
});
