import { align, type Piece } from './alignment.ts';
import type { Frames, Sought } from './assignment.ts';
import { isSilent, sourcesOf, type Sources } from './channels.ts';
import { lagAt } from './clock.ts';
import { doubtAfter, doubtBefore, isRobotInOther, usedOf } from './doubts.ts';
import { usualLength } from './lengths.ts';
import { frameMs, frameSamples } from './levels.ts';
import { listen } from './listening.ts';
import { readSentences } from './reading.ts';
import { readTracks, trackRate, type Track } from './track.ts';
import type { EstimatedTimes, SentenceTime, SentenceToTime, SoundToTime, TimesMeasured, VerdictReason } from './types.ts';
import { verdictOf } from './verdict.ts';

export interface CallToTime {
  /** Customer and robot, mixed into one channel or one in each of two. */
  readonly composite: SoundToTime;
  /** The customer alone. */
  readonly customer: SoundToTime;
  /** In spoken order. */
  readonly sentences: readonly SentenceToTime[];
}

const nothingMeasured: TimesMeasured = {
  compositeMs: null, customerMs: null, composite: null, lagMs: null, driftPpm: null, gainDb: null, echoDb: null, likeness: null,
  leftoverDb: null, robotMs: null, assignedMs: null, robotPace: null,
};

/**
 * Finds out from both recordings when the sentences without times were spoken. Blocks while it works: for a thread of its
 * own. Where the result would be in doubt it says that it does not know.
 * @throws what `decode` throws.
 */
export async function estimateTimes({ composite, customer, sentences }: CallToTime): Promise<EstimatedTimes> {
  const end = (reason: VerdictReason, measured = nothingMeasured): EstimatedTimes => ({ verdict: verdictOf(reason), sentences: sentences.map(asGiven), measured });
  if (sentences.every(({ startMs }) => startMs !== null)) return end('nothing-to-estimate');
  if (composite.decode === null || customer.decode === null) return end('not-readable');

  const channels = await readTracks(composite);
  const [own] = await readTracks(customer);
  const [first] = channels;
  if (first === undefined || own === undefined || channels.every(isSilent)) return end('no-sound');
  const lengths = { ...nothingMeasured, compositeMs: msOf(first), customerMs: msOf(own) };
  if (!areAlikeLong(lengths.compositeMs, lengths.customerMs)) return end('lengths-differ', lengths);
  const heardOfCustomer = !isSilent(own);
  if (!heardOfCustomer && sentences.some(({ speaker }) => speaker === 'customer')) return end('customer-silent', lengths);

  const sources = sourcesOf(channels, own, (piece) => isSpoken(piece, sentences)) ?? (heardOfCustomer ? null : withoutCustomer(first, own));
  if (sources === null) return end('not-together', lengths);
  const together = { ...lengths, composite: sources.composite, likeness: round(sources.alignment.share, 100), ...clockOf(sources) };
  if (heardOfCustomer && sources.alignment.share < leastShare) return end(isSwapped(channels, own) ? 'swapped' : 'not-together', together);

  const sought = sentences.map(soughtOf);
  const known = sought.filter((one) => one !== null);
  const { lanes, heard } = listen(sources);
  const measured: TimesMeasured = { ...together, gainDb: round(-lanes.gainDb, 10), leftoverDb: round(lanes.leftoverDb, 10), echoDb: lanes.echoDb === null ? null : round(lanes.echoDb, 10) };
  if (isRobotInOther(measured)) return end('swapped', measured);
  const doubt = doubtBefore(known, heard);
  if (doubt) return end(doubt, measured);
  const reading = readSentences({ sentences: known, robot: heard.robot.spans, customer: heard.customer.spans, isHidden: heard.robot.isHidden });
  const all = { ...measured, ...usedOf(known, reading, heard.robot), robotPace: round(reading.pace.robot, 100) };
  const misfit = doubtAfter(known, reading, { robot: heard.robot, measured: all });
  if (misfit) return end(misfit, all);

  let next = 0;
  const places = sought.map((one) => (one === null ? null : (reading.places[next++] ?? null)));
  const times = timesOf(sentences, places, { endMs: lengths.compositeMs, covered: coveredBy(sources) });
  return { verdict: verdictOf(times.some(({ timing }) => timing === 'unknown') ? 'solved-in-part' : 'solved'), sentences: times, measured: all };
}

