import { describe, expect, it } from 'vitest';
import { isOfTheWeb, toAppAddress, toAppOrigin, toPageAddress, toPageOrigin, toPagePolicy } from './addresses.ts';

describe('addresses of the double', () => {
  it.each([
    ['app://earshot/', 'https://earshot.app.electron-double.invalid/'],
    ['app://earshot/a%2e%2e%2fb?c=d#e', 'https://earshot.app.electron-double.invalid/a%2e%2e%2fb?c=d#e'],
    ['earshot-recording://sound/call%201/customer', 'https://sound.earshot-recording.electron-double.invalid/call%201/customer'],
  ])('lead %s there and back', (ofTheApp, ofThePage) => {
    expect(toPageAddress(ofTheApp)).toBe(ofThePage);
    expect(toAppAddress(ofThePage)).toBe(ofTheApp);
    expect(isOfTheWeb(ofThePage)).toBe(false);
  });

  it('leave the web alone', () => {
    for (const address of ['https://example.net/a', 'http://127.0.0.1:4781/', 'about:blank', 'data:text/html,a', 'file:///etc/passwd']) {
      expect([toPageAddress(address), toAppAddress(address), isOfTheWeb(address)]).toEqual([address, address, true]);
    }
  });

  it('have origins', () => {
    expect(toPageOrigin('app://earshot')).toBe('https://earshot.app.electron-double.invalid');
    expect(toAppOrigin('https://earshot.app.electron-double.invalid')).toBe('app://earshot');
  });

  it('are added to a policy that names the scheme, and to no other', () => {
    expect(toPagePolicy("default-src 'none'; connect-src 'self' sound: ws://127.0.0.1:*; img-src data: https:")).toBe(
      "default-src 'none'; connect-src 'self' sound: https://*.sound.electron-double.invalid ws://127.0.0.1:*; img-src data: https:",
    );
  });
});
