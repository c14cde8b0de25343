import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTimes, type EstimatedTimes, type SentenceToTime, type SoundToTime } from '../../../../electron/core/recordings/timing/index.ts';
import { babble } from '../../../support/babble.ts';
import { aBabbledCall, soundOf, type Babbled, type BabbledCall, type BabbledTurn } from '../../../support/babbledCall.ts';
import { createRandom } from '../../../support/timedCalls/random.ts';
import { atLevel, holdMusic, silence, tones, whiteNoise, type Signal } from '../../../support/timedCalls/signals.ts';

const robot = (startMs: number, endMs: number): BabbledTurn => ({ speaker: 'robot', startMs, endMs });
const customer = (startMs: number, endMs: number): BabbledTurn => ({ speaker: 'customer', startMs, endMs });

const turns = [robot(900, 4200), customer(4900, 6300), robot(7100, 9900), customer(10_600, 11_500), robot(12_300, 16_800), customer(17_400, 19_800), robot(20_500, 22_300)];
const interrupted = [robot(900, 4200), customer(3300, 5300), robot(6100, 9400), customer(8800, 10_100), robot(10_700, 13_900), customer(14_500, 16_000), robot(15_600, 18_900)];
const inARow = [robot(700, 3000), robot(3700, 5200), robot(5900, 9400), customer(10_100, 12_200), robot(12_800, 14_300), robot(15_000, 18_600)];

function times({ composite, customer: own, sentences }: BabbledCall): Promise<EstimatedTimes> {
  return estimateTimes({ composite: soundOf([composite]), customer: soundOf([own]), sentences });
}

function expectNear({ sentences }: EstimatedTimes, spoken: readonly BabbledTurn[], { startMs, endMs } = { startMs: 100, endMs: 250 }): void {
  for (const [at, turn] of spoken.entries()) {
    const time = sentences[at];
    expect(time?.timing, `sentence ${at}`).not.toBe('unknown');
    expect(Math.abs((time?.startMs ?? 0) - turn.startMs), `start of sentence ${at}, ${time?.startMs}`).toBeLessThanOrEqual(startMs);
    expect(Math.abs((time?.endMs ?? 0) - turn.endMs), `end of sentence ${at}, ${time?.endMs}`).toBeLessThanOrEqual(endMs);
  }
}

const scenes: readonly (readonly [string, Babbled])[] = [
  ['a plain call', { turns }],
  ['a call without any times', { turns, given: 'none' }],
  ['a late, quieter customer’s recording that drifts', { turns, lateMs: 230, gainDb: -9, ppm: 150 }],
  ['an early one', { turns, lateMs: -700, gainDb: 4, totalMs: 24_500 }],
  ['a robot that leaks into a quieter, late, drifting customer’s recording', { turns, echoDb: -13, gainDb: -7, lateMs: 60, ppm: -200 }],
  ['a robot that leaks, and no times', { turns, echoDb: -13, gainDb: -7, lateMs: 60, ppm: 100, given: 'none' }],
  ['a robot almost as loud in the customer’s recording', { turns, echoDb: -3, lateMs: 20 }],
  ['interruptions', { turns: interrupted }],
  ['interruptions of a robot that leaks', { turns: interrupted, echoDb: -12, gainDb: -7, lateMs: 60, ppm: 100 }],
  ['several sentences in a row', { turns: inARow }],
  ['noise', { turns, noiseDb: -42 }],
  ['music between the robot’s sentences', { turns: turns.map((turn, at) => (at < 3 ? turn : { ...turn, startMs: turn.startMs + 6000, endMs: turn.endMs + 6000 })), extra: [{ sound: holdMusic(5000, -22, createRandom(3)), atMs: 10_400 }] }],
  ['ringing and an announcement before the first sentence', {
    turns: turns.map((turn) => ({ ...turn, startMs: turn.startMs + 6000, endMs: turn.endMs + 6000 })),
    extra: [{ sound: tones(1000, [425], -24), atMs: 400 }, { sound: atLevel(babble(2600, { pitch: 210, seed: 99 }), -21), atMs: 2000 }],
  }],
];

