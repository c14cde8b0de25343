import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conversationOf, type Conversation, type SpokenSentence } from '#shared/model/conversation.ts';
import { parsePushedCall } from '#shared/model/pushedCall.ts';
import { openSound } from '../../../../electron/core/recordings/sound/index.ts';
import { estimateTimes, type EstimatedTimes, type SentenceToTime } from '../../../../electron/core/recordings/timing/index.ts';
import { robotTimes } from '../../../support/sampleTruth.ts';

const samples = join(import.meta.dirname, '../../../../samples');

interface Estimated {
  readonly times: EstimatedTimes;
  readonly durationMs: number;
  readonly sentences: readonly SentenceToTime[];
}

const extension = (of: string): string => (of === 'answered-id' ? 'mp3' : 'wav');

async function estimated(name: string, { isSwapped = false, customerOf = name }: { readonly isSwapped?: boolean; readonly customerOf?: string } = {}): Promise<Estimated> {
  const { utterances: sentences } = parsePushedCall(JSON.parse(readFileSync(join(samples, name, 'push.json'), 'utf8')), { timeZone: '+08:00' });
  const composite = await openSound(join(samples, name, `ai_user.${extension(name)}`));
  const customer = await openSound(join(samples, customerOf, `user.${extension(customerOf)}`));
  if (composite === null || customer === null) throw new Error('no sound');
  const times = await estimateTimes({ sentences, ...(isSwapped ? { composite: customer, customer: composite } : { composite, customer }) });
  return { times, sentences, durationMs: composite.durationMs ?? 0 };
}

function figuresOf(sentences: readonly SentenceToTime[], spans: readonly { readonly startMs: number | null; readonly endMs: number | null }[], durationMs: number): Conversation {
  const utterances = sentences.map(({ speaker, text }, at): SpokenSentence => ({ speaker, text, startMs: spans[at]?.startMs ?? null, endMs: spans[at]?.endMs ?? null, timing: 'estimated', corrected: null }));
  const figures = conversationOf({ utterances, shiftMs: 0, durationMs });
  if (figures === null) throw new Error('not counted');
  return figures;
}

function near(one: number | null | undefined, other: number | null | undefined): void {
  expect(Math.abs((one ?? Infinity) - (other ?? Infinity))).toBeLessThanOrEqual(200);
}

/** What is counted, not measured. */
function countable({ customerMs, longestMonologue, interruptions, deadAir, lastSpeaker }: Conversation): object {
  return { customerMs, by: longestMonologue?.speaker, interruptions, deadAir: deadAir.length, lastSpeaker };
}

describe('the times of the shipped samples', () => {
  it.each(Object.entries(robotTimes))('are found, and so are the figures: %s', async (name, robot) => {
    const { times, sentences, durationMs } = await estimated(name);
    expect(times.verdict.reason).toBe('solved');
    const left = robot.values();
    const truth = sentences.map(({ speaker, startMs, endMs }) => {
      const [start, end] = (speaker === 'robot' ? left.next().value : undefined) ?? [startMs, endMs];
      return { startMs: start, endMs: end };
    });
    for (const [at, { startMs, endMs, timing }] of times.sentences.entries()) {
      expect(timing).toBe(sentences[at]?.speaker === 'robot' ? 'estimated' : 'given');
      expect(Math.abs((startMs ?? Infinity) - (truth[at]?.startMs ?? 0)), `start of sentence ${at}, ${startMs}`).toBeLessThanOrEqual(100);
      expect(Math.abs((endMs ?? Infinity) - (truth[at]?.endMs ?? 0)), `end of sentence ${at}, ${endMs}`).toBeLessThanOrEqual(150);
    }

    const [found, counted] = [figuresOf(sentences, times.sentences, durationMs), figuresOf(sentences, truth, durationMs)];
    near(found.robotMs, counted.robotMs);
    near(found.silenceMs, counted.silenceMs);
    near(found.talkShare * 10_000, counted.talkShare * 10_000);
    near(found.longestMonologue?.startMs, counted.longestMonologue?.startMs);
    near(found.longestMonologue?.endMs, counted.longestMonologue?.endMs);
    near(found.reactions.customerMedianMs, counted.reactions.customerMedianMs);
    near(found.reactions.robotMedianMs, counted.reactions.robotMedianMs);
    for (const [at, { startMs, endMs }] of counted.deadAir.entries()) {
      near(found.deadAir[at]?.startMs, startMs);
      near(found.deadAir[at]?.endMs, endMs);
    }
    expect(countable(found)).toEqual(countable(counted));
  });

  it.each(Object.keys(robotTimes))('are unknown with the recordings swapped, or the customer’s of another call: %s', async (name) => {
    const other = name === 'answered-zh' ? 'handover-lost-es' : 'answered-zh';
    for (const { times } of [await estimated(name, { isSwapped: true }), await estimated(name, { customerOf: other })]) {
      expect(times.verdict.state).toBe('unknown');
      expect(times.sentences.filter(({ timing }) => timing === 'estimated')).toEqual([]);
    }
  });
});
