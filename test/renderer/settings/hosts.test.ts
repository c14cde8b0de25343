import { describe, expect, it } from 'vitest';
import { isLoopbackHost } from '#renderer/settings/hosts.ts';

describe('isLoopbackHost', () => {
  it.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost', ' LOCALHOST '])('knows %s as this computer', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });

  it.each(['0.0.0.0', '::', '192.168.1.20', 'desk.local', '127.evil.example', ''])('knows that %s may be reached by others', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});
