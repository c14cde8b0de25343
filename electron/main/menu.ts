import { app, Menu, shell } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { i18n } from 'i18next';

interface Deps {
  readonly texts: i18n;
  readonly platform: NodeJS.Platform;
  readonly openSettings: () => void;
  readonly dataDir: string;
}

/** Sets the application's menu. Roles bring what a system expects, with its own words and keys. */
export function setMenu(deps: Deps): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(deps)));
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

function menuTemplate({ texts, platform, openSettings, dataDir }: Deps): MenuItemConstructorOptions[] {
  const t = texts.getFixedT(null, 'desktop');
  const isMac = platform === 'darwin';
  const settings: MenuItemConstructorOptions = { label: t('menu.settings'), accelerator: 'CmdOrCtrl+,', click: openSettings };
  const about: MenuItemConstructorOptions = { role: 'about', label: t('menu.about') };
  const quit: MenuItemConstructorOptions = { role: 'quit', label: t('menu.quit') };
  // For whoever works on Earshot.
  const tools: MenuItemConstructorOptions[] = !app.isPackaged ? [separator, { role: 'reload' }, { role: 'toggleDevTools' }] : [];
  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [about, separator, settings, separator, { role: 'services' }, separator, { role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }, separator, quit],
  };
  const close: MenuItemConstructorOptions = { role: 'close', label: t('menu.close') };
  return [
    ...(isMac ? [appMenu] : []),
    { label: t('menu.file'), submenu: isMac ? [close] : [settings, separator, quit] },
    { label: t('menu.edit'), submenu: [{ role: 'undo' }, { role: 'redo' }, separator, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }] },
    { label: t('menu.view'), submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, separator, { role: 'togglefullscreen' }, ...tools] },
    { label: t('menu.window'), role: 'window', submenu: [{ role: 'minimize' }, { role: 'zoom' }, ...(isMac ? [separator, { role: 'front' as const }] : [close])] },
    { label: t('menu.help'), role: 'help', submenu: [{ label: t('menu.dataDir'), click: () => void shell.openPath(dataDir) }, ...(isMac ? [] : [separator, about])] },
  ];
}
