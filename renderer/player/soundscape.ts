import { recordingKinds, type RecordingKind } from '#shared/model/recording.ts';
import { silences } from './silence.ts';
import type { TimedSentence } from './sentences.ts';
import type { Span, Wave } from './wave.ts';

/** What the operator hears: the whole call, or one of its voices. */
export const sides = ['both', 'customer', 'robot'] as const;
export type Side = (typeof sides)[number];

/** How the robot is heard alone: its channel of a stereo recording, or all but the customer's sentences. */
export type RobotAlone = { readonly by: 'channel'; readonly channel: number } | { readonly by: 'muting'; readonly muted: readonly Span[] };

/** What is known of a call's sound. */
export interface Scene {
  /** The recordings that are here. */
  readonly here: ReadonlySet<RecordingKind>;
  readonly waves: Readonly<Partial<Record<RecordingKind, Wave>>>;
  readonly sentences: readonly TimedSentence[];
  readonly durationMs: number;
}

/** What follows from a scene for what is to be heard. */
export interface Soundscape {
  /** What can be heard here. */
  readonly sides: readonly Side[];
  /** What is heard, null where there is no sound: what was wanted, else the next best. */
  readonly heard: { readonly side: Side; readonly kind: RecordingKind } | null;
  /** How the robot would be heard alone, null where it cannot be. */
  readonly robotBy: RobotAlone['by'] | null;
  /** Null unless the robot is heard alone. */
  readonly robotAlone: RobotAlone | null;
  /** Where nothing of it is to be heard. */
  readonly silences: readonly Span[];
  /** Its loud parts, 0 to 1; null while its wave is not known. */
  readonly loudness: number | null;
}

/** So much more is muted before and after a sentence of the customer: recordings and times are not exact, ms. */
const aroundMs = 100;
/** A channel is the customer's where it is so many times as loud, in the customer's sentences, as the other one. */
const tellingRatio = 1.5;

const isCustomers = ({ speaker, timing, hasEnd }: TimedSentence): boolean => speaker === 'customer' && (timing === 'given' || timing === 'corrected') && hasEnd;

/** Mean loudness of a channel within `spans`. */
function meanWithin(loudness: Float32Array, pointsPerSecond: number, spans: readonly Span[]): number {
  let sum = 0;
  let count = 0;
  for (const { startMs, endMs } of spans) {
    const to = Math.min(loudness.length, Math.ceil((endMs / 1000) * pointsPerSecond));
    for (let at = Math.floor((startMs / 1000) * pointsPerSecond); at < to; at += 1) {
      sum += loudness[at] ?? 0;
      count += 1;
    }
  }
  return count === 0 ? 0 : sum / count;
}

/** Which channel of a stereo recording has the robot: the one that is quiet while the customer speaks. Null where that is not plain. */
export function robotChannel(wave: Wave, customerSpans: readonly Span[]): number | null {
  const [left, right, ...more] = wave.channels;
  if (left === undefined || right === undefined || more.length > 0) return null;
  const [inLeft, inRight] = [left, right].map((channel) => meanWithin(channel, wave.pointsPerSecond, customerSpans));
  if (inLeft === undefined || inRight === undefined) return null;
  if (inLeft > inRight * tellingRatio) return 1;
  return inRight > inLeft * tellingRatio ? 0 : null;
}

function robotAloneIn({ here, waves, sentences }: Scene): RobotAlone | null {
  const spans = sentences.filter(isCustomers);
  if (!here.has('composite') || spans.length === 0) return null;
  const channel = waves.composite === undefined ? null : robotChannel(waves.composite, spans);
  if (channel !== null) return { by: 'channel', channel };
  return { by: 'muting', muted: spans.map(({ startMs, endMs }) => ({ startMs: Math.max(0, startMs - aroundMs), endMs: endMs + aroundMs })) };
}

/** `wave` without any sound in `spans`. */
function silencedIn(wave: Wave, spans: readonly Span[]): Wave {
  const loudness = wave.loudness.slice();
  for (const { startMs, endMs } of spans) {
    loudness.fill(0, Math.floor((startMs / 1000) * wave.pointsPerSecond), Math.ceil((endMs / 1000) * wave.pointsPerSecond));
  }
  return { ...wave, loudness };
}

/** The waves of what is heard; null while nobody knows them. */
function heardWaves({ waves }: Scene, heard: NonNullable<Soundscape['heard']>, robotAlone: RobotAlone | null): readonly Wave[] | null {
  const wave = waves[heard.kind];
  if (wave === undefined) return null;
  if (robotAlone !== null) {
    if (robotAlone.by === 'muting') return [silencedIn(wave, robotAlone.muted)];
    return [{ ...wave, loudness: wave.channels[robotAlone.channel] ?? wave.loudness }];
  }
  if (heard.side === 'customer') return [wave];
  // What is faint in the whole call is plain in the customer's own recording.
  return waves.customer === undefined ? [wave] : [wave, waves.customer];
}

/** The loudness that a twentieth of the points with any sound is above. */
function loudParts({ loudness }: Wave): number {
  const counts = new Uint32Array(128);
  let all = 0;
  for (const point of loudness) {
    const step = Math.min(127, Math.floor(point * 128));
    if (step < 2) continue;
    counts[step] = (counts[step] ?? 0) + 1;
    all += 1;
  }
  let above = 0;
  const at = counts.findLastIndex((count) => (above += count) > all / 20);
  return Math.max(0, at) / 128;
}

/** What is to be heard of `scene` for an operator who wants `wanted`. */
export function soundscapeOf(scene: Scene, wanted: Side): Soundscape {
  const { here, sentences, durationMs } = scene;
  const robot = robotAloneIn(scene);
  const possible = sides.filter((side) => (side === 'robot' ? robot !== null : here.has(side === 'both' ? 'composite' : 'customer')));
  const side = possible.includes(wanted) ? wanted : possible[0];
  const kind = side === 'customer' ? 'customer' : recordingKinds.find((candidate) => here.has(candidate));
  if (side === undefined || kind === undefined) return { sides: [], heard: null, robotBy: null, robotAlone: null, silences: [], loudness: null };
  const heard = { side, kind };
  const robotAlone = side === 'robot' ? robot : null;
  const waves = heardWaves(scene, heard, robotAlone);
  const spoken = sentences.filter(({ speaker, hasEnd }) => hasEnd && (side === 'both' || speaker === side));
  return {
    sides: possible,
    heard,
    robotBy: robot?.by ?? null,
    robotAlone,
    silences: waves === null ? [] : silences(waves, spoken, durationMs),
    loudness: waves?.[0] === undefined ? null : loudParts(waves[0]),
  };
}
