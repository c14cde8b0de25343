import { app, session } from 'electron';
import { soundAtAddress } from '#shared/contract/desktop.ts';
import { isPageAddress } from './pageAddress.ts';

/**
 * Every page, whatever made it, stays on the own address, opens nothing, embeds nothing and is granted next to nothing. A
 * link to a recording as it came saves it.
 */
export function guardPages(): void {
  // Without handlers Electron approves whatever a page asks for.
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide, details) => decide(isGranted(permission, details)));
  session.defaultSession.setPermissionCheckHandler((_contents, permission, _origin, details) => isGranted(permission, details));

  app.on('web-contents-created', (_event, contents) => {
    // Electron goes where a link to another scheme leads, whatever its download attribute says, and tells both of it until
    // one is prevented: https://github.com/electron/electron/issues/44375
    const stayOrSave = (event: Leaving): void => {
      stay(event);
      if (soundAtAddress(event.url)?.form === 'original') contents.downloadURL(event.url);
    };
    contents.on('will-navigate', stayOrSave);
    contents.on('will-frame-navigate', stayOrSave);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    // Nothing on the page leads outside, so nothing is opened there either: an address may carry what the page was told.
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** What the page is granted: to copy addresses and ids. Notifications are the host's. */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

function isGranted(permission: string, { requestingUrl }: { readonly requestingUrl?: string }): boolean {
  return granted.has(permission) && requestingUrl !== undefined && isPageAddress(requestingUrl);
}

interface Leaving {
  readonly url: string;
  preventDefault(): void;
}

function stay(event: Leaving): void {
  if (!isPageAddress(event.url)) event.preventDefault();
}
