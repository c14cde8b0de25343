import { bandCount, dbOfByte, type Bands, type CallBands } from './bands.ts';
import type { Stretch } from './canceller.ts';
import { dbOf, powerOf, quantile } from './levels.ts';

/** How loud robot and customer are, frame by frame, each without the other, in dB; -110 where not at all. */
export interface Lanes {
  /** In the composite. */
  readonly robotDb: Float32Array;
  readonly robotNoiseDb: Float32Array;
  /** In the customer's recording. */
  readonly customerDb: Float32Array;
  readonly customerNoiseDb: Float32Array;
  /** The customer, where nobody else is heard, in the composite. */
  readonly besideRobotDb: Float32Array;
  /** How much louder the customer is in the composite, and what is left of it after the subtraction; over all bands. */
  readonly gainDb: number;
  readonly leftoverDb: number;
  /** How loud what is left of the customer passes for a robot at times, beside the customer. */
  readonly ghostDb: number;
  /** How much louder the robot is in the customer's recording than in the composite; null where it is not heard there. */
  readonly echoDb: number | null;
}

/** The share of what the noise does that still passes for noise: 6 dB above its quieter frames. */
const aboveNoise = 4;
/** In dB; quieter speech is not worth learning from. */
const audible = -55;
/** An echo comes this much later at most, and a little earlier where the filter reaches back; in frames. */
const echoFrames = 22;
const powers = Float64Array.from({ length: 256 }, (_, byte) => powerOf(dbOfByte(byte)));

/** `alone` are stretches in which the customer speaks and the robot mostly does not. */
export function lanesOf({ composite, other, rest }: CallBands, alone: readonly Stretch[]): Lanes {
  const frames = rest.frames;
  const restNoise = noiseOf(rest);
  const otherNoise = noiseOf(other);
  const gains = new Float64Array(bandCount);
  const leftovers = new Float64Array(bandCount);
  learnCustomer({ composite, other, rest }, alone, { restNoise, otherNoise }, gains, leftovers);

  const robotDb = new Float32Array(frames);
  const robotNoiseDb = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    let power = 0;
    let noise = 0;
    for (let band = 0; band < bandCount; band++) {
      const at = frame * bandCount + band;
      const own = powers[rest.bytes[at] ?? 0] ?? 0;
      const floor = restNoise.powerAt(frame, band);
      power += Math.max(0, own - (leftovers[band] ?? 0) * (gains[band] ?? 0) * (powers[other.bytes[at] ?? 0] ?? 0) - aboveNoise * floor);
      noise += floor;
    }
    robotDb[frame] = dbOf(power);
    robotNoiseDb[frame] = dbOf(noise);
  }

  const echoes = learnEcho({ composite, other, rest }, robotDb, otherNoise);
  const customerDb = new Float32Array(frames);
  const besideRobotDb = new Float32Array(frames);
  const customerNoiseDb = new Float32Array(frames);
  const lately = new Uint8Array(bandCount);
  for (let frame = 0; frame < frames; frame++) {
    let power = 0;
    let beside = 0;
    let noise = 0;
    lately.fill(0);
    for (let near = Math.max(0, frame - echoFrames); near <= Math.min(frames - 1, frame + 1); near++) {
      for (let band = 0; band < bandCount; band++) lately[band] = Math.max(lately[band] ?? 0, rest.bytes[near * bandCount + band] ?? 0);
    }
    for (let band = 0; band < bandCount; band++) {
      const floor = otherNoise.powerAt(frame, band);
      const heard = powers[other.bytes[frame * bandCount + band] ?? 0] ?? 0;
      const own = Math.max(0, heard - (echoes.powers[band] ?? 0) * (powers[lately[band] ?? 0] ?? 0) - aboveNoise * floor);
      power += own;
      beside += (gains[band] ?? 0) * own;
      noise += floor;
    }
    customerDb[frame] = dbOf(power);
    besideRobotDb[frame] = dbOf(beside);
    customerNoiseDb[frame] = dbOf(noise);
  }
  const ghosts: number[] = [];
  for (const { from, to } of alone) for (let frame = from; frame < Math.min(to, frames); frame++) if ((besideRobotDb[frame] ?? -110) > audible) ghosts.push((robotDb[frame] ?? -110) - (besideRobotDb[frame] ?? -110));
  return { robotDb, robotNoiseDb, customerDb, customerNoiseDb, besideRobotDb, gainDb: middleDb(gains), leftoverDb: middleDb(leftovers) - leftoverMarginDb, ghostDb: quantile(ghosts, 0.9), echoDb: echoes.isHeard ? middleDb(echoes.powers) - echoMarginDb : null };
}

function middleDb(powersOfBands: Float64Array): number {
  return dbOf(quantile(powersOfBands, 0.5));
}

interface Noise {
  powerAt(frame: number, band: number): number;
}

const framesPerBlock = 400;
const blocksAround = 2;

