import { describe, expect, it } from 'vitest';
import { maskLine } from '#core/logs/masking.ts';

describe('maskLine', () => {
  it.each([
    ['{"msg":"called 447700900123 twice"}', '{"msg":"called … twice"}'],
    ['{"phone":"+44 7700 900-123"}', '{"phone":"…"}'],
    ['{"msg":"POST http://127.0.0.1:4780/push/Abc-123_x failed"}', '{"msg":"POST http://127.0.0.1:4780/push/… failed"}'],
    ['{"url":"https://files.example.net/a.wav?sign=abc&e=1"}', '{"url":"https://files.example.net/a.wav?sign=…&e=…"}'],
    ['{"msg":"authorization: Bearer abc.def"}', '{"msg":"authorization: Bearer …"}'],
  ])('hides numbers and keys: %s', (line, masked) => {
    expect(maskLine(line)).toBe(masked);
  });

  it('hides every key that it is told of', () => {
    expect(maskLine('{"msg":"my-secret-key was sent"}', ['my-secret-key'])).toBe('{"msg":"… was sent"}');
    const password = String.raw`pass"word\n`;
    expect(maskLine(JSON.stringify({ msg: `${password} was sent` }), [password])).toBe('{"msg":"… was sent"}');
  });

  it.each([
    '{"level":"info","time":"2026-11-22T10:15:00.000Z","callId":"1234567890123456789","bytes":12345678,"port":47800}',
    '{"file":"earshot-2026-11-22T10-15-00Z.db","source":"192.168.100.200"}',
    '{"source":"2001:db8::1234:5678"}',
  ])('leaves times, ids of calls, addresses and plain numbers: %s', (line) => {
    expect(maskLine(line)).toBe(line);
  });
});
