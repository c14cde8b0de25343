import { execFile } from 'node:child_process';

/** A desktop that has nothing to say of it says so within milliseconds. */
const patienceMs = 1000;

/**
 * Whether the operator has turned notifications off in GNOME, which has no other focus mode. Electron tells nothing of focus
 * modes, and no other system lets a program read its own without native code.
 */
export function isDoNotDisturb(): Promise<boolean> {
  if (process.platform !== 'linux') return Promise.resolve(false);
  return new Promise((resolve) => {
    execFile('gsettings', ['get', 'org.gnome.desktop.notifications', 'show-banners'], { timeout: patienceMs }, (_error, said) => resolve(said.trim() === 'false'));
  });
}