function asGiven({ startMs, endMs }: SentenceToTime): SentenceTime {
  return startMs === null ? { startMs: null, endMs: null, timing: 'unknown' } : { startMs, endMs, timing: 'given' };
}

function msOf({ length }: Track): number {
  return Math.round((length / trackRate) * 1000);
}

function round(value: number, parts: number): number | null {
  return Number.isFinite(value) ? Math.round(value * parts) / parts : null;
}

const tolerableMs = 3000;
const tolerableShare = 0.1;

function areAlikeLong(one: number, other: number): boolean {
  return Math.abs(one - other) <= Math.max(tolerableMs, tolerableShare * Math.max(one, other));
}

/** Whether the customer is known to speak in the piece. */
function isSpoken({ from, to }: Piece, sentences: readonly SentenceToTime[]): boolean {
  return sentences.some(({ speaker, startMs, endMs }) => speaker === 'customer' && startMs !== null && endMs !== null && startMs < to * frameMs - 300 && endMs > from * frameMs + 300);
}

/** Of what is loud in the customer's recording, at least so much must be in the composite. */
const leastShare = 0.55;

function isSwapped([channel]: readonly Track[], customer: Track): boolean {
  const other = channel && align(customer, channel, () => false);
  return other ? other.share > 0.8 : false;
}

/** A call in which the customer says nothing at all: everything is the robot's. */
function withoutCustomer(track: Track, other: Track): Sources {
  return { composite: 'mixed', track, other, alignment: { clock: [], pieces: [], share: 0 } };
}

function clockOf({ track, alignment }: Sources): Pick<TimesMeasured, 'lagMs' | 'driftPpm'> {
  return { lagMs: round((lagAt(alignment.clock, track.length / 2) / trackRate) * 1000, 100), driftPpm: round((alignment.clock[0]?.slope ?? 0) * 1e6, 10) };
}

/** Frames of the composite for which there is a customer's recording. */
function coveredBy({ track, other, alignment }: Sources): Frames {
  const from = Math.max(0, -lagAt(alignment.clock, 0));
  const to = Math.min(track.length, other.length - lagAt(alignment.clock, track.length));
  return { from: Math.ceil(from / frameSamples), to: Math.floor(to / frameSamples) };
}

function soughtOf({ speaker, text, startMs, endMs }: SentenceToTime): Sought | null {
  if (speaker === 'unknown') return null;
  const usual = usualLength(text);
  const from = startMs === null ? 0 : Math.round(startMs / frameMs);
  return { speaker, usual, given: startMs === null ? null : { from, to: Math.max(from + 1, Math.round((endMs ?? startMs + usual.ms) / frameMs)) } };
}

/** In frames: as long may a sentence be where there is no customer's recording to compare with, and as much may order be off. */
const uncovered = 20;
const orderSlackMs = 300;
const shortestMs = 50;

function timesOf(sentences: readonly SentenceToTime[], places: readonly (Frames | null)[], { endMs, covered }: { readonly endMs: number; readonly covered: Frames }): SentenceTime[] {
  const times = sentences.map((sentence, at): SentenceTime => {
    const place = places[at] ?? null;
    if (sentence.startMs !== null || place === null) return asGiven(sentence);
    if (place.to > covered.to + uncovered || place.from < covered.from - uncovered) return asGiven(sentence);
    return { startMs: place.from * frameMs, endMs: Math.min(endMs, place.to * frameMs), timing: 'estimated' };
  });
  return times.map((time, at) => {
    if (time.timing !== 'estimated' || time.startMs === null || time.endMs === null) return time;
    const speaker = sentences[at]?.speaker;
    const isOther = (index: number): boolean => sentences[index]?.speaker !== speaker;
    const nextOwn = times.find(({ startMs }, index) => index > at && startMs !== null && !isOther(index))?.startMs ?? endMs;
    const lastOwn = times.findLast(({ startMs }, index) => index < at && startMs !== null && !isOther(index));
    const latest = Math.min(...times.slice(at + 1).map(({ startMs }) => startMs ?? endMs));
    const startMs = Math.max(time.startMs, lastOwn?.timing === 'given' ? (lastOwn.endMs ?? 0) : 0);
    const ended = Math.min(time.endMs, nextOwn);
    return ended - startMs < shortestMs || startMs > latest + orderSlackMs ? { startMs: null, endMs: null, timing: 'unknown' } : { startMs, endMs: ended, timing: 'estimated' };
  });
}
