import type { Frames, Sought } from './assignment.ts';
import { frameMs } from './levels.ts';
import type { Reading } from './reading.ts';
import type { Heard } from './spans.ts';
import type { TimesMeasured, VerdictReason } from './types.ts';

/** Reasons to give up that show before sentences are looked for. */
export function doubtBefore(sentences: readonly Sought[], heard: { readonly robot: Heard; readonly customer: Heard }): VerdictReason | null {
  const wantedMs = sentences.reduce((sum, { speaker, given, usual }) => sum + (speaker === 'robot' && !given ? usual.ms : 0), 0);
  const heardMs = heard.robot.spans.reduce((sum, { from, to }) => sum + (to - from) * frameMs, 0);
  if (wantedMs > 0 && heardMs < wantedMs * 0.25) return 'not-separable';
  const given = sentences.flatMap(({ speaker, given: frames }) => (speaker === 'customer' && frames ? [frames] : []));
  if (given.length === 0) return null;
  const spoken = given.map((frames) => shareOf(frames, heard.customer)).toSorted((a, b) => a - b);
  if ((spoken[Math.floor(spoken.length / 2)] ?? 1) < 0.35) return 'not-together';
  const covered = given.reduce((sum, frames) => sum + shareOf(frames, heard.robot) * (frames.to - frames.from), 0);
  return covered > 0.6 * given.reduce((sum, { from, to }) => sum + to - from, 0) ? 'not-separable' : null;
}

/** For how much of `frames` somebody is heard. */
function shareOf({ from, to }: Frames, { spans }: Heard): number {
  let covered = 0;
  for (const span of spans) covered += Math.max(0, Math.min(to, span.to) - Math.max(from, span.from));
  return covered / Math.max(1, to - from);
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
