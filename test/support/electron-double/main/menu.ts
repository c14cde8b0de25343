import type * as Electron from 'electron';
import { strictEmitter, whole } from './strict.ts';
import type { Part } from './strict.ts';

type Template = Electron.MenuItemConstructorOptions;

const kinds = new Set(['normal', 'separator', 'submenu', 'checkbox', 'radio', 'header', 'palette']);
const isMac = process.platform === 'darwin';

/** Of Electron's roles what Earshot's menu names: label, accelerator, items. Unknown ones throw their name. */
const roles: Readonly<Record<string, { readonly label: string; readonly accelerator?: string; readonly submenu?: readonly Template[] }>> = {
  about: { label: 'About' },
  close: { label: isMac ? 'Close Window' : 'Close', accelerator: 'CommandOrControl+W' },
  copy: { label: 'Copy', accelerator: 'CommandOrControl+C' },
  cut: { label: 'Cut', accelerator: 'CommandOrControl+X' },
  paste: { label: 'Paste', accelerator: 'CommandOrControl+V' },
  undo: { label: 'Undo', accelerator: 'CommandOrControl+Z' },
  redo: { label: 'Redo', accelerator: process.platform === 'win32' ? 'Control+Y' : 'Shift+CommandOrControl+Z' },
  delete: { label: 'Delete' },
  selectall: { label: 'Select All', accelerator: 'CommandOrControl+A' },
  quit: { label: process.platform === 'win32' ? 'Exit' : 'Quit', accelerator: 'CommandOrControl+Q' },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M' },
  zoom: { label: 'Zoom' },
  front: { label: 'Bring All to Front' },
  hide: { label: 'Hide', accelerator: 'Command+H' },
  hideothers: { label: 'Hide Others', accelerator: 'Command+Alt+H' },
  unhide: { label: 'Show All' },
  services: { label: 'Services' },
  help: { label: 'Help' },
  window: { label: 'Window' },
  reload: { label: 'Reload', accelerator: 'CmdOrCtrl+R' },
  forcereload: { label: 'Force Reload', accelerator: 'Shift+CmdOrCtrl+R' },
  toggledevtools: { label: 'Toggle Developer Tools', accelerator: isMac ? 'Alt+Command+I' : 'Ctrl+Shift+I' },
  resetzoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0' },
  zoomin: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus' },
  zoomout: { label: 'Zoom Out', accelerator: 'CommandOrControl+-' },
  togglefullscreen: { label: 'Toggle Full Screen', accelerator: isMac ? 'Control+Command+F' : 'F11' },
  filemenu: { label: 'File', submenu: [isMac ? { role: 'close' } : { role: 'quit' }] },
  editmenu: { label: 'Edit', submenu: [{ role: 'undo' }, { role: 'redo' }, { type: 'separator' }, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'delete' }, { type: 'separator' }, { role: 'selectAll' }] },
  viewmenu: {
    label: 'View',
    submenu: [{ role: 'reload' }, { role: 'forceReload' }, { role: 'toggleDevTools' }, { type: 'separator' }, { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' }, { role: 'togglefullscreen' }],
  },
  windowmenu: { label: 'Window', submenu: [{ role: 'minimize' }, { role: 'zoom' }, { role: 'close' }] },
  appmenu: { label: 'Earshot', submenu: [{ role: 'about' }, { type: 'separator' }, { role: 'services' }, { type: 'separator' }, { role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }, { type: 'separator' }, { role: 'quit' }] },
};

/** Menu and MenuItem. Of the roles only `quit` and `close` do something; the others act on a page or a desktop. */
export function createMenus(deps: { readonly quit: () => void; readonly focusedWindow: () => Electron.BrowserWindow | null }): {
  readonly Menu: typeof Electron.Menu;
  readonly MenuItem: typeof Electron.MenuItem;
} {
  let applicationMenu: Electron.Menu | null = null;

  class MenuItem extends strictEmitter('MenuItem') {
    readonly id: string | undefined;
    readonly role: string | undefined;
    readonly type: string;
    readonly accelerator: Template['accelerator'] | undefined;
    readonly submenu: Electron.Menu | undefined;
    label: string;
    enabled: boolean;
    visible: boolean;
    checked: boolean;
    click: () => void;

    constructor(template: Template) {
      super();
      this.role = template.role?.toLowerCase();
      const role = this.role === undefined ? undefined : roles[this.role];
      if (this.role !== undefined && role === undefined) throw new Error(`The double of electron does not implement the menu role ${template.role}`);
      const submenu = template.submenu ?? role?.submenu;
      if (submenu !== undefined) this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : (submenu as Electron.Menu);
      this.id = template.id;
      this.type = template.type ?? (this.submenu === undefined ? 'normal' : 'submenu');
      if (!kinds.has(this.type)) throw new Error(`Unknown menu item type: ${this.type}`);
      if (this.type === 'submenu' && this.submenu === undefined) throw new Error('Invalid submenu');
      this.label = template.label ?? role?.label ?? '';
      this.accelerator = template.accelerator ?? role?.accelerator;
      this.enabled = template.enabled ?? true;
      this.visible = template.visible ?? true;
      this.checked = template.checked ?? false;
      this.click = () => {
        if (this.type === 'checkbox' || this.type === 'radio') this.checked = !this.checked;
        const window = deps.focusedWindow();
        if (this.role === 'quit') deps.quit();
        else if (this.role === 'close') window?.close();
        else template.click?.(this as unknown as Electron.MenuItem, window ?? undefined, { triggeredByAccelerator: false }); // a part, which throws the names of the rest
      };
    }
  }

  class Menu extends strictEmitter('Menu') implements Part<Electron.Menu> {
    readonly items: Electron.MenuItem[] = [];

    append(item: Electron.MenuItem): void {
      this.items.push(item);
    }

    getMenuItemById(id: string): Electron.MenuItem | null {
      for (const item of this.items) {
        const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
        if (found) return found;
      }
      return null;
    }

    static buildFromTemplate(template: readonly (Template | Electron.MenuItem)[]): Electron.Menu {
      if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array');
      const menu = new Menu();
      for (const entry of template) {
        if (!(entry instanceof MenuItem) && !('label' in entry || 'role' in entry || entry.type === 'separator')) throw new TypeError('Invalid template for MenuItem: must have label, role or type');
        menu.append((entry instanceof MenuItem ? entry : new MenuItem(entry as Template)) as unknown as Electron.MenuItem); // as above
      }
      return whole(menu);
    }

    static setApplicationMenu(menu: Electron.Menu | null): void {
      applicationMenu = menu;
    }

    static getApplicationMenu(): Electron.Menu | null {
      return applicationMenu;
    }
  }

  return { Menu: Menu as unknown as typeof Electron.Menu, MenuItem: MenuItem as unknown as typeof Electron.MenuItem }; // as above
}