describe('estimateTimes', () => {
  it.each(scenes)('finds the sentences of %s', async (_, babbled) => {
    const found = await times(aBabbledCall(babbled));
    expect(found.verdict).toMatchObject({ state: 'solved', reason: 'solved' });
    expectNear(found, babbled.turns);
  });

  it('measures lag, drift, gain and echo on the way', async () => {
    const { measured } = await times(aBabbledCall({ turns, lateMs: 60, ppm: 100, gainDb: -7, echoDb: -13 }));
    expect(measured.lagMs).toBeCloseTo(60 + 11.55 * 0.1, 0);
    expect(measured.driftPpm).toBeCloseTo(100, -1);
    expect(measured.gainDb).toBeCloseTo(-7, 0);
    expect(Math.abs((measured.echoDb ?? 0) + 20)).toBeLessThan(3);
    expect(measured).toMatchObject({ composite: 'mixed', compositeMs: 23_100, customerMs: 23_100 });
  });

  it.each([['robot-left', 0], ['robot-right', 1]] as const)('tells the channels of a stereo composite apart: %s', async (composite, at) => {
    const call = aBabbledCall({ turns: interrupted, lateMs: 80, gainDb: -5 });
    const person = call.composite.map((sample, index) => sample - (call.robot[index] ?? 0));
    const channels = at === 0 ? [call.robot, person] : [person, call.robot];
    const found = await estimateTimes({ composite: soundOf(channels), customer: soundOf([call.customer]), sentences: call.sentences });
    expect(found.measured.composite).toBe(composite);
    expectNear(found, interrupted);
  });

  it('reads recordings of different rates', async () => {
    const call = aBabbledCall({ turns, lateMs: 40 });
    const doubled = Float32Array.from({ length: call.customer.length * 2 }, (_, at) => ((call.customer[at >> 1] ?? 0) + (call.customer[(at + 1) >> 1] ?? 0)) / 2);
    const found = await estimateTimes({ composite: soundOf([call.composite]), customer: soundOf([doubled], 16_000), sentences: call.sentences });
    expect(found.verdict.reason).toBe('solved');
    expectNear(found, turns);
  });

  it('finds a robot that nobody answers', async () => {
    const alone = [robot(900, 4200), robot(5200, 7000)];
    const found = await times(aBabbledCall({ turns: alone }));
    expect(found.verdict.reason).toBe('solved');
    expectNear(found, alone);
  });

  it('leaves out a sentence that was never said', async () => {
    const { sentences, ...call } = aBabbledCall({ turns });
    const unsaid: SentenceToTime = { speaker: 'robot', text: 'This one comes too late, as the customer has hung up before it.', startMs: null, endMs: null };
    const found = await times({ ...call, sentences: [...sentences, unsaid] });
    expect(found.verdict.reason).toBe('solved-in-part');
    expect(found.sentences.at(-1)).toEqual({ startMs: null, endMs: null, timing: 'unknown' });
    expectNear(found, turns);
  });

  it('keeps given times as they are, and reads nothing where all are given', async () => {
    const given: SentenceToTime = { speaker: 'customer', text: 'Yes, go ahead.', startMs: 1200, endMs: null };
    const found = await estimateTimes({ composite: unreadable, customer: unreadable, sentences: [given] });
    expect(found.sentences).toEqual([{ startMs: 1200, endMs: null, timing: 'given' }]);
    expect(found.verdict).toMatchObject({ state: 'solved', reason: 'nothing-to-estimate' });
  });

  const call = aBabbledCall({ turns });
  const leaky = aBabbledCall({ turns, echoDb: -12, gainDb: -7, lateMs: 60, ppm: 100 });
  const other = aBabbledCall({ turns: [customer(500, 3000), customer(6000, 9000), customer(12_000, 16_000)], totalMs: 23_100 }).composite;
  const unsolvable: readonly (readonly [string, string, Partial<Record<'composite' | 'customer', SoundToTime>> & { sentences?: readonly SentenceToTime[] }])[] = [
    ['a silent customer’s recording', 'customer-silent', { customer: soundOf([whiteNoise(23_100, -65, createRandom(1))]) }],
    ['a customer’s recording of nothing at all', 'customer-silent', { customer: soundOf([silence(23_100)]) }],
    ['swapped recordings', 'swapped', { composite: soundOf([call.customer]), customer: soundOf([call.composite]) }],
    ['swapped recordings of a robot that leaks', 'swapped', { composite: soundOf([leaky.customer]), customer: soundOf([leaky.composite]) }],
    ['recordings of different calls', 'not-together', { customer: soundOf([other]) }],
    ['recordings of very different lengths', 'lengths-differ', { customer: soundOf([call.customer.slice(0, 80_000)]) }],
    ['twice the same recording', 'not-separable', { customer: soundOf([call.composite]), sentences: call.sentences.map((sentence) => ({ ...sentence, startMs: null, endMs: null })) }],
    ['a composite without the robot', 'not-separable', { composite: soundOf([call.customer]) }],
    ['the words of another call', 'sentences-do-not-fit', { sentences: call.sentences.map((sentence) => (sentence.speaker === 'robot' ? { ...sentence, text: sentence.text.repeat(sentence.text.length > 60 ? 1 : 9) } : sentence)) }],
    ['a composite of nothing', 'no-sound', { composite: soundOf([silence(23_100)]) }],
    ['a recording that cannot be read', 'not-readable', { composite: unreadable }],
  ];

  it.each(unsolvable)('does not know the times with %s', async (_, reason, changed) => {
    const found = await estimateTimes({ composite: soundOf([call.composite]), customer: soundOf([call.customer]), sentences: call.sentences, ...changed });
    expect(found.verdict).toMatchObject({ state: 'unknown', reason });
    expect(found.sentences.map(({ timing }) => timing)).not.toContain('estimated');
    expect(found.verdict.why).toMatch(/^[A-Z].*\.$/);
  });

  it('gives times in order, apart and within the recording, whatever the call', async () => {
    const turn = fc.record({ isRobot: fc.boolean(), pauseMs: fc.integer({ min: -900, max: 1500 }), ms: fc.integer({ min: 300, max: 3500 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 6 }), fc.constantFrom('all' as const, 'none' as const), async (described, given) => {
        let endMs = 600;
        const ended = { robot: 0, customer: 0 };
        const spoken = described.map(({ isRobot, pauseMs, ms }): BabbledTurn => {
          const speaker = isRobot ? 'robot' : 'customer';
          const startMs = Math.max(endMs + pauseMs, ended[speaker] + 150, 0);
          endMs = ended[speaker] = startMs + ms;
          return { speaker, startMs, endMs };
        });
        const made = aBabbledCall({ turns: spoken, given });
        const found = await times(made);
        expect(found.sentences).toHaveLength(made.sentences.length);
        expectOrdered(found, made);
      }),
      { numRuns: 12, seed: 5 },
    );
  });
});

const unreadable: SoundToTime = { decode: null };

function expectOrdered({ sentences, verdict, measured }: EstimatedTimes, { composite, sentences: asked }: { readonly composite: Signal; readonly sentences: readonly SentenceToTime[] }): void {
  const totalMs = composite.length / 8;
  const before = { robot: 0, customer: 0, unknown: 0 };
  for (const [at, { startMs, endMs, timing }] of sentences.entries()) {
    if (timing !== 'estimated' || startMs === null || endMs === null) continue;
    expect(verdict.state).toBe('solved');
    const speaker = asked[at]?.speaker ?? 'unknown';
    expect(startMs).toBeGreaterThanOrEqual(before[speaker]);
    expect(endMs).toBeGreaterThan(startMs);
    expect(endMs).toBeLessThanOrEqual(totalMs);
    before[speaker] = endMs;
  }
  expect(measured.robotPace === null || measured.robotPace > 0).toBe(true);
}
