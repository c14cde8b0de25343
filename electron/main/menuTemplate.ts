import type { MenuItemConstructorOptions } from 'electron';
import type { i18n } from 'i18next';

export interface MenuDeps {
  readonly texts: i18n;
  readonly platform: NodeJS.Platform;
  /** Whether this is the packed app; else there are tools for whoever works on Earshot. */
  readonly isPackaged: boolean;
  readonly openSettings: () => void;
  readonly openKeys: () => void;
  readonly showDataDir: () => void;
  readonly showLogs: () => void;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The application's menu. Roles bring what a system expects, with its own words and keys. */
export function menuTemplate({ texts, platform, isPackaged, openSettings, openKeys, showDataDir, showLogs }: MenuDeps): MenuItemConstructorOptions[] {
  const t = texts.getFixedT(null, 'desktop');
  const isMac = platform === 'darwin';
  const settings: MenuItemConstructorOptions = { label: t('menu.settings'), accelerator: 'CmdOrCtrl+,', click: openSettings };
  const about: MenuItemConstructorOptions = { role: 'about', label: t('menu.about') };
  const quit: MenuItemConstructorOptions = { role: 'quit', label: t('menu.quit') };
  const close: MenuItemConstructorOptions = { role: 'close', label: t('menu.close') };
  // Its own key is a character, which a menu would take from whoever types it.
  const keys: MenuItemConstructorOptions = { label: t('menu.keys'), click: openKeys };
  const dataDir: MenuItemConstructorOptions = { label: t('menu.dataDir'), click: showDataDir };
  const logs: MenuItemConstructorOptions = { label: t('menu.logs'), click: showLogs };
  const tools: MenuItemConstructorOptions[] = isPackaged ? [] : [separator, { role: 'reload' }, { role: 'toggleDevTools' }];
  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [about, separator, settings, separator, { role: 'services' }, separator, { role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }, separator, quit],
  };
  return [
    ...(isMac ? [appMenu] : []),
    { label: t('menu.file'), submenu: isMac ? [close] : [settings, separator, quit] },
    { label: t('menu.edit'), submenu: [{ role: 'undo' }, { role: 'redo' }, separator, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }] },
    { label: t('menu.view'), submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, separator, { role: 'togglefullscreen' }, ...tools] },
    { label: t('menu.window'), role: 'window', submenu: [{ role: 'minimize' }, ...(isMac ? [{ role: 'zoom' } as const, separator, { role: 'front' } as const] : [close])] },
    { label: t('menu.help'), role: 'help', submenu: [keys, separator, dataDir, logs, ...(isMac ? [] : [separator, about])] },
  ];
}
