import type { Frames, Sought } from './assignment.ts';
import { frameMs } from './levels.ts';
import type { HeardSides } from './listening.ts';
import type { Reading } from './reading.ts';
import type { Heard } from './spans.ts';
import type { TimesMeasured, VerdictReason } from './types.ts';

/** Of what the robot's sentences should take, and of the call. */
const leastHeard = 0.25;
const leastOfCall = 0.1;
/**
 * Of the customer's given sentences: how much of three in four of them is heard at least, how much of what is heard of the
 * customer is theirs at least, if all are given, and how much of the robot is heard during them at most.
 */
const leastSpoken = 0.3;
const leastWithin = 0.42;
const mostCovered = 0.6;
const mostCoveredOfFew = 0.9;

/** Reasons to give up that show before sentences are looked for. */
export function doubtBefore(sentences: readonly Sought[], heard: HeardSides): VerdictReason | null {
  const wantedMs = sentences.reduce((sum, { speaker, given, usual }) => sum + (speaker === 'robot' && !given ? usual.ms : 0), 0);
  const heardMs = heard.robot.spans.reduce((sum, { from, to }) => sum + (to - from) * frameMs, 0);
  if (heardMs < wantedMs * leastHeard) return heardMs < heard.robot.isHidden.length * frameMs * leastOfCall ? 'not-separable' : 'sentences-do-not-fit';
  const given = sentences.flatMap(({ speaker, given: frames }) => (speaker === 'customer' && frames ? [frames] : []));
  if (given.length === 0) return null;
  const spoken = given.map((frames) => shareOf(frames, heard.customer)).toSorted((a, b) => a - b);
  if ((spoken[Math.floor(spoken.length / 4)] ?? 1) < leastSpoken) return 'not-together';
  const isAllGiven = sentences.every(({ speaker, given: frames }) => speaker === 'robot' || frames);
  if (isAllGiven && shareWithin(given, heard.customer) < leastWithin) return 'not-together';
  const covered = given.reduce((sum, frames) => sum + shareOf(frames, heard.robot) * (frames.to - frames.from), 0);
  const all = given.reduce((sum, { from, to }) => sum + to - from, 0);
  return covered > all * (all < fewFrames ? mostCoveredOfFew : mostCovered) ? 'not-separable' : null;
}

/** No echo of the robot is so much louder, beside the customer, than the robot in the call; what is measured of one that is as loud reaches 7 dB. */
const mostEchoDb = 8;

/** Whether the robot is heard in what passes for the customer's recording rather than in what passes for the call. */
export function isRobotInOther({ composite, echoDb, gainDb }: TimesMeasured): boolean {
  return composite === 'mixed' && echoDb !== null && gainDb !== null && echoDb - gainDb > mostEchoDb;
}

/** A robot may well talk through a short sentence. */
const fewFrames = 300;

/** For how much of `frames` somebody is heard. */
function shareOf({ from, to }: Frames, { spans }: Heard): number {
  let covered = 0;
  for (const span of spans) covered += Math.max(0, Math.min(to, span.to) - Math.max(from, span.from));
  return covered / Math.max(1, to - from);
}

/** Given times are not exact; frames. */
const aroundGiven = 30;

/** How much of what is heard lies within `given`. */
function shareWithin(given: readonly Frames[], { spans }: Heard): number {
  let within = 0;
  let all = 0;
  for (const span of spans) {
    all += span.to - span.from;
    for (const { from, to } of given) within += Math.max(0, Math.min(to + aroundGiven, span.to) - Math.max(from - aroundGiven, span.from));
  }
  return all === 0 ? 0 : within / all;
}

const mostCost = 2.2;
const mostMissing = 0.34;
const leastAssigned = 0.6;
const paceLimits = { least: 0.5, most: 2.6 } as const;

/** Reasons to give up that show in how the sentences fit. */
export function doubtAfter(sentences: readonly Sought[], { costPerSentence, missing, pace, places }: Reading, { robot, measured }: { readonly robot: Heard; readonly measured: TimesMeasured }): VerdictReason | null {
  const found = sentences.filter(({ given }) => given === null).length;
  if (costPerSentence > mostCost || missing > mostMissing * found || pace.robot < paceLimits.least || pace.robot > paceLimits.most) return 'sentences-do-not-fit';
  if (places.filter((place) => place === null).length > sentences.length / 2) return 'sentences-do-not-fit';
  const hasRobot = sentences.some(({ speaker }) => speaker === 'robot') && robot.spans.length > 0;
  if (hasRobot && measured.robotMs !== null && measured.assignedMs !== null && measured.assignedMs < leastAssigned * measured.robotMs) return 'sentences-do-not-fit';
  return null;
}

/** What is heard of the robot from its first sentence on, and how much of it is its sentences'. */
export function usedOf(sentences: readonly Sought[], { places }: Reading, { spans }: Heard): Pick<TimesMeasured, 'robotMs' | 'assignedMs'> {
  const taken = places.flatMap((place, at) => (place && sentences[at]?.speaker === 'robot' ? [place] : []));
  const from = Math.min(...taken.map((place) => place.from));
  let robot = 0;
  let assigned = 0;
  for (const span of spans) {
    if (span.to <= from) continue;
    const ms = (span.to - span.from) * frameMs * span.weight;
    robot += ms;
    if (taken.some((place) => place.from <= span.from && place.to >= span.to)) assigned += ms;
  }
  return { robotMs: Math.round(robot), assignedMs: Math.round(assigned) };
}
