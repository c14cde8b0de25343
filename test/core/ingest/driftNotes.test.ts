import { describe, expect, it } from 'vitest';
import type { DriftSign } from '#shared/model/drift.ts';
import { createDriftNotes } from '../../../electron/core/ingest/driftNotes.ts';

const aSign = (example: string, name = 'mood'): DriftSign => ({ kind: 'field', name, example });

describe('createDriftNotes', () => {
  it('counts by kind and name, with the first different values and when it came', () => {
    const notes = createDriftNotes();
    for (const [at, example] of ['1', '2', '1', '3', '4'].entries()) notes.add([aSign(example)], { pushId: at + 1, callId: `call-${at}`, atMs: 1000 + at });
    notes.add([{ ...aSign('mood'), kind: 'status' }, aSign('x', 'weather')], { pushId: 9, callId: null, atMs: 900 });
    expect(notes.all()).toEqual([
      {
        kind: 'field',
        name: 'mood',
        firstSeenAtMs: 1000,
        lastSeenAtMs: 1004,
        count: 5,
        examples: [
          { value: '1', pushId: 1, callId: 'call-0' },
          { value: '2', pushId: 2, callId: 'call-1' },
          { value: '3', pushId: 4, callId: 'call-3' },
        ],
      },
      { kind: 'status', name: 'mood', firstSeenAtMs: 900, lastSeenAtMs: 900, count: 1, examples: [{ value: 'mood', pushId: 9, callId: null }] },
      { kind: 'field', name: 'weather', firstSeenAtMs: 900, lastSeenAtMs: 900, count: 1, examples: [{ value: 'x', pushId: 9, callId: null }] },
    ]);
  });
});
