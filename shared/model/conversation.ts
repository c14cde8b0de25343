import { z } from 'zod';
import { effectiveTime, type SentenceTimes, type TimeSpan } from './sentenceTimes.ts';
import type { Utterance } from './utterance.ts';

/** Nobody speaking for this long is dead air, ms. */
export const deadAirMs = 3_000;

/**
 * Shorter pauses and overlaps are nobody's doing, ms: people need about 200 ms to take a turn, and an estimated start is
 * within 250 ms.
 */
const noticeableMs = 300;

const ms = z.number().int();
const spanSchema = z.object({ startMs: ms, endMs: ms });
const voiceSchema = z.enum(['robot', 'customer']);
type Voice = z.infer<typeof voiceSchema>;

/** Figures of who spoke when; times are ms into the recording. What each one counts stands in docs/timing.md. */
export const conversationSchema = z.object({
  robotMs: ms,
  customerMs: ms,
  /** For how much of the recording nobody speaks. */
  silenceMs: ms,
  /** 0…1: the customer's part of what both speak. */
  talkShare: z.number(),
  longestMonologue: spanSchema.extend({ speaker: voiceSchema }).nullable(),
  /** In order; `by` begins at `atMs` while the other speaks, and both speak for `overlapMs`. */
  interruptions: z.array(z.object({ by: voiceSchema, atMs: ms, overlapMs: ms })),
  /** From the end of what one says to the other's answer; null where there is no such answer. */
  reactions: z.object({
    customerMedianMs: ms.nullable(),
    robotMedianMs: ms.nullable(),
    /** The longest one, from the end of what was said to the answer. */
    slowest: spanSchema.extend({ by: voiceSchema }).nullable(),
  }),
  /** In order, each of 3 s or more. */
  deadAir: z.array(spanSchema),
  lastSpeaker: voiceSchema,
  /** Whether any of the times is an estimate. */
  isEstimated: z.boolean(),
});
export type Conversation = z.infer<typeof conversationSchema>;

/** A sentence as far as the figures go by it. */
export type SpokenSentence = SentenceTimes & Pick<Utterance, 'speaker' | 'text'>;

export interface TimedCall {
  readonly utterances: readonly SpokenSentence[];
  readonly shiftMs: number;
  /** How long the recording is; null where nobody knows, and then it is as long as what is said in it. */
  readonly durationMs: number | null;
}

interface Speech extends TimeSpan {
  readonly voice: Voice;
}

/** Why there are no figures: nobody said anything, times are not known, or whose sentences they are is not. */
export type FiguresGap = { readonly because: 'nothing-said' } | { readonly because: 'no-times' | 'some-times' | 'unknown-speaker'; readonly sentences: number };

/** What keeps the figures of a call from being counted; null where nothing does. */
export function figuresGap({ utterances, shiftMs }: Pick<TimedCall, 'utterances' | 'shiftMs'>): FiguresGap | null {
  const said = utterances.filter(isSaid);
  if (said.length === 0) return { because: 'nothing-said' };
  const untimed = said.filter((sentence) => spanOf(sentence, shiftMs) === null).length;
  if (untimed > 0) return { because: untimed === said.length ? 'no-times' : 'some-times', sentences: untimed };
  const strangers = said.filter(({ speaker }) => speaker === 'unknown').length;
  return strangers === 0 ? null : { because: 'unknown-speaker', sentences: strangers };
}

/**
 * Counts who spoke when. Null where the time or the speaker of any sentence is not known: a figure that leaves out a
 * sentence would be wrong.
 */
export function conversationOf(call: TimedCall): Conversation | null {
  const { utterances, shiftMs } = call;
  if (figuresGap(call) !== null) return null;
  const said = utterances.filter(isSaid);
  const sentences = said.flatMap((sentence): Speech[] => {
    const span = spanOf(sentence, shiftMs);
    return span === null || sentence.speaker === 'unknown' ? [] : [{ voice: sentence.speaker, ...span }];
  });
  const robot = spansOf(sentences, 'robot', 0);
  const customer = spansOf(sentences, 'customer', 0);
  const lengthMs = Math.max(call.durationMs ?? 0, ...[robot, customer].map((spans) => spans.at(-1)?.endMs ?? 0));
  const stretches = stretchesOf(robot, customer, lengthMs);
  const silences = stretches.filter(({ heard }) => heard === 'nobody');
  const [robotMs, customerMs] = [totalMs(robot), totalMs(customer)];
  return {
    robotMs,
    customerMs,
    silenceMs: totalMs(silences),
    talkShare: robotMs + customerMs === 0 ? 0 : customerMs / (robotMs + customerMs),
    longestMonologue: longest(monologues(stretches)),
    ...exchanges([...turnsOf(sentences, 'robot'), ...turnsOf(sentences, 'customer')].toSorted(byStart)),
    deadAir: silences.filter(isDeadAir).map(({ startMs, endMs }) => ({ startMs, endMs })),
    lastSpeaker: lastToEnd(sentences),
    isEstimated: said.some((sentence) => effectiveTime(sentence, shiftMs).source === 'estimated'),
  };
}

/** An empty sentence has no sound: it is nowhere. */
function isSaid({ text }: SpokenSentence): boolean {
  return text.trim() !== '';
}

