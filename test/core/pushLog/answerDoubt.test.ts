import { describe, expect, it } from 'vitest';
import { answerDoubtFrom } from '../../../electron/core/pushLog/answerDoubt.ts';

const startMs = 1_790_841_700_000;
const at = (...minutes: number[]): number[] => minutes.map((minute) => startMs + minute * 60_000);
const retried = { callId: 'a', deliveredAtMs: at(0, 1, 3) };
const alsoRetried = { callId: 'b', deliveredAtMs: at(2, 3, 5, 9) };
const doubt = { callId: 'b', times: 4, sinceMs: startMs };

describe('answerDoubtFrom', () => {
  it.each<[string, Parameters<typeof answerDoubtFrom>[0], number, ReturnType<typeof answerDoubtFrom>]>([
    ['no call comes again', [], 10, null],
    ['one call comes again', [alsoRetried], 10, null],
    ['two calls come again at retry intervals', [retried, alsoRetried], 10, doubt],
    ['the second call came only twice', [alsoRetried, { callId: 'a', deliveredAtMs: at(0, 1) }], 10, null],
    ['the third delivery came within seconds', [alsoRetried, { callId: 'a', deliveredAtMs: at(0, 1, 1.2) }], 10, null],
    ['each delivery comes twice at once', [alsoRetried, { callId: 'a', deliveredAtMs: at(0, 0.01, 1, 1.01, 3, 3.01) }], 10, doubt],
    ['deliveries stand in the wrong order, as the clock was set back', [alsoRetried, { callId: 'a', deliveredAtMs: at(9, 1, 2) }], 10, null],
    ['one of the two is silent for longer than the next interval', [retried, alsoRetried], 14, null],
    ['both are silent for longer', [retried, alsoRetried], 60, null],
    ['the intervals have grown to hours', [{ callId: 'a', deliveredAtMs: at(0, 127, 255) }, { callId: 'b', deliveredAtMs: at(0, 128, 256) }], 500, { callId: 'b', times: 3, sinceMs: startMs }],
    ['the last of ten attempts is long over', [{ callId: 'a', deliveredAtMs: at(0, 255, 511) }, { callId: 'b', deliveredAtMs: at(0, 256, 512) }], 900, null],
    ['a third call is silent', [retried, alsoRetried, { callId: 'c', deliveredAtMs: at(-90, -80, -70) }], 10, doubt],
    ['nothing is known of a call’s deliveries since the answer changed', [alsoRetried, { callId: 'a', deliveredAtMs: [] }], 10, null],
  ])('where %s', (_name, calls, nowMinute, expected) => {
    expect(answerDoubtFrom(calls, startMs + nowMinute * 60_000)).toEqual(expected);
  });
});
