import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeClip, type MadeFile } from '../../../../electron/core/recordings/clips/index.ts';
import { openSound } from '../../../../electron/core/recordings/sound/openSound.ts';
import { soundBytes } from '../../../support/sounds.ts';
import { asMulaw, asPcm16, aWav, inStereo } from '../../../support/wav.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-clips-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** A tone that climbs: no moment of it is like another. */
function aSweep(seconds: number, sampleRate: number, from = 200): Float64Array {
  return Float64Array.from({ length: Math.round(seconds * sampleRate) }, (_, index) => {
    const time = index / sampleRate;
    return 0.6 * Math.sin(2 * Math.PI * (from + 100 * time) * time);
  });
}

interface Heard {
  readonly sampleRate: number;
  readonly channels: readonly (readonly number[])[];
}

async function hear(path: string): Promise<Heard> {
  const sound = await openSound(path);
  const channels: number[][] = [];
  let sampleRate = 0;
  await sound?.decode?.(
    {
      begin(format) {
        ({ sampleRate } = format);
        for (let at = 0; at < format.channels; at += 1) channels.push([]);
      },
      push(pushed, count) {
        for (const [at, channel] of channels.entries()) channel.push(...pushed[at]!.subarray(0, count));
      },
    },
    'heard',
  );
  return { sampleRate, channels };
}

const clip = join('clip');
async function cut(bytes: Buffer, startMs: number, endMs: number, format: 'wav' | 'mp3' = 'wav', name = 'sound.wav'): Promise<MadeFile> {
  writeFileSync(join(dir, name), bytes);
  return writeClip({ path: join(dir, name), startMs, endMs, format, into: join(dir, clip) });
}

/** How alike two sounds are at the best shift of at most `reach` samples, and that shift. */
function alike(a: readonly number[], b: readonly number[], reach: number): { readonly likeness: number; readonly shift: number } {
  let best = { likeness: -1, shift: 0 };
  for (let shift = -reach; shift <= reach; shift += 1) {
    let [ab, aa, bb] = [0, 0, 0];
    for (let at = Math.max(0, -shift); at < Math.min(a.length, b.length - shift); at += 1) {
      ab += a[at]! * b[at + shift]!;
      aa += a[at]! ** 2;
      bb += b[at + shift]! ** 2;
    }
    const likeness = ab / Math.sqrt(aa * bb);
    if (likeness > best.likeness) best = { likeness, shift };
  }
  return best;
}

describe('writeClip as WAV', () => {
  it.each([8000, 11_025, 44_100])('cuts to the sample at %i Hz', async (sampleRate) => {
    const sound = asPcm16(aSweep(3, sampleRate));
    const made = await cut(aWav({ sampleRate, data: sound }), 1234, 2001);
    const [first, end] = [Math.round(1.234 * sampleRate), Math.round(2.001 * sampleRate)];
    const written = readFileSync(join(dir, clip));
    expect(made).toEqual({ verdict: 'ok', bytes: written.length });
    expect(written.equals(aWav({ sampleRate, data: sound.subarray(first * 2, end * 2) }))).toBe(true);
  });

  it('keeps both channels of stereo', async () => {
    const [left, right] = [asPcm16(aSweep(2, 8000)), asPcm16(aSweep(2, 8000, 900))];
    await cut(aWav({ channels: 2, data: inStereo(left, right, 2) }), 500, 1500);
    expect(readFileSync(join(dir, clip)).equals(aWav({ channels: 2, data: inStereo(left.subarray(8000, 24_000), right.subarray(8000, 24_000), 2) }))).toBe(true);
  });

  it('cuts a sound in the code of telephone lines as its samples are heard', async () => {
    const bytes = aWav({ tag: 7, bits: 8, data: asMulaw(aSweep(2, 8000)) });
    await cut(bytes, 250, 750);
    const whole = await hear(join(dir, 'sound.wav'));
    expect((await hear(join(dir, clip))).channels).toEqual(whole.channels.map((channel) => channel.slice(2000, 6000)));
  });

  it.each(['ima.wav', 'ms-stereo.wav', 'vbr-stereo.mp3', 'mono.opus.ogg', 'mono.vorbis.ogg', 'mono.m4a', 'mono.flac'])('cuts %s where the whole of it has the same sound', async (name) => {
    await cut(soundBytes(name), 700, 1300, 'wav', name);
    const [whole, part] = [await hear(join(dir, name)), await hear(join(dir, clip))];
    const first = Math.round(0.7 * whole.sampleRate);
    expect(part.sampleRate).toBe(whole.sampleRate);
    expect(part.channels).toEqual(whole.channels.map((channel) => channel.slice(first, Math.round(1.3 * whole.sampleRate))));
  });

  it('has the whole rate of an Opus, of which less is drawn', async () => {
    await cut(soundBytes('mono.opus.ogg'), 0, 1000, 'wav', 'mono.opus.ogg');
    expect(await hear(join(dir, clip))).toMatchObject({ sampleRate: 48_000, channels: [{ length: 48_000 }] });
  });

  it('ends with the sound where more is asked for', async () => {
    await cut(aWav({ data: asPcm16(aSweep(1, 8000)) }), 900, 5000);
    expect((await hear(join(dir, clip))).channels[0]).toHaveLength(800);
  });
});

