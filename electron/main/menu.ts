import { join } from 'node:path';
import { app, Menu, shell } from 'electron';
import { menuTemplate } from './menuTemplate.ts';
import type { MenuDeps } from './menuTemplate.ts';

type Deps = Pick<MenuDeps, 'texts' | 'press' | 'resize'> & { readonly dataDir: string };

/** Sets the application's menu. */
export function setMenu({ dataDir, ...deps }: Deps): void {
  const template = menuTemplate({ ...deps, platform: process.platform, isPackaged: app.isPackaged, showDataDir: () => void shell.openPath(dataDir), showLogs: () => void shell.openPath(join(dataDir, 'logs')) });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
