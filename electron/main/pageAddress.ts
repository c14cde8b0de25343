import { pageAt } from '#shared/contract/desktop.ts';

/** Where the window begins. */
export const pageAddress = `${pageAt.scheme}://${pageAt.host}/`;

/** Whether an address is on the own page's scheme and host. They are compared apart: URL calls the origin of an own scheme 'null'. */
export function isPageAddress(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === `${pageAt.scheme}:` && url.host === pageAt.host;
}
