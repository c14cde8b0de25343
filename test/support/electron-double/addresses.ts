/**
 * Chromium treats no scheme of an app's own as standard, so a page on `app://earshot/…` lives on an https host that stands
 * for it; the app sees its own address only.
 */
const suffix = '.electron-double.invalid';

/** Schemes that Chromium knows by itself. */
export const ofTheWeb = /^(?:https?|wss?|file|about|data|blob|chrome[a-z-]*|devtools):/i;

/** `app://earshot/a?b` → `https://earshot.app.electron-double.invalid/a?b`; addresses of the web stay as they are. */
export function toPageAddress(address: string): string {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(address);
  if (parts === null || isOfTheWeb(address)) return address;
  const [, scheme = '', host = '', rest = ''] = parts;
  return `https://${host}.${scheme}${suffix}${rest.startsWith('/') ? rest : `/${rest}`}`;
}

/** The reverse of `toPageAddress`. */
export function toAppAddress(address: string): string {
  const parts = /^https:\/\/([^/?#]*)\.([a-z][a-z0-9+-]*)\.electron-double\.invalid(?::443)?(.*)$/i.exec(address);
  if (parts === null) return address;
  const [, host = '', scheme = '', rest = ''] = parts;
  return `${scheme}://${host}${rest || '/'}`;
}

/** `app://earshot` → `https://earshot.app.electron-double.invalid`, as origins are written. */
export function toPageOrigin(origin: string): string {
  return toPageAddress(origin).replace(/\/$/, '');
}

/** The reverse of `toPageOrigin`. */
export function toAppOrigin(origin: string): string {
  return toAppAddress(origin).replace(/\/$/, '');
}

/** Whether Chromium loads it by itself: a scheme of the web, and not a host that stands for a scheme of the app. */
export function isOfTheWeb(address: string): boolean {
  if (!ofTheWeb.test(address)) return false;
  return !/^https:\/\/[^/?#]*\.electron-double\.invalid(?:[:/?#]|$)/i.test(address);
}

/** A content security policy that allows the hosts which stand for the schemes that it allows. */
export function toPagePolicy(policy: string): string {
  return policy.replaceAll(/(?<=\s)([a-z][a-z0-9+.-]*):(?=[\s;]|$)/gi, (source: string, scheme: string) =>
    isOfTheWeb(source) || /^(?:mediastream|filesystem):/i.test(source) ? source : `${source} https://*.${scheme}${suffix}`,
  );
}
