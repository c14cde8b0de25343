import { app, session } from 'electron';
import { isPageAddress } from './pageAddress.ts';

/** Every page, whatever made it, stays on the own address, opens nothing, embeds nothing and is granted next to nothing. */
export function guardPages(): void {
  // Without handlers Electron approves whatever a page asks for.
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide, details) => decide(isGranted(permission, details)));
  session.defaultSession.setPermissionCheckHandler((_contents, permission, _origin, details) => isGranted(permission, details));

  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-frame-navigate', stay);
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

function stay(event: { readonly url: string; preventDefault(): void }): void {
  if (!isPageAddress(event.url)) event.preventDefault();
}
