import type * as Electron from 'electron';
import type { Permission } from '../faces.ts';
import { strict, strictEmitter, whole } from './strict.ts';
import type { Part } from './strict.ts';

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type Requested = Parameters<NonNullable<RequestHandler>>[1];

/** Electron's name of a permission and the web's, where a page can ask for it. */
const permissionNames: readonly (readonly [ours: Requested, webs: string])[] = [
  ['notifications', 'notifications'],
  ['geolocation', 'geolocation'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['idle-detection', 'idle-detection'],
];

/** session with its default session, and what a page of it is granted. */
export interface Sessions {
  readonly session: typeof Electron.session;
  readonly defaultSession: Electron.Session;
  /** What the app's handlers say to a page at `address`. Where it set none, Electron grants everything. */
  permissionsAt(contents: Electron.WebContents, address: string): Promise<Permission[]>;
}

export function createSessions(isReady: () => boolean, protocol: Electron.Protocol): Sessions {
  let onRequest: RequestHandler = null;
  let onCheck: CheckHandler = null;

  class Session extends strictEmitter('Session') implements Part<Electron.Session> {
    readonly protocol = protocol;

    setPermissionRequestHandler(handler: RequestHandler): void {
      onRequest = handler;
    }

    setPermissionCheckHandler(handler: CheckHandler): void {
      onCheck = handler;
    }
  }

  const defaultSession = whole<Electron.Session>(new Session());
  return {
    defaultSession,
    session: strict<typeof Electron.session>('session', {
      get defaultSession() {
        if (!isReady()) throw new Error('Session can only be received when app is ready');
        return defaultSession;
      },
    }),
    permissionsAt: (contents, address) =>
      Promise.all(
        permissionNames.map(async ([permission, name]) => ({
          name,
          check: onCheck === null || onCheck(contents, permission, originOf(address), { requestingUrl: address, isMainFrame: true }),
          request: onRequest === null || (await asked(onRequest, contents, permission, address)),
        })),
      ),
  };
}

/** A handler that never decides leaves the page waiting, which to a page is no permission. */
function asked(handler: NonNullable<RequestHandler>, contents: Electron.WebContents, permission: Requested, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(resolve, 1000, false).unref();
    handler(contents, permission, resolve, { requestingUrl: address, isMainFrame: true });
  });
}

/** A standard scheme's origin, which Node calls `null`. */
export function originOf(address: string): string {
  const parsed = URL.parse(address);
  return parsed === null ? '' : `${parsed.protocol}//${parsed.host}`;
}
