import type { BaseWindow, MenuItemConstructorOptions } from 'electron';
import type { i18n } from 'i18next';
import type { Command, HostAct } from '#shared/model/command.ts';
import { acceleratorOf, menuKeys, namedKeys } from '#shared/model/menuKeys.ts';

type Row = Extract<Command, { kind: 'press' }>['row'];
type Size = Extract<HostAct, { kind: 'resize' }>['by'];

export interface MenuDeps {
  readonly texts: i18n;
  readonly platform: NodeJS.Platform;
  /** Whether this is the packed app; else there are tools for whoever works on Earshot. */
  readonly isPackaged: boolean;
  /** Does what a row of keys does, for the window that has the focus. */
  readonly press: (row: Row, window: BaseWindow | undefined) => void;
  readonly resize: (by: Size) => void;
  readonly showDataDir: () => void;
  readonly showLogs: () => void;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };
const hasAccelerator = (row: Row): row is Row & keyof typeof menuKeys => Object.hasOwn(menuKeys, row);
type Named = Row & keyof typeof namedKeys;

/** The application's menu. Roles bring what a system expects, with its own words and keys; keys of the screen have the words of their sheet. */
export function menuTemplate({ texts, platform, isPackaged, press, resize, showDataDir, showLogs }: MenuDeps): MenuItemConstructorOptions[] {
  const t = texts.getFixedT(null, ['desktop', 'keys']);
  const isMac = platform === 'darwin';
  /** A key that is a character has no accelerator: a menu would take it from whoever types it. */
  const row = (id: Row, label: string = t(`keys:row.${id}`)): MenuItemConstructorOptions => ({
    label,
    ...(hasAccelerator(id) ? { accelerator: acceleratorOf(id) } : {}),
    click: (_item, window) => press(id, window),
  });
  /** Named beside its words and left to the page; a Mac's menu cannot name a key without taking it. */
  const named = (id: Named, label: string): MenuItemConstructorOptions => ({
    label,
    ...(isMac ? {} : { accelerator: namedKeys[id], registerAccelerator: false }),
    click: (_item, window) => press(id, window),
  });
  /** The page undoes what was typed where a field has the focus, else what was decided; it has the keys before the menu. */
  const undoing = (id: 'undo' | 'redo', accelerator: string): MenuItemConstructorOptions => ({ label: t(`keys:row.${id}`), accelerator, click: (_item, window) => press(id, window) });
  /** Where larger has its character behind Shift, and on the number pad. Not shown: the menu says it once. */
  const alsoSize = (by: Size, accelerator: string): MenuItemConstructorOptions => ({ label: t(`menu.${by}`), accelerator, visible: false, click: () => resize(by) });
  const alsoSizes = [alsoSize('larger', 'CmdOrCtrl+='), alsoSize('larger', 'CmdOrCtrl+numadd'), alsoSize('smaller', 'CmdOrCtrl+numsub'), alsoSize('usualSize', 'CmdOrCtrl+num0')];
  const size = (by: Size): MenuItemConstructorOptions => ({ label: t(`menu.${by}`), accelerator: acceleratorOf(by), click: () => resize(by) });
  const settings = row('settings', t('menu.settings'));
  const about: MenuItemConstructorOptions = { role: 'about', label: t('menu.about') };
  const quit: MenuItemConstructorOptions = { role: 'quit', label: t('menu.quit') };
  const close: MenuItemConstructorOptions = { role: 'close', label: t('menu.close') };
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
    { label: t('menu.edit'), submenu: [undoing('undo', 'CmdOrCtrl+Z'), undoing('redo', platform === 'win32' ? 'Ctrl+Y' : 'CmdOrCtrl+Shift+Z'), separator, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }] },
    { label: t('menu.view'), submenu: [row('palette'), separator, size('larger'), size('smaller'), size('usualSize'), ...alsoSizes, separator, { role: 'togglefullscreen' }, ...tools] },
    {
      label: t('menu.call'),
      submenu: [
        named('worthHearing', t('keys:row.worthHearing')),
        separator,
        named('star', t('menu.star')),
        named('read', t('menu.read')),
        named('note', t('menu.note')),
        named('followUp', t('menu.followUp')),
        named('callBack', t('keys:row.callBack')),
        separator,
        row('find'),
        row('copyTranscript'),
        row('saveCall'),
        separator,
        row('ownWindow'),
      ],
    },
    { label: t('menu.window'), role: 'window', submenu: [{ role: 'minimize' }, ...(isMac ? [{ role: 'zoom' } as const, separator, { role: 'front' } as const] : [close])] },
    { label: t('menu.help'), role: 'help', submenu: [row('keys'), separator, dataDir, logs, ...(isMac ? [] : [separator, about])] },
  ];
}
