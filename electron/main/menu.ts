import { join } from 'node:path';
import { app, Menu, shell } from 'electron';
import { menuTemplate } from './menuTemplate.ts';
import type { MenuDeps } from './menuTemplate.ts';

type Deps = Pick<MenuDeps, 'texts' | 'openSettings'> & { readonly dataDir: string };

/** Sets the application's menu. */
export function setMenu({ texts, openSettings, dataDir }: Deps): void {
  const template = menuTemplate({ texts, platform: process.platform, isPackaged: app.isPackaged, openSettings, showDataDir: () => void shell.openPath(dataDir), showLogs: () => void shell.openPath(join(dataDir, 'logs')) });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