/** What each band falls to again and again, within ten seconds either way. */
function noiseOf({ bytes, frames }: Bands): Noise {
  const blocks = Math.max(1, Math.ceil(frames / framesPerBlock));
  const low = new Float64Array(blocks * bandCount);
  const counts = new Uint32Array(256);
  for (let block = 0; block < blocks; block++) {
    const from = block * framesPerBlock;
    const to = Math.min(frames, from + framesPerBlock);
    for (let band = 0; band < bandCount; band++) {
      counts.fill(0);
      for (let frame = from; frame < to; frame++) counts[bytes[frame * bandCount + band] ?? 0] = (counts[bytes[frame * bandCount + band] ?? 0] ?? 0) + 1;
      let byte = 0;
      for (let passed = counts[0] ?? 0; passed < (to - from) * 0.1 && byte < 255; passed += counts[byte] ?? 0) byte++;
      low[block * bandCount + band] = powers[byte] ?? 0;
    }
  }
  const least = low.map((_, at) => {
    const block = Math.floor(at / bandCount);
    let lowest = Number.POSITIVE_INFINITY;
    for (let near = Math.max(0, block - blocksAround); near <= Math.min(blocks - 1, block + blocksAround); near++) lowest = Math.min(lowest, low[near * bandCount + (at % bandCount)] ?? 0);
    return lowest;
  });
  return { powerAt: (frame, band) => least[Math.floor(frame / framesPerBlock) * bandCount + band] ?? 0 };
}

/** What the composite makes of the customer's recording, as powers, and how much of that the subtraction leaves at most. */
function learnCustomer({ composite, other, rest }: Pick<CallBands, 'composite' | 'other' | 'rest'>, alone: readonly Stretch[], noise: { restNoise: Noise; otherNoise: Noise }, gains: Float64Array, leftovers: Float64Array): void {
  const gainsDb: number[][] = Array.from({ length: bandCount }, () => []);
  const leftoversDb: number[][] = Array.from({ length: bandCount }, () => []);
  const used = new Set<number>();
  for (const { from, to } of alone) {
    for (let frame = from; frame < Math.min(to, rest.frames); frame++) {
      if (used.has(frame)) continue;
      used.add(frame);
      for (let band = 0; band < bandCount; band++) {
        const heard = other.db(frame, band);
        if (heard < dbOf(noise.otherNoise.powerAt(frame, band)) + 15 || composite.db(frame, band) < dbOf(noise.restNoise.powerAt(frame, band)) + 12) continue;
        gainsDb[band]?.push(composite.db(frame, band) - heard);
        leftoversDb[band]?.push(rest.db(frame, band) - heard);
      }
    }
  }
  const all = quantile(gainsDb.flat(), 0.5);
  const allLeftovers = quantile(leftoversDb.flat(), leftoverShare);
  for (let band = 0; band < bandCount; band++) {
    const enough = (gainsDb[band]?.length ?? 0) >= 30;
    const gainDb = enough ? quantile(gainsDb[band] ?? [], 0.5) : all;
    const leftoverDb = enough ? quantile(leftoversDb[band] ?? [], leftoverShare) : allLeftovers;
    gains[band] = Number.isNaN(gainDb) ? 0 : powerOf(gainDb);
    leftovers[band] = Number.isNaN(leftoverDb) ? 0 : powerOf(Math.min(leftoverDb - gainDb + leftoverMarginDb, mostLeftoverDb));
  }
}

const leftoverShare = 0.5;
/** Above the middle, so that little more is ever left; and no more than the customer, give or take what waves add up to. */
const leftoverMarginDb = 9;
const mostLeftoverDb = 6;

/** How loud the robot is in the customer's recording, as a share of what it is in the rest: learned where it speaks alone. */
function learnEcho({ composite, other, rest }: Pick<CallBands, 'composite' | 'other' | 'rest'>, robotDb: Float32Array, noise: Noise): { readonly powers: Float64Array; readonly isHeard: boolean } {
  const found: number[][] = Array.from({ length: bandCount }, () => []);
  const loud = quantile(robotDb.filter((db) => db > -100), 0.6);
  let heard = 0;
  let all = 0;
  for (let frame = 0; frame < robotDb.length; frame++) {
    if ((robotDb[frame] ?? -110) < loud) continue;
    for (let band = 0; band < bandCount; band++) {
      const own = rest.db(frame, band);
      if (own < composite.db(frame, band) - 12) continue;
      const noiseDb = dbOf(noise.powerAt(frame, band));
      found[band]?.push(Math.max(other.db(frame, band), noiseDb) - own);
      if (other.db(frame, band) > noiseDb + clearlyAboveNoiseDb) heard += 1;
      all += 1;
    }
  }
  return { powers: Float64Array.from(found, (values) => (values.length < 20 ? 0 : powerOf(quantile(values, 0.6) + echoMarginDb))), isHeard: heard > all / 2 };
}

const echoMarginDb = 5;
const clearlyAboveNoiseDb = 8;
