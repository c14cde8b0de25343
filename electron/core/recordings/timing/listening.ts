import { bandsOf } from './bands.ts';
import { alignedTrack, createCanceller, learnFilter } from './canceller.ts';
import type { Sources } from './channels.ts';
import { lanesOf, type Lanes } from './lanes.ts';
import { frameSamples } from './levels.ts';
import { spansOf, type Heard } from './spans.ts';

/** When either side is heard. */
export interface HeardSides {
  readonly robot: Heard;
  readonly customer: Heard;
}

export interface Listened {
  readonly lanes: Lanes;
  readonly heard: HeardSides;
}

/** What a loud customer leaves may pass for the robot; never more, and never less than what else sounds alike. */
const leftoverAbove = 4;
const leftoverLimits = { least: -28, most: -7 } as const;

export function listen({ track, other, alignment }: Sources): Listened {
  const aligned = alignedTrack(other, alignment.clock);
  const learned = learnFilter(track, aligned, alignment.pieces);
  const bands = bandsOf(createCanceller(track, aligned, learned.filter), Math.floor(track.length / frameSamples));
  const lanes = lanesOf(bands, learned.alone);
  const ghostDb = Number.isNaN(lanes.ghostDb) ? leftoverLimits.least : lanes.ghostDb + leftoverAbove;
  const leftoverDb = Math.max(leftoverLimits.least, Math.min(leftoverLimits.most, ghostDb));
  const robot = spansOf({ db: lanes.robotDb, noiseDb: lanes.robotNoiseDb, againstDb: lanes.besideRobotDb, leftoverDb, tones: bands });
  const customer = spansOf({ db: lanes.customerDb, noiseDb: lanes.customerNoiseDb, againstDb: lanes.robotDb, leftoverDb: Number.NEGATIVE_INFINITY, tones: null });
  return { lanes, heard: { robot, customer } };
}
