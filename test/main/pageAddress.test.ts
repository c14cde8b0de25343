import { describe, expect, it } from 'vitest';
import { isPageAddress } from '../../electron/main/pageAddress.ts';

describe('isPageAddress', () => {
  it.each(['app://earshot/', 'app://earshot/?call=1#/settings'])('knows %s', (address) => {
    expect(isPageAddress(address)).toBe(true);
  });

  it.each(['https://earshot/', 'app://earshot.example.net/', 'app://earshot:80/', 'app://other/app://earshot/', 'apps://earshot/', 'file:///earshot/', 'about:blank', 'data:text/html,app://earshot/', ''])('refuses %s', (address) => {
    expect(isPageAddress(address)).toBe(false);
  });
});
