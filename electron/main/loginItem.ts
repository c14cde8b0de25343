import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { Settings } from '#shared/model/settings.ts';
import { autostartEntry } from './autostartEntry.ts';

/** Says of a start that the window is to wait until somebody asks for it. */
const hiddenFlag = '--hidden';

/** Whether the window is to wait at this start. */
export function startsHidden({ startHidden }: Settings['desktop']): boolean {
  // A Mac hands over no arguments, and says this only.
  const isLogin = process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
  return process.argv.includes(hiddenFlag) || (isLogin && startHidden);
}

interface Deps {
  readonly log: { warn(details: object, message: string): void };
}

/** Has the system start the packed app when its user logs in, or not; one that is being developed is left alone. */
export function applyLoginItem({ startAtLogin, startHidden }: Settings['desktop'], { log }: Deps): void {
  if (!app.isPackaged) return;
  const args = startHidden ? [hiddenFlag] : [];
  if (process.platform === 'linux') {
    try {
      writeAutostart(startAtLogin, args);
    } catch (error) {
      log.warn({ err: error }, 'The system could not be told whether to start Earshot at login');
    }
    return;
  }
  // Not where it is so already: on Windows that would undo what was chosen in the Task Manager.
  if (app.getLoginItemSettings({ args }).openAtLogin !== startAtLogin) app.setLoginItemSettings({ openAtLogin: startAtLogin, args });
}

/** Electron has no login items on Linux; desktops start what lies in this folder. */
function writeAutostart(isWanted: boolean, args: readonly string[]): void {
  const configDir = process.env['XDG_CONFIG_HOME'] ?? '';
  const dir = join(configDir === '' ? join(homedir(), '.config') : configDir, 'autostart');
  const file = join(dir, 'earshot.desktop');
  if (!isWanted) return rmSync(file, { force: true });
  mkdirSync(dir, { recursive: true });
  // An AppImage runs from a place that is another one each time; this names the file itself.
  writeFileSync(file, autostartEntry(app.name, [process.env['APPIMAGE'] ?? process.execPath, ...args]));
}