describe('writeClip as MP3', () => {
  it.each([
    [8000, 1],
    [8000, 2],
    [11_025, 1],
    [16_000, 1],
    [22_050, 2],
    [44_100, 2],
    [48_000, 1],
  ])('has the sound and the length of the stretch, without a gap, at %i Hz and %i channels', async (sampleRate, channels) => {
    const [left, right] = [aSweep(4, sampleRate), aSweep(4, sampleRate, 700)];
    const data = channels === 1 ? asPcm16(left) : inStereo(asPcm16(left), asPcm16(right), 2);
    expect(await cut(aWav({ sampleRate, channels, data }), 1000, 2500, 'mp3')).toMatchObject({ verdict: 'ok' });
    const heard = await hear(join(dir, clip));
    expect(heard).toMatchObject({ sampleRate });
    expect(heard.channels).toHaveLength(channels);
    for (const [at, source] of [left, right].slice(0, channels).entries()) {
      const wanted = [...source.subarray(sampleRate, Math.round(2.5 * sampleRate))];
      expect(heard.channels[at]).toHaveLength(wanted.length);
      const { likeness, shift } = alike(wanted, heard.channels[at]!, 40);
      expect([likeness > 0.98, Math.abs(shift) <= 1], `likeness ${likeness}, shift ${shift}`).toEqual([true, true]);
    }
  });

  it('takes the next rate that MP3 knows', async () => {
    await cut(aWav({ sampleRate: 6000, data: asPcm16(aSweep(3, 6000)) }), 0, 3000, 'mp3');
    const heard = await hear(join(dir, clip));
    expect(heard.sampleRate).toBe(8000);
    // Within a frame.
    expect(Math.abs(heard.channels[0]!.length - 24_000)).toBeLessThan(576);
    expect(alike([...aSweep(3, 8000)], heard.channels[0]!, 576).likeness).toBeGreaterThan(0.97);
  });
});

describe('writeClip', () => {
  it('says what it cannot cut, and leaves nothing behind', async () => {
    expect(await cut(soundBytes('gsm.wav'), 0, 500)).toEqual({ verdict: 'not-decodable' });
    expect(await cut(aWav({ data: asPcm16(aSweep(1, 8000)) }), 1500, 2000)).toEqual({ verdict: 'empty' });
    expect(await cut(aWav({ data: asPcm16(aSweep(1, 8000)) }), 1500, 2000, 'mp3')).toEqual({ verdict: 'empty' });
    expect(await cut(aWav({ sampleRate: 48_000, data: asPcm16(aSweep(1, 48_000)) }), 0, 50 * 3_600_000)).toEqual({ verdict: 'too-long' });
    expect(await writeClip({ path: join(dir, 'sound.wav'), startMs: 0, endMs: 500, format: 'wav', into: join(dir, 'nowhere', 'clip') })).toEqual({ verdict: 'cannot-write' });
    expect(readdirSync(dir)).toEqual(['sound.wav']);
  });
});
