import type * as Electron from 'electron';

/** Functions that run inside the app's main process: they refer to nothing outside themselves. */

export interface WindowState {
  readonly title: string;
  readonly isVisible: boolean;
  readonly isFocused: boolean;
  readonly isMinimized: boolean;
  readonly isMaximized: boolean;
  readonly bounds: Electron.Rectangle;
}

export function windowStatesIn({ BrowserWindow }: typeof Electron): WindowState[] {
  return BrowserWindow.getAllWindows().map((window) => ({
    title: window.getTitle(),
    isVisible: window.isVisible(),
    isFocused: window.isFocused(),
    isMinimized: window.isMinimized(),
    isMaximized: window.isMaximized(),
    bounds: window.getBounds(),
  }));
}

export interface MenuEntry {
  readonly label: string;
  readonly role: string | null;
  readonly accelerator: string | null;
  readonly type: string;
  readonly items: readonly MenuEntry[];
}

export function menuIn({ Menu }: typeof Electron): MenuEntry[] | null {
  const entriesOf = (items: readonly Electron.MenuItem[]): MenuEntry[] =>
    items.map((item) => ({
      label: item.label,
      role: item.role ?? null,
      accelerator: item.accelerator ?? null,
      type: item.type,
      items: entriesOf(item.submenu?.items ?? []),
    }));
  const menu = Menu.getApplicationMenu();
  return menu === null ? null : entriesOf(menu.items);
}