function spanOf(sentence: SpokenSentence, shiftMs: number): TimeSpan | null {
  const { startMs, endMs } = effectiveTime(sentence, shiftMs);
  return startMs === null || endMs === null || startMs < 0 || endMs < startMs ? null : { startMs, endMs };
}

const byStart = (a: TimeSpan, b: TimeSpan): number => a.startMs - b.startMs || a.endMs - b.endMs;

/** Where `voice` speaks, in order, as one span wherever sentences overlap, touch, or are less than `pauseMs` apart. */
function spansOf(sentences: readonly Speech[], voice: Voice, pauseMs: number): readonly TimeSpan[] {
  const spans: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of sentences.filter((sentence) => sentence.voice === voice).toSorted(byStart)) {
    const last = spans.at(-1);
    if (last !== undefined && (startMs <= last.endMs || startMs - last.endMs < pauseMs)) last.endMs = Math.max(last.endMs, endMs);
    else spans.push({ startMs, endMs });
  }
  return spans;
}

function turnsOf(sentences: readonly Speech[], voice: Voice): readonly Speech[] {
  return spansOf(sentences, voice, noticeableMs).map(({ startMs, endMs }) => ({ voice, startMs, endMs }));
}

function totalMs(spans: readonly TimeSpan[]): number {
  return spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
}

interface Stretch extends TimeSpan {
  readonly heard: Voice | 'both' | 'nobody';
}

/** The recording from its start to its end, cut wherever somebody begins or ends. */
function stretchesOf(robot: readonly TimeSpan[], customer: readonly TimeSpan[], lengthMs: number): readonly Stretch[] {
  const edges = [0, lengthMs, ...[...robot, ...customer].flatMap(({ startMs, endMs }) => [startMs, endMs])].toSorted((a, b) => a - b);
  const isRobotAt = speakingAt(robot);
  const isCustomerAt = speakingAt(customer);
  return edges.flatMap((startMs, place): Stretch[] => {
    const endMs = edges[place + 1];
    if (endMs === undefined || endMs === startMs) return [];
    const isRobot = isRobotAt(startMs);
    const isCustomer = isCustomerAt(startMs);
    if (isRobot && isCustomer) return [{ heard: 'both', startMs, endMs }];
    return [{ heard: isRobot ? 'robot' : isCustomer ? 'customer' : 'nobody', startMs, endMs }];
  });
}

/** Tells whether somebody speaks from a time on, for times that only grow. */
function speakingAt(spans: readonly TimeSpan[]): (atMs: number) => boolean {
  let place = 0;
  return (atMs) => {
    while ((spans[place]?.endMs ?? Infinity) <= atMs) place += 1;
    return (spans[place]?.startMs ?? Infinity) <= atMs;
  };
}

function isDeadAir({ startMs, endMs }: TimeSpan): boolean {
  return endMs - startMs >= deadAirMs;
}

/** Where one speaks and the other does not, through pauses that are no dead air. */
function monologues(stretches: readonly Stretch[]): readonly NonNullable<Conversation['longestMonologue']>[] {
  const found: NonNullable<Conversation['longestMonologue']>[] = [];
  let speaking: Stretch['heard'] = 'nobody';
  for (const stretch of stretches) {
    const { heard, startMs, endMs } = stretch;
    if (heard === 'nobody' && !isDeadAir(stretch)) continue;
    const last = found.at(-1);
    if (heard === speaking && last !== undefined && heard === last.speaker) last.endMs = endMs;
    else if (heard === 'robot' || heard === 'customer') found.push({ speaker: heard, startMs, endMs });
    speaking = heard;
  }
  return found;
}

function longest<Kind extends TimeSpan>(spans: readonly Kind[]): Kind | null {
  let found: Kind | null = null;
  for (const span of spans) if (found === null || span.endMs - span.startMs > found.endMs - found.startMs) found = span;
  return found;
}

/** How the turns follow one another: who answered after what time, and who spoke into what the other said. */
function exchanges(turns: readonly Speech[]): Pick<Conversation, 'interruptions' | 'reactions'> {
  const interruptions: Conversation['interruptions'] = [];
  const answers: { by: Voice; startMs: number; endMs: number }[] = [];
  let before: Speech | null = null;
  for (const turn of turns) {
    const { voice: by, startMs } = turn;
    if (before !== null && before.voice !== by) {
      const overlapMs = Math.min(before.endMs, turn.endMs) - startMs;
      if (before.endMs - startMs < noticeableMs) answers.push({ by, startMs: Math.min(before.endMs, startMs), endMs: startMs });
      else if (overlapMs >= noticeableMs) interruptions.push({ by, atMs: startMs, overlapMs });
    }
    if (before === null || turn.endMs >= before.endMs) before = turn;
  }
  const medianOf = (voice: Voice): number | null => median(answers.filter(({ by }) => by === voice).map(({ startMs, endMs }) => endMs - startMs));
  return { interruptions, reactions: { customerMedianMs: medianOf('customer'), robotMedianMs: medianOf('robot'), slowest: longest(answers) } };
}

/** Whole milliseconds; of an even number, the middle of the two in the middle. */
function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}

function lastToEnd(sentences: readonly Speech[]): Voice {
  let last: Speech | null = null;
  for (const sentence of sentences) if (last === null || sentence.endMs >= last.endMs) last = sentence;
  return last?.voice ?? 'robot';
}
