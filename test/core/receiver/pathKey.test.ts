import { describe, expect, it } from 'vitest';
import { createPathKeys } from '../../../electron/core/receiver/pathKey.ts';

describe('createPathKeys', () => {
  const isKey = createPathKeys([
    { key: 'current-key-0123456789', endsAtMs: null },
    { key: 'older-key-0123456789', endsAtMs: 1000 },
    { key: '価'.repeat(128), endsAtMs: null },
  ]);

  it.each<[string, number, boolean]>([
    ['current-key-0123456789', 0, true],
    ['current-key-0123456789', 9e15, true],
    ['older-key-0123456789', 999, true],
    ['older-key-0123456789', 1000, false],
    ['current-key-012345678', 0, false],
    ['current-key-01234567890', 0, false],
    ['Current-key-0123456789', 0, false],
    ['', 0, false],
    ['k'.repeat(100_000), 0, false],
    ['current-key-0123456789\0', 0, false],
    ['k'.repeat(128), 0, false],
    ['価'.repeat(128), 0, true],
    ['価'.repeat(127), 0, false],
    ['\uD800', 0, false],
  ])('%s at %i: %s', (given, nowMs, isRight) => {
    expect(isKey(given, nowMs)).toBe(isRight);
  });
});
