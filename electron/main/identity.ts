import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import { defaultDataDir, makeFolder } from '#core';

/** As in electron-builder.yml: Windows shows notifications only of an app whose shortcut has this id. */
const appId = 'app.earshot.desktop';
/** Windows starts the app that has this id for a click on a notification of an earlier run. */
const toastActivator = '{6C1B6F0E-3C1F-4E0B-9B0D-6A2C4D1C9E57}';

/** Tells the system who this is, and Electron where everything is kept; returns the data directory. To be called before Electron is ready. */
export function identify(): string {
  app.setName('Earshot');
  const named = process.env['EARSHOT_DATA'] ?? '';
  // Both hosts keep their data in one place.
  const dataDir = named === '' ? defaultDataDir({ platform: process.platform, home: homedir(), env: process.env }) : resolve(named);
  try {
    // What Chromium keeps stays apart from what Earshot keeps. Electron takes only folders that are there.
    const sessionDir = join(dataDir, 'window');
    makeFolder(sessionDir);
    app.setPath('userData', dataDir);
    app.setPath('sessionData', sessionDir);
  } catch {
    // The core is about to say in words what is wrong with the folder.
  }
  if (process.platform === 'win32') {
    // Before the other one, which Electron goes by when it completes the shortcut.
    app.setToastActivatorCLSID(toastActivator);
    app.setAppUserModelId(app.isPackaged ? appId : process.execPath);
  }
  return dataDir;
}
