import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { conversationOf, conversationSchema, figuresGap, type SpokenSentence } from '#shared/model/conversation.ts';

type Row = readonly ['robot' | 'customer' | 'unknown', number | null, number | null, SpokenSentence['timing']?];

const said = (rows: readonly Row[]): SpokenSentence[] =>
  rows.map(([speaker, startMs, endMs, timing]) => ({ speaker, text: 'words', startMs, endMs, timing: timing ?? (startMs === null ? 'unknown' : 'given'), corrected: null }));

const count = (rows: readonly Row[], durationMs: number | null = null, shiftMs = 0) => conversationOf({ utterances: said(rows), shiftMs, durationMs });

const pushSchema = z.object({ callDetailList: z.array(z.object({ type: z.enum(['ROBOT', 'PERSON']), text: z.string(), startOffset: z.number().optional(), endOffset: z.number().optional() })) });

/** The sentences of a sample; the robot's times, in order, are those at which the sample was put together. */
function sample(name: string, robot: readonly (readonly [number, number])[]): SpokenSentence[] {
  const push = pushSchema.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../../samples', name, 'push.json'), 'utf8')));
  const left = [...robot];
  return push.callDetailList.map(({ type, text, startOffset = null, endOffset = null }) => {
    if (type === 'PERSON') return { speaker: 'customer', text, startMs: startOffset, endMs: endOffset, timing: 'given' };
    const [startMs, endMs] = left.shift() ?? [null, null];
    return { speaker: 'robot', text, startMs, endMs, timing: 'estimated' };
  });
}

