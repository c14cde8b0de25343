import { protocol } from 'electron';
import { pageAt, soundsAt } from '#shared/contract/desktop.ts';

/**
 * Tells Chromium what the own schemes may do: once, and before Electron is ready. Neither may pass the page's policy by.
 * The page decodes some sounds itself, for which it fetches them from another origin than its own.
 */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageAt.scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
    { scheme: soundsAt.scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true } },
  ]);
}
