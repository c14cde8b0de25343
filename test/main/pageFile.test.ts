import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageFile } from '../../electron/main/pageFile.ts';

const dir = resolve('/opt/earshot/out/renderer');
const pathOf = (address: string): string | null => pageFile(address, dir)?.path ?? null;

describe('pageFile', () => {
  it('is index.html for the page, whatever its query, and the file that is named otherwise', () => {
    expect(pageFile('app://earshot/?call=call-1', dir)).toEqual({ path: join(dir, 'index.html'), type: 'text/html; charset=utf-8' });
    expect(pageFile('app://earshot/assets/index-1a2b.js', dir)).toEqual({ path: join(dir, 'assets', 'index-1a2b.js'), type: 'text/javascript; charset=utf-8' });
    expect(pageFile('app://earshot/assets/a%20b.css', dir)).toEqual({ path: join(dir, 'assets', 'a b.css'), type: 'text/css; charset=utf-8' });
    expect(pageFile('app://earshot/unknown', dir)?.type).toBe('application/octet-stream');
  });

  it.each([
    'app://earshot/%2e%2e%2fmain/index.js',
    'app://earshot/..%2f..%2fpackage.json',
    'app://earshot/assets/%2e%2e/%2e%2e%2f%2e%2e%2fpackage.json',
    'app://earshot/%2e%2e%2frenderer-of-another/index.html',
    'app://earshot/%00',
    'app://earshot/%',
    'app://earshot/%2f%2e%2e%2fetc',
    'no address',
  ])('has nothing at %s', (address) => {
    expect(pathOf(address)).toBeNull();
  });

  it('stays in its folder, however an address is written', () => {
    const piece = fc.constantFrom('..', '.', '/', '%2e', '%2E', '%2f', '%5c', '\\', 'a', '%00', '%252e', 'C:', '~');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = pathOf(`app://earshot/${pieces.join('')}`);
        expect(path === null || resolve(path).startsWith(dir)).toBe(true);
      }),
    );
  });
});
