import { describe, expect, it } from 'vitest';
import { shownBody } from '../../../electron/core/store/shownBody.ts';

const plain = { isBeginning: false, mostChars: 10, textOf: (body: Uint8Array) => Buffer.from(body).toString() };
const shown = (body: string | Uint8Array, options = {}) => shownBody({ body: Buffer.from(body as string), headers: {} }, { ...plain, ...options });

function textOf(): string {
  throw new Error('broken');
}

describe('shownBody', () => {
  it('shows text, and of long text the beginning', () => {
    expect(shown('a\r\n\tb')).toEqual({ text: 'a\r\n\tb', isCut: false, isText: true });
    expect(shown('0123456789')).toEqual({ text: '0123456789', isCut: false, isText: true });
    expect(shown('012345678😀')).toEqual({ text: '012345678', isCut: true, isText: true });
  });

  it('says where the bytes are no text', () => {
    expect(shown(Buffer.from([0x61, 0x00])).isText).toBe(false);
    expect(shown(Buffer.from([0x61, 0xff]))).toMatchObject({ text: 'a\ufffd', isText: false });
  });

  it('leaves out half a character at the end of what was kept', () => {
    expect(shown(Buffer.from('aé').subarray(0, 2), { isBeginning: true })).toEqual({ text: 'a', isCut: false, isText: true });
  });

  it('shows what it can of what cannot be unpacked', () => {
    expect(shown('packed', { textOf })).toEqual({ text: 'packed', isCut: false, isText: false });
  });
});
