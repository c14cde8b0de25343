/**
 * Runs in the page's own world, from its source. Chromium fetches nothing from a scheme that it does not know: the host
 * that stands for it is fetched instead, under the same rules of origins and policy. So is a sound that is asked for with
 * CORS; without, Chromium asks for any scheme. A link that is clicked leads there too.
 */
export function fetchOwnSchemes(ofTheWeb: string): void {
  const isOfTheWeb = new RegExp(ofTheWeb, 'i');
  const fetchOfTheWeb = window.fetch;
  const standIn = (address: string): string | null => {
    const url = URL.parse(address, document.baseURI);
    return url === null || isOfTheWeb.test(url.protocol) ? null : `https://${url.host}.${url.protocol.slice(0, -1)}.electron-double.invalid${url.pathname}${url.search}`;
  };
  window.fetch = (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const other = standIn(address);
    if (other === null) return fetchOfTheWeb.call(window, input, init);
    return fetchOfTheWeb.call(window, input instanceof Request ? new Request(other, input) : other, init);
  };
  window.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a') : null;
    const address = link?.href ?? '';
    const other = address === '' ? null : standIn(address);
    if (link === null || other === null) return;
    link.href = other;
    setTimeout(() => (link.href = address));
  }, { capture: true });
  const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'src');
  if (source === undefined) return;
  Object.defineProperty(HTMLMediaElement.prototype, 'src', {
    ...source,
    set(this: HTMLMediaElement, address: string) {
      source.set?.call(this, this.crossOrigin === null ? address : (standIn(address) ?? address));
    },
  });
}
