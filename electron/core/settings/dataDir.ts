import { mkdirSync, accessSync, constants, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AppError, messageOf, systemCodeOf } from '#shared/errors.ts';

interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Where both hosts keep their data unless told otherwise: the folder that Electron calls `userData`. */
export function defaultDataDir({ platform, home, env }: Surroundings): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Earshot');
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Earshot');
  // The XDG specification has relative paths ignored.
  const configured = env['XDG_CONFIG_HOME'];
  return join(configured?.startsWith('/') === true ? configured : join(home, '.config'), 'Earshot');
}

/**
 * Makes the folder `path`, which is absolute, and those above it where they are missing, for this user only. Node's own
 * recursive mkdir never returns where the system says of a folder that is there that it is not, as Linux does in `/proc`.
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let folder = path; !isFolder(folder); folder = dirname(folder)) missing.unshift(folder);
  for (const folder of missing) {
    try {
      mkdirSync(folder, { mode: 0o700 });
    } catch (error) {
      // Another process may have made it meanwhile.
      if (systemCodeOf(error) !== 'EEXIST' || !isFolder(folder)) throw error;
    }
  }
}

function isFolder(path: string): boolean {
  // The root is there, whatever the system says.
  return dirname(path) === path || (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

/** Makes the data directory where it is missing and returns its absolute path; throws `data-dir-unusable`. */
export function prepareDataDir(dir: string): string {
  const path = resolve(dir);
  try {
    makeFolder(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new AppError(
      'data-dir-unusable',
      `Earshot cannot keep its data in ${path} (${messageOf(cause)}). Make that folder writable, or name another one with --data.`,
      { cause },
    );
  }
  return path;
}