describe('conversationOf', () => {
  it('counts the English sample as a hand does', () => {
    const utterances = sample('answered-en', [[600, 5_242], [7_559, 10_455], [13_385, 15_564]]);
    expect(conversationOf({ utterances, shiftMs: 0, durationMs: 16_264 })).toEqual({
      // 4642 + 2896 + 2179
      robotMs: 9_717,
      // 1267 + 1880
      customerMs: 3_147,
      // 600 + 500 + 550 + 500 + 550 + 700
      silenceMs: 3_400,
      talkShare: 3_147 / 12_864,
      longestMonologue: { speaker: 'robot', startMs: 600, endMs: 5_242 },
      interruptions: [],
      reactions: { customerMedianMs: 500, robotMedianMs: 550, slowest: { by: 'robot', startMs: 7_009, endMs: 7_559 } },
      deadAir: [],
      lastSpeaker: 'robot',
      isEstimated: true,
    });
  });

  it('counts the Chinese sample as a hand does', () => {
    const utterances = sample('answered-zh', [[600, 6_455], [8_830, 13_450], [17_258, 19_523]]);
    expect(conversationOf({ utterances, shiftMs: 0, durationMs: 20_223 })).toEqual({
      robotMs: 12_740,
      customerMs: 4_083,
      silenceMs: 3_400,
      talkShare: 4_083 / 16_823,
      longestMonologue: { speaker: 'robot', startMs: 600, endMs: 6_455 },
      interruptions: [],
      reactions: { customerMedianMs: 500, robotMedianMs: 550, slowest: { by: 'robot', startMs: 8_280, endMs: 8_830 } },
      deadAir: [],
      lastSpeaker: 'robot',
      isEstimated: true,
    });
  });

  it('counts the Indonesian sample as a hand does', () => {
    const utterances = sample('answered-id', [[600, 7_020], [10_040, 13_235], [15_510, 17_300]]);
    expect(conversationOf({ utterances, shiftMs: 0, durationMs: 18_072 })).toMatchObject({
      // 6420 + 3195 + 1790
      robotMs: 11_405,
      // 1970 + 1225
      customerMs: 3_195,
      // 600 + 500 + 550 + 500 + 550 + 772
      silenceMs: 3_472,
      longestMonologue: { speaker: 'robot', startMs: 600, endMs: 7_020 },
      lastSpeaker: 'robot',
    });
  });

  it('counts the sample of a lost hand-over as a hand does: while it rings, nobody speaks', () => {
    const utterances = sample('handover-lost-es', [[600, 5_389], [8_697, 12_249]]);
    expect(conversationOf({ utterances, shiftMs: 0, durationMs: 22_666 })).toEqual({
      // 4789 + 3552
      robotMs: 8_341,
      // 2258 + 993 + 2324
      customerMs: 5_575,
      // 600 + 500 + 550 + 500 + 5900 + 700
      silenceMs: 8_750,
      talkShare: 5_575 / 13_916,
      longestMonologue: { speaker: 'robot', startMs: 600, endMs: 5_389 },
      interruptions: [],
      reactions: { customerMedianMs: 500, robotMedianMs: 550, slowest: { by: 'robot', startMs: 8_147, endMs: 8_697 } },
      deadAir: [{ startMs: 13_742, endMs: 19_642 }],
      lastSpeaker: 'customer',
      isEstimated: true,
    });
  });

  it('counts a call whose customer breaks in', () => {
    expect(count([['robot', 1_500, 7_089], ['customer', 5_889, 7_608], ['robot', 8_308, 15_851], ['customer', 16_151, 16_928], ['robot', 17_628, 21_480]], 22_480)).toEqual({
      robotMs: 16_984,
      customerMs: 2_496,
      // 1500 + 700 + 300 + 700 + 1000
      silenceMs: 4_200,
      talkShare: 2_496 / 19_480,
      longestMonologue: { speaker: 'robot', startMs: 8_308, endMs: 15_851 },
      interruptions: [{ by: 'customer', atMs: 5_889, overlapMs: 1_200 }],
      reactions: { customerMedianMs: 300, robotMedianMs: 700, slowest: { by: 'robot', startMs: 7_608, endMs: 8_308 } },
      deadAir: [],
      lastSpeaker: 'robot',
      isEstimated: false,
    });
  });

  it('counts a call that hangs in the air', () => {
    expect(count([['robot', 1_500, 7_161], ['customer', 7_861, 10_215], ['robot', 10_915, 15_625], ['customer', 16_825, 17_745], ['robot', 20_245, 24_916], ['customer', 26_916, 28_829]], 29_829)).toEqual({
      robotMs: 15_042,
      customerMs: 5_187,
      // 1500 + 700 + 700 + 1200 + 2500 + 2000 + 1000
      silenceMs: 9_600,
      talkShare: 5_187 / 20_229,
      longestMonologue: { speaker: 'robot', startMs: 1_500, endMs: 7_161 },
      interruptions: [],
      // Of 700, 1200 and 2000; of 700 and 2500.
      reactions: { customerMedianMs: 1_200, robotMedianMs: 1_600, slowest: { by: 'robot', startMs: 17_745, endMs: 20_245 } },
      deadAir: [],
      lastSpeaker: 'customer',
      isEstimated: false,
    });
  });

  it('takes three seconds and more for dead air, also before the first word and after the last', () => {
    expect(count([['robot', 3_000, 4_000], ['customer', 6_999, 8_000], ['robot', 11_000, 12_000]], 16_000)?.deadAir).toEqual([
      { startMs: 0, endMs: 3_000 },
      { startMs: 8_000, endMs: 11_000 },
      { startMs: 12_000, endMs: 16_000 },
    ]);
  });

  it('goes by the last word where nobody knows how long the recording is', () => {
    expect(count([['robot', 1_000, 2_000], ['customer', 2_500, 4_000]])).toMatchObject({ silenceMs: 1_500, deadAir: [] });
  });

  describe('longestMonologue', () => {
    it('goes through pauses, and ends where the other begins', () => {
      const call = count([['robot', 0, 4_000], ['robot', 6_000, 9_000], ['customer', 8_000, 10_000], ['robot', 10_500, 18_000]]);
      expect(call?.longestMonologue).toEqual({ speaker: 'robot', startMs: 0, endMs: 8_000 });
    });

    it('does not go through dead air', () => {
      expect(count([['customer', 0, 2_000], ['customer', 5_000, 8_500]])?.longestMonologue).toEqual({ speaker: 'customer', startMs: 5_000, endMs: 8_500 });
    });

    it('begins anew once the other has spoken in the middle', () => {
      expect(count([['robot', 0, 10_000], ['customer', 4_000, 5_000]])?.longestMonologue).toEqual({ speaker: 'robot', startMs: 5_000, endMs: 10_000 });
    });
  });

  describe('interruptions', () => {
    it('belong to whoever begins while the other speaks', () => {
      const call = count([['customer', 0, 3_000], ['robot', 2_000, 6_000], ['customer', 4_000, 5_000]]);
      expect(call?.interruptions).toEqual([
        { by: 'robot', atMs: 2_000, overlapMs: 1_000 },
        { by: 'customer', atMs: 4_000, overlapMs: 1_000 },
      ]);
    });

    it('are not those that last under 300 ms, be it at the end or in the middle', () => {
      expect(count([['robot', 0, 3_000], ['customer', 2_701, 4_000], ['robot', 5_000, 9_000], ['customer', 6_000, 6_299]])?.interruptions).toEqual([]);
      expect(count([['robot', 0, 3_000], ['customer', 2_700, 4_000]])?.interruptions).toEqual([{ by: 'customer', atMs: 2_700, overlapMs: 300 }]);
    });

    it('are one where who breaks in says several sentences without a pause', () => {
      expect(count([['robot', 0, 9_000], ['customer', 2_000, 3_000], ['customer', 3_299, 4_000]])?.interruptions).toEqual([{ by: 'customer', atMs: 2_000, overlapMs: 2_000 }]);
      expect(count([['robot', 0, 9_000], ['customer', 2_000, 3_000], ['customer', 3_300, 4_000]])?.interruptions).toHaveLength(2);
    });

    it('have no answers in them', () => {
      expect(count([['robot', 0, 9_000], ['customer', 2_000, 3_000], ['robot', 9_500, 9_900]])?.reactions).toEqual({ customerMedianMs: null, robotMedianMs: null, slowest: null });
    });
  });

  it('takes an answer that comes a little early for one without delay', () => {
    expect(count([['robot', 0, 3_000], ['customer', 2_900, 4_000], ['robot', 4_000, 5_000]])?.reactions).toEqual({
      customerMedianMs: 0,
      robotMedianMs: 0,
      slowest: { by: 'customer', startMs: 2_900, endMs: 2_900 },
    });
  });

  it('counts what one says twice at a time once', () => {
    expect(count([['robot', 0, 3_000], ['robot', 2_000, 4_000], ['customer', 5_000, 6_000]], 6_000)).toMatchObject({ robotMs: 4_000, customerMs: 1_000, silenceMs: 1_000 });
  });

  it('goes by corrected and shifted times, and calls corrected ones no estimate', () => {
    const [robot, customer] = said([['robot', 0, 9_000, 'estimated'], ['customer', 3_000, 4_000]]);
    if (robot === undefined || customer === undefined) throw new Error('no sentences');
    const utterances = [{ ...robot, corrected: { startMs: 500, endMs: 2_500 } }, customer];
    expect(conversationOf({ utterances, shiftMs: 100, durationMs: 5_000 })).toMatchObject({
      robotMs: 2_000,
      longestMonologue: { speaker: 'robot', startMs: 600, endMs: 2_600 },
      reactions: { customerMedianMs: 500 },
      silenceMs: 2_000,
      isEstimated: false,
    });
    expect(conversationOf({ utterances: [robot, customer], shiftMs: 0, durationMs: null })?.isEstimated).toBe(true);
  });

  it('knows nothing of a call of whose sentences one has no time or speaker, and says why', () => {
    const cases: readonly (readonly [readonly Row[], object])[] = [
      [[], { because: 'nothing-said' }],
      [[['robot', null, null], ['customer', null, null]], { because: 'no-times', sentences: 2 }],
      [[['robot', null, null], ['customer', 1_000, 2_000]], { because: 'some-times', sentences: 1 }],
      [[['robot', 500, null], ['customer', 1_000, 2_000]], { because: 'some-times', sentences: 1 }],
      [[['robot', 500, 900], ['unknown', 1_000, 2_000]], { because: 'unknown-speaker', sentences: 1 }],
    ];
    for (const [rows, gap] of cases) {
      expect(count(rows)).toBeNull();
      expect(figuresGap({ utterances: said(rows), shiftMs: 0 })).toEqual(gap);
    }
    expect(count([['robot', 1_000, 2_000], ['customer', 2_500, 3_000]], null, -2_200)).toBeNull();
  });

  it('leaves out a sentence without words', () => {
    const [spoken, empty] = said([['robot', 0, 1_000], ['customer', null, null]]);
    if (spoken === undefined || empty === undefined) throw new Error('no sentences');
    expect(conversationOf({ utterances: [spoken, { ...empty, text: ' ' }], shiftMs: 0, durationMs: 1_000 })).toMatchObject({ robotMs: 1_000, talkShare: 0, lastSpeaker: 'robot' });
  });

  it('counts every millisecond of any call once', () => {
    const rows = fc.array(fc.tuple(fc.constantFrom('robot' as const, 'customer' as const), fc.nat(60_000), fc.nat(9_000)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(rows, fc.nat(80_000), (drawn, durationMs) => {
        const call = count(drawn.map(([speaker, startMs, lengthMs]) => [speaker, startMs, startMs + lengthMs]), durationMs);
        expect(conversationSchema.parse(call)).toEqual(call);
        if (call === null) throw new Error('not counted');
        const ends = drawn.map(([, startMs, lengthMs]) => startMs + lengthMs);
        const bothMs = call.robotMs + call.customerMs + call.silenceMs - Math.max(durationMs, ...ends);
        expect(bothMs).toBeGreaterThanOrEqual(0);
        expect(call.interruptions.reduce((sum, { overlapMs }) => sum + overlapMs, 0)).toBeLessThanOrEqual(2 * bothMs + 300 * call.interruptions.length);
        expect(call.deadAir.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)).toBeLessThanOrEqual(call.silenceMs);
      }),
    );
  });
});
