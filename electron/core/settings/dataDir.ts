import { mkdirSync, accessSync, constants } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppError, messageOf } from '#shared/errors.ts';

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

/** Makes the data directory where it is missing and returns its absolute path; throws `data-dir-unusable`. */
export function prepareDataDir(dir: string): string {
  const path = resolve(dir);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
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
