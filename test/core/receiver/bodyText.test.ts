import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bodyText } from '#core/receiver/index.ts';

describe('bodyText', () => {
  it('reads UTF-8 with and without a byte order mark', () => {
    expect(bodyText(Buffer.from('\uFEFF{"a":"价格"}'), {})).toEqual({ ok: true, text: '{"a":"价格"}' });
    expect(bodyText(Buffer.from('{"a":"价格"}'), {})).toEqual({ ok: true, text: '{"a":"价格"}' });
    expect(bodyText(new Uint8Array(), {})).toEqual({ ok: true, text: '' });
  });

  it('inflates what was encoded, whatever the case of the name', () => {
    expect(bodyText(gzipSync('{}'), { 'content-encoding': ' GZIP ' })).toEqual({ ok: true, text: '{}' });
  });

  it('says what is wrong with an encoding', () => {
    expect(bodyText(gzipSync('{}'), { 'content-encoding': 'gzip, gzip' })).toEqual({ ok: false, problem: 'unknown-encoding' });
    expect(bodyText(Buffer.from('{}'), { 'content-encoding': 'gzip' })).toEqual({ ok: false, problem: 'broken-encoding' });
    expect(bodyText(gzipSync('{"callId":"a"}').subarray(0, 20), { 'content-encoding': 'gzip' })).toEqual({ ok: false, problem: 'broken-encoding' });
    expect(bodyText(gzipSync(Buffer.alloc(9 * 1024 * 1024)), { 'content-encoding': 'gzip' })).toEqual({ ok: false, problem: 'too-large' });
  });
});
